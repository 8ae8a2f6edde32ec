"""A result to look at before there is one: made-up figures, said to be made up wherever they are shown."""

from functools import lru_cache

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from charts.geometry import Chart, Row
from charts.plots import dots

# Dimension, pillar, score, and the interval around it; the one that the title speaks of is marked.
ROWS = (
    (gettext_noop("Direction and oversight"), gettext_noop("Strategy"), 61.3, 55.0, 67.6, False),
    (gettext_noop("Value and portfolio"), gettext_noop("Strategy"), 57.8, 50.1, 65.5, False),
    (gettext_noop("Working together"), gettext_noop("Culture"), 47.2, 39.4, 55.0, False),
    (gettext_noop("Data"), gettext_noop("Foundations"), 41.5, 33.2, 49.8, False),
    (gettext_noop("Governance"), gettext_noop("Responsibility"), 28.9, 21.7, 36.1, True),
)


def sample() -> Chart:
    """Drawn once for each language."""
    return _drawn(get_language() or "")


@lru_cache(maxsize=8)
def _drawn(language: str) -> Chart:
    rows = [
        Row(_(name), score, low=low, high=high, note=_(pillar), marked=marked)
        for name, pillar, score, low, high, marked in ROWS
    ]
    return dots(rows, within=(0, 100), places=1)
