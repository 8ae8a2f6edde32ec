"""The exercise of a decision's page: what a file would say of it, itself, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import shorten
from typing import Any

from django.utils.translation import gettext as _

from content.exercises.authored import EACH, LISTS, TEXTS, form_faults, values_of
from content.exercises.exercise import Exercise
from content.exercises.faults import Fault, Where, faults
from content.exercises.rows import table_faults
from content.exporting.yaml_text import yaml_text
from content.lint import Remark
from content.models import DecisionPage, Unit
from content.outlining import plain_of
from content.parsing.exercise_shape import EXERCISE
from content.parsing.exercises import example, read_exercise
from content.parsing.faults import FaultsFound

RULE = "exercise"


def held(page: DecisionPage) -> dict[str, Any]:
    """The form's fields as plain values."""
    entries = {
        name: [(child.block_type, plain_of(child.block, child.value)) for child in getattr(page, name)]
        for name in LISTS
    }
    return {name: getattr(page, name) for name in TEXTS} | entries


def values(page: DecisionPage) -> dict[str, Any]:
    return values_of(held(page))


def exercise(page: DecisionPage) -> Exercise:
    """Read as from a file, so that both are judged alike; FaultsFound for what is unfinished."""
    return read_exercise(yaml_text(values(page), EXERCISE), RULE)


def exercise_faults(page: Unit) -> Iterator[Remark]:
    """Each with the way to its field; what the fields themselves refuse is told by content.incomplete."""
    if not isinstance(page, DecisionPage):
        return
    written = held(page)
    known = values_of(written)
    columns = known.get("columns", ())
    found = [*form_faults(written), *table_faults(written["rows"], columns), *faults(known)]
    for fault in [*found, *_example_faults(known)]:
        yield Remark(page.key, _place(page, fault.where), RULE, "error", fault.said)


def _example_faults(known: Mapping[str, Any]) -> Iterator[Fault]:
    """What still says what every new decision begins with."""
    first = example()
    for name in ("role", "limit"):
        if known[name] == first[name]:
            yield Fault((name,), "", _still(first[name]))
    for name, part in (("limits", "say"), ("findings", "title"), ("findings", "text")):
        theirs = [each[part] for each in first[name]]
        for place, each in enumerate(known.get(name, ())):
            if each[part] in theirs:
                yield Fault((name, place, part), "", _still(each[part]))


def _still(words: str) -> str:
    shown = shorten(words, 48, placeholder=" …")
    return _("“%(words)s” still stands from the example. Write your own.") % {"words": shown}


def _place(page: DecisionPage, where: Where) -> str:
    """A way through the values as the way through the form: field, block, part."""
    name, *rest = where
    number = rest[0] if rest and isinstance(rest[0], int) else None
    part = str(rest[-1]) if rest and isinstance(rest[-1], str) else ""
    asked = [child.value["asked"] == EACH for child in page.inputs]
    if name == "inputs" and number is not None:
        number = [place for place, each in enumerate(asked) if not each][number]
    if name == "given":
        name, number = "inputs", asked.index(True)
    if name == "asked":
        name, part = "inputs", "asked"
    if name == "turns":
        turning = [place for place, child in enumerate(page.results) if child.value.get("turns")]
        name, number, part = "results", turning[0], "turns"
    if name not in LISTS or number is None:
        return str(name)
    child = getattr(page, name)[number]
    return ".".join([name, child.id, *([part] if part else [])]) if child.id else str(name)


def unread(page: Unit, found: Iterable[Remark]) -> Iterator[Remark]:
    """The last net: what a file's reader would refuse and nothing that was found has told yet."""
    own = {*TEXTS, *LISTS}
    if not isinstance(page, DecisionPage) or any(remark.place.split(".")[0] in own for remark in found):
        return
    try:
        exercise(page)
    except FaultsFound as refused:
        for fault in refused.faults:
            part = fault.message.partition(":")[0]
            yield Remark(page.key, part if part in own else "results", RULE, "error", fault.message)
