"""What a question of each type must have: one set of rules for the editor, for files and for imports."""

from collections.abc import Iterator, Mapping
from typing import Any

from saying import _, gettext_noop

from .numbers import read_target

TYPES = ("single", "multiple", "ordering", "number")
FEWEST, MOST, FEWEST_ORDERED = 2, 6, 3
NUMBER_WORDS = {
    "too_low": gettext_noop("what to say to a number that is too low is missing."),
    "just_right": gettext_noop("what to say to a number that is right is missing."),
    "too_high": gettext_noop("what to say to a number that is too high is missing."),
}
NUMBER_FIELDS = ("answer", "unit", "tolerance", *NUMBER_WORDS)


def faults(question: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, sentence) of everything between the fields that is wrong; keys are judged elsewhere."""
    kind = question.get("type")
    if kind == "number":
        yield from _number(question)
        return
    yield from (
        (name, _("only a number has “%(name)s”.") % {"name": name})
        for name in NUMBER_FIELDS
        if question.get(name)
    )
    yield from _options(kind, question.get("options") or ())


def _number(question: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if question.get("options"):
        yield "options", _("a number has no options.")
    for name, what in NUMBER_WORDS.items():
        if not str(question.get(name) or "").strip():
            yield name, _(what)
    if not str(question.get("answer") or "").strip():
        yield "answer", _("the right number is missing.")
        return
    try:
        read_target(str(question["answer"]), str(question.get("tolerance") or ""))
    except ValueError as fault:
        yield "answer", f"{fault}"


def _options(kind: object, options: Any) -> Iterator[tuple[str, str]]:
    right = sum(bool(option.get("right")) for option in options)
    if kind == "ordering":
        if not FEWEST_ORDERED <= len(options) <= MOST:
            yield "options", _("an ordering has 3 to 6 lines, not %(n)s.") % {"n": len(options)}
        if right:
            yield (
                "options",
                _("an ordering has no right options: they stand in the right order."),
            )
        return
    if not FEWEST <= len(options) <= MOST:
        yield "options", _("a choice has 2 to 6 options, not %(n)s.") % {"n": len(options)}
    if kind == "single" and right != 1:
        yield "", _("a single choice has one right option, not %(n)s.") % {"n": right}
    if kind == "multiple" and not 2 <= right < len(options):
        yield "", _("a multiple choice has two right options or more, and a wrong one.")
