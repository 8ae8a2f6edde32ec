"""The figures of the founding documents that the plan lists stand in the published units."""

import re

import pytest
from django.utils.html import strip_tags

from content.models import Unit

pytestmark = pytest.mark.django_db
# By unit: every one of these must stand in its text, tables and charts included.
FIGURES = {
    "strategy/jabil": ["Overhead went down", "quality on the production line went up", "guessing"],
    "strategy/beth-israel-deaconess": [
        "41", "490", "consent", "history and physical", "appointments", "emergency",
    ],
    "strategy/renting-speed": [
        "m5.large", "c5.xlarge", "p3.2xlarge", "eia1.medium", "$0.33", "$0.47", "$0.59", "$0.64", "$0.65",
        "$2.05", "52", "134", "244", "400", "444", "23", "4.08", "4.50", "7.38", "9.95", "19.08", "41.42",
        "46%", "84%",
    ],
    "culture/lead-scoring": ["thousands of variables", "data scientist", "trust"],
    "culture/forecast-rodeo": [
        "13 months", "two weeks", "37", "53", "128", "154", "better than either alone", "published",
    ],
    "responsibility/label-audit": [
        "510", "88.04%", "51.47%", "23.53%", "68.97%", "68.52%", "89.23%", "92.26%", "10 times|ten times",
    ],
    "responsibility/shark-and-baseball": ["one million|1,000,000", "1,000", "great white shark", "baseball"],
    "responsibility/every-face": ["128", "256", "on the device|on the phone", "divers"],
    "responsibility/chatbot-and-data-set": ["attack", "bias", "training data", "governance"],
    "technology/handwriting": ["82 languages", "2015", "100", "20", "40", "one byte", "four"],
    "technology/bigger-then-cleverer": ["74.8%", "82.7%", "84.3%", "145.8", "557", "36 times", "3.5 times"],
}  # fmt: skip


def words_of(key: str) -> str:
    unit = Unit.objects.select_related("rendering").get(key=key)
    html = " ".join(section["html"] + section["notes_html"] for section in unit.rendering.sections)
    asked = " ".join(str(section["question"] or "") for section in unit.rendering.sections)
    text = strip_tags(html.replace("<", " <")) + asked + unit.standfirst
    return re.sub(r"\s+", " ", text.replace("&amp;", "&").replace("\u00a0", " ").replace(" %", "%"))


@pytest.mark.parametrize("key", FIGURES)
def test_a_case_holds_the_figures_of_its_source(course: None, key: str) -> None:
    words = words_of(key).lower()
    missing = [
        figure
        for figure in FIGURES[key]
        if not any(re.search(rf"(?<![\d.]){re.escape(one.lower())}", words) for one in figure.split("|"))
    ]
    assert missing == []


def test_all_eleven_cases_of_the_plan_are_there(course: None) -> None:
    assert set(Unit.objects.live().filter(kind="case").values_list("key", flat=True)) == set(FIGURES)
