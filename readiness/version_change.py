"""What differs between two versions of the framework, and which kind of number that asks for (SPEC 3.13)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import Literal, TypeVar

from .instrument import Dimension, Instrument, Item, Pillar

Kind = Literal["added", "removed", "moved", "reworded", "corrected", "advice", "frame"]
Number = tuple[int, int, int]
Part = TypeVar("Part", Pillar, Dimension)
PARTS = (
    ("title", "title changes"), ("language", "language changes"),
    ("rules", "rules change"), ("terms", "terms change"),
)  # fmt: skip
ASKED = ("stem", "anchors", "not_applicable")
ADVICE = ("head", "steps", "show", "ask", "topic")
WORDS = {
    "head": "name", "stem": "question", "anchors": "levels", "not_applicable": "not applicable",
    "steps": "next steps", "show": "evidence", "ask": "who is asked", "topic": "topic",
}  # fmt: skip


class Size(IntEnum):
    """Patch: spelling. Minor: items come, go or mean something new. Major: dimensions, gates, weights."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Texts:
    """One passage that differs, before and after."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """`subject`: the id of an item, a dimension or a pillar, or a part of the file."""

    kind: Kind
    size: Size
    subject: str
    sentence: str
    texts: tuple[Texts, ...] = ()


def differences(before: Instrument, after: Instrument) -> list[Difference]:
    """Everything that changed, what asks for the largest number first."""
    found = [*_frame(before, after), *_parts(before, after), *_items(before, after)]
    return sorted(found, key=lambda difference: -difference.size)


def asked_for(found: Collection[Difference]) -> Size | None:
    """The kind of number that these differences ask for; None when there are none."""
    return max((difference.size for difference in found), default=None)


def number_of(instrument: Instrument) -> Number:
    """Major, minor, patch; a patch that is left out is 0."""
    major, minor, patch = (*instrument.version[1], 0)[:3]
    return major, minor, patch


def step(before: Instrument, after: Instrument) -> Size | None:
    """The kind of number that was chosen; None where it does not rise."""
    old, new = number_of(before), number_of(after)
    if new <= old:
        return None
    first = next(place for place in range(3) if old[place] != new[place])
    return Size(3 - first)


def misfit(before: Instrument, after: Instrument) -> str:
    """Why the number of `after` does not fit what changed since `before`; empty where it does.

    A framework under another name begins its own line and is free in its number.
    """
    if before.version[0] != after.version[0]:
        return ""
    needed, chosen = asked_for(differences(before, after)), step(before, after)
    if needed is None:
        return f"{after.id} says the same as {before.id}. There is nothing to publish."
    if chosen is None:
        return f"{after.id} does not come after {before.id}. Choose a higher number."
    if chosen < needed:
        asked = f"The changes since {before.id} ask for a {needed.word} number"
        return f"{asked}; {after.id} is a {chosen.word} one."
    if chosen is Size.MAJOR and needed < Size.MAJOR:
        return (
            f"{after.id} is a major number, which would end every trend line. The changes since {before.id}"
            f" only ask for a {needed.word} one."
        )
    return _revisions(before, after)


def _revisions(before: Instrument, after: Instrument) -> str:
    """A revision counts upwards: one that falls would link answers to other questions."""
    fallen = [
        id
        for id in before.items
        if id in after.items and after.items[id].revision < before.items[id].revision
    ]
    return f"{', '.join(fallen)}: a revision never falls." if fallen else ""


def _frame(before: Instrument, after: Instrument) -> Iterator[Difference]:
    starts = [[level.start for level in version.levels] for version in (before, after)]
    if starts[0] != starts[1]:
        yield Difference(
            "frame", Size.MAJOR, "levels", f"Thresholds: {_row(starts[0])} become {_row(starts[1])}."
        )
    names = [[(level.name, level.text) for level in version.levels] for version in (before, after)]
    if names[0] != names[1]:
        yield Difference("frame", Size.PATCH, "levels", "The words of the levels change.")
    if set(before.role_ids) != set(after.role_ids):
        roles = f"Roles: {', '.join(before.role_ids)} become {', '.join(after.role_ids)}."
        yield Difference("frame", Size.MINOR, "roles", roles)
    elif before.roles != after.roles:
        yield Difference("frame", Size.PATCH, "roles", "The words or the order of the roles change.")
    for part, says in PARTS:
        if getattr(before, part) != getattr(after, part):
            yield Difference("frame", Size.PATCH, part, f"The {says}.")


def _row(numbers: Sequence[Fraction]) -> str:
    return ", ".join(f"{float(number):g}" for number in numbers)


def _parts(before: Instrument, after: Instrument) -> Iterator[Difference]:
    old, new = ({pillar.id: pillar for pillar in version.pillars} for version in (before, after))
    yield from _part("pillar", old, new)
    yield from _part("dimension", before.dimensions, after.dimensions)
    for id in (id for id in before.dimensions if id in after.dimensions):
        yield from _dimension(before.dimensions[id], after.dimensions[id])


def _part(kind: str, before: Mapping[str, Part], after: Mapping[str, Part]) -> Iterator[Difference]:
    for id in before.keys() - after.keys():
        yield Difference("removed", Size.MAJOR, id, f"The {kind} is gone.")
    for id in after.keys() - before.keys():
        yield Difference("added", Size.MAJOR, id, f"The {kind} is new.")
    for id in (id for id in before if id in after):
        one, other = before[id], after[id]
        if one.weight != other.weight:
            sentence = f"{id}: weight {float(one.weight):g} becomes {float(other.weight):g}."
            yield Difference("frame", Size.MAJOR, id, sentence)
        if one.name != other.name:
            text = Texts("name", one.name, other.name)
            yield Difference("frame", Size.PATCH, id, f"The {kind} has another name.", (text,))


def _dimension(before: Dimension, after: Dimension) -> Iterator[Difference]:
    if before.gate != after.gate:
        gates = [f"from level {gate}" if gate else "none" for gate in (before.gate, after.gate)]
        yield Difference("frame", Size.MAJOR, before.id, f"Gate: {gates[0]} becomes {gates[1]}.")
    if before.asks != after.asks:
        text = Texts("what it asks", before.asks, after.asks)
        yield Difference(
            "frame", Size.PATCH, before.id, "What the dimension asks is said otherwise.", (text,)
        )


def _items(before: Instrument, after: Instrument) -> Iterator[Difference]:
    for id in before.items:
        if id not in after.items:
            yield Difference("removed", Size.MINOR, id, f"Retired: {before.items[id].head}.")
    for id, item in after.items.items():
        if id not in before.items:
            yield Difference("added", Size.MINOR, id, f"New: {item.head}.")
        else:
            yield from _item(before.items[id], item)


def _item(before: Item, after: Item) -> Iterator[Difference]:
    if before.weight != after.weight:
        weights = f"weight {float(before.weight):g} becomes {float(after.weight):g}"
        yield Difference("frame", Size.MAJOR, before.id, f"{before.id}: {weights}.")
    if before.pulse != after.pulse:
        sentence = "It joins the quick form." if after.pulse else "It leaves the quick form."
        yield Difference("moved", Size.MINOR, before.id, sentence)
    asked = tuple(_texts(before, after, ASKED))
    if before.revision != after.revision:
        sentence = f"Reworded, revision {before.revision} becomes {after.revision}: trends do not link it."
        yield Difference("reworded", Size.MINOR, before.id, sentence, asked)
    elif (before.not_applicable is None) != (after.not_applicable is None):
        offered = "“Not applicable” is offered now." if after.not_applicable else "“Not applicable” is gone."
        yield Difference("reworded", Size.MINOR, before.id, offered, asked)
    elif asked:
        sentence = "Spelling only: no new revision, so trends link it as the same question."
        yield Difference("corrected", Size.PATCH, before.id, sentence, asked)
    if advice := tuple(_texts(before, after, ADVICE)):
        yield Difference("advice", Size.PATCH, before.id, "What stands around the question changes.", advice)


def _texts(before: Item, after: Item, names: Sequence[str]) -> Iterator[Texts]:
    for name in names:
        old, new = _lines(getattr(before, name)), _lines(getattr(after, name))
        for number in range(max(len(old), len(new))):
            pair = [lines[number] if number < len(lines) else "" for lines in (old, new)]
            if pair[0] != pair[1]:
                what = f"{WORDS[name]} {number + 1}" if max(len(old), len(new)) > 1 else WORDS[name]
                yield Texts(what, *pair)


def _lines(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return () if value is None else (str(value),)
