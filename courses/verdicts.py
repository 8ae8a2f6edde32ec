"""A question and the verdict on its answer, in the words and lines that the pages of a check show."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from content.quizzes.numbers import BANDS, Band, Target, shown

from . import grading
from .texts import PoolQuestion


@dataclass(frozen=True, slots=True)
class Line:
    """One option after the answer. `place` is where it belongs in an ordering, `given` where it was put."""

    text: str
    reason: str
    chosen: bool
    right: bool
    place: int | None = None
    given: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One option before the answer, with the place that a form gave it; the first is where a fault leads."""

    key: str
    text: str
    place: int | None = None
    id: str = ""


def question_words(
    question: PoolQuestion, places: Mapping[str, str] | None = None, *, apart: bool = False
) -> dict[str, object]:
    """What templates get of a question: nothing yet of what is right. `apart`: several stand on the page."""
    before, _mark, after = question.unit.partition("{}") if "{}" in question.unit else ("", "", question.unit)
    given = {key: int(place) for key, place in (places or {}).items() if place in map(str, range(1, 7))}
    return {
        "stem": question.stem,
        "kind": question.kind,
        "because": question.because,
        "options": [
            Choice(key, option.text, given.get(key), "" if number or apart else "option-1")
            for number, (key, option) in enumerate(question.options.items())
        ],
        "places": range(1, len(question.options) + 1),
        "before": before,
        "after": after,
    }


def verdict_words(
    question: PoolQuestion, marks: grading.Marks, number: Decimal | None = None
) -> dict[str, object]:
    """The heading, the lines below it, and of a number how it was read."""
    return {
        "verdict": question.right_verdict if marks.right else question.other_verdict,
        "options": _lines(question, marks),
        "understood": "" if number is None else shown(number, question.unit),
    }


def _lines(question: PoolQuestion, marks: grading.Marks) -> list[Line]:
    if question.kind == "number":
        return number_lines(question, marks.band)
    if question.kind == "ordering":
        return _ordered(question, marks)
    return [
        Line(option.text, option.reason, marks.outcomes[option.key] in ("best", "other"), option.right)
        for option in question.options.values()
    ]


def _ordered(question: PoolQuestion, marks: grading.Marks) -> list[Line]:
    """In the right order, each with the place where it was put."""
    return [
        Line(
            question.options[key].text,
            question.options[key].reason,
            chosen=key in marks.places,
            right=marks.outcomes[key] == "best",
            place=place,
            given=marks.places.get(key),
        )
        for place, key in enumerate(question.order, start=1)
    ]


def number_lines(question: PoolQuestion, fell: Band | None) -> list[Line]:
    """Too low, right, too high, as far as there can be such numbers."""
    if question.target is None:
        return []
    titles = _titles(question.target, question.unit)
    return [Line(titles[band], question.bands[band], band == fell, band == "right") for band in BANDS]


def _titles(target: Target, unit: str) -> dict[Band, str]:
    value, off = shown(target.value, unit), shown(target.off, unit)
    around = _("%(value)s, give or take %(off)s") % {"value": value, "off": off}
    return {
        "low": _("Less than %(number)s") % {"number": shown(target.least, unit)},
        "right": around if target.off else value,
        "high": _("More than %(number)s") % {"number": shown(target.most, unit)},
    }
