"""The deck whole: six slides, a seventh where two groups can be compared, an eighth from the second round."""

import io
from datetime import UTC, datetime, time
from types import ModuleType

from pptx import Presentation

from reports.archive import settled
from reports.briefing.pages import Briefing
from reports.briefing.shape import About
from reports.formats import Paper
from reports.words import apart, cut, plain

from . import alignment, blockers, gates, method, plan, profile, summary, trend
from .look import LANGUAGE
from .master import PATH
from .page import foot, page


def made(briefing: Briefing, paper: Paper = "a4") -> bytes:
    """Slides are 16 to 9 whatever the paper."""
    deck = Presentation(str(PATH))
    about, stamp = briefing.about, briefing.stamp
    source = _source(about)
    footer = " · ".join(
        filter(None, (apart(cut(about.subject.text, 60)), about.when, stamp.label, stamp.code))
    )
    for part in _parts(briefing):
        slide = page(deck, part.said(briefing), source)
        part.draw(slide, briefing)
        foot(slide, footer)
    core = deck.core_properties
    core.title = cut(plain(f"{about.subject.text}: {briefing.standing.finding.text}"), 250)
    core.author = core.last_modified_by = about.product
    core.subject = cut(plain(about.basis), 250)
    core.language, core.version = LANGUAGE, stamp.label
    core.created = core.modified = datetime.combine(stamp.dated, time(), UTC).replace(tzinfo=None)
    written = io.BytesIO()
    deck.save(written)
    return settled(written.getvalue(), stamp.dated)


def _source(about: About) -> str:
    return f"{about.product} readiness assessment. {about.basis}"


def _parts(briefing: Briefing) -> list[ModuleType]:
    found = [summary, profile, gates, blockers]
    if alignment.fits(briefing):
        found.append(alignment)
    found.append(plan)
    if trend.fits(briefing):
        found.append(trend)
    return [*found, method]
