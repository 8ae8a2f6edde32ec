"""What differs between two versions of the framework, and which kind of number that asks for (SPEC 3.13)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import Literal, TypeVar

from saying import _, figure, gettext_noop

from .instrument import Dimension, Instrument, Item, Pillar

Kind = Literal["added", "removed", "moved", "reworded", "corrected", "advice", "frame"]
Number = tuple[int, int, int]
Part = TypeVar("Part", Pillar, Dimension)
PARTS = (
    ("title", gettext_noop("The title changes.")), ("language", gettext_noop("The language changes.")),
    ("rules", gettext_noop("The rules change.")), ("terms", gettext_noop("The terms change.")),
)  # fmt: skip
ASKED = ("stem", "anchors", "not_applicable")
ADVICE = ("head", "steps", "show", "ask", "topic")
WORDS = {
    "head": gettext_noop("name"), "stem": gettext_noop("question"), "anchors": gettext_noop("levels"),
    "not_applicable": gettext_noop("not applicable"), "steps": gettext_noop("next steps"),
    "show": gettext_noop("evidence"), "ask": gettext_noop("who is asked"), "topic": gettext_noop("topic"),
}  # fmt: skip
PILLAR, DIMENSION = "pillar", "dimension"
GONE = {PILLAR: gettext_noop("The pillar is gone."), DIMENSION: gettext_noop("The dimension is gone.")}
NEW = {PILLAR: gettext_noop("The pillar is new."), DIMENSION: gettext_noop("The dimension is new.")}
RENAMED = {
    PILLAR: gettext_noop("The pillar has another name."),
    DIMENSION: gettext_noop("The dimension has another name."),
}
SIZES = (gettext_noop("patch"), gettext_noop("minor"), gettext_noop("major"))


class Size(IntEnum):
    """Patch: spelling. Minor: items come, go or mean something new. Major: dimensions, gates, weights."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        return _(SIZES[self - 1])


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
    ids = {"before": before.id, "after": after.id}
    if needed is None:
        return _("%(after)s says the same as %(before)s. There is nothing to publish.") % ids
    if chosen is None:
        return _("%(after)s does not come after %(before)s. Choose a higher number.") % ids
    if chosen < needed:
        said = _("The changes since %(before)s ask for a %(needed)s number; %(after)s is a %(chosen)s one.")
        return said % {**ids, "needed": needed.word, "chosen": chosen.word}
    if chosen is Size.MAJOR and needed < Size.MAJOR:
        said = _(
            "%(after)s is a major number, which would end every trend line. The changes since %(before)s"
            " only ask for a %(needed)s one."
        )
        return said % {**ids, "needed": needed.word}
    return _revisions(before, after)


def _revisions(before: Instrument, after: Instrument) -> str:
    """A revision counts upwards: one that falls would link answers to other questions."""
    fallen = [
        id
        for id in before.items
        if id in after.items and after.items[id].revision < before.items[id].revision
    ]
    return _("%(ids)s: a revision never falls.") % {"ids": ", ".join(fallen)} if fallen else ""


def _frame(before: Instrument, after: Instrument) -> Iterator[Difference]:
    starts = [[level.start for level in version.levels] for version in (before, after)]
    if starts[0] != starts[1]:
        said = _("Thresholds: %(before)s become %(after)s.")
        rows = {"before": _row(starts[0]), "after": _row(starts[1])}
        yield Difference("frame", Size.MAJOR, "levels", said % rows)
    names = [[(level.name, level.text) for level in version.levels] for version in (before, after)]
    if names[0] != names[1]:
        yield Difference("frame", Size.PATCH, "levels", _("The words of the levels change."))
    if set(before.role_ids) != set(after.role_ids):
        ids = {"before": ", ".join(before.role_ids), "after": ", ".join(after.role_ids)}
        roles = _("Roles: %(before)s become %(after)s.") % ids
        yield Difference("frame", Size.MINOR, "roles", roles)
    elif before.roles != after.roles:
        yield Difference("frame", Size.PATCH, "roles", _("The words or the order of the roles change."))
    for part, says in PARTS:
        if getattr(before, part) != getattr(after, part):
            yield Difference("frame", Size.PATCH, part, _(says))


def _row(numbers: Sequence[Fraction]) -> str:
    return ", ".join(_number(number) for number in numbers)


def _number(number: Fraction) -> str:
    return figure(f"{float(number):g}")


def _parts(before: Instrument, after: Instrument) -> Iterator[Difference]:
    old, new = ({pillar.id: pillar for pillar in version.pillars} for version in (before, after))
    yield from _part(PILLAR, old, new)
    yield from _part(DIMENSION, before.dimensions, after.dimensions)
    for id in (id for id in before.dimensions if id in after.dimensions):
        yield from _dimension(before.dimensions[id], after.dimensions[id])


def _part(kind: str, before: Mapping[str, Part], after: Mapping[str, Part]) -> Iterator[Difference]:
    for id in before.keys() - after.keys():
        yield Difference("removed", Size.MAJOR, id, _(GONE[kind]))
    for id in after.keys() - before.keys():
        yield Difference("added", Size.MAJOR, id, _(NEW[kind]))
    for id in (id for id in before if id in after):
        one, other = before[id], after[id]
        if one.weight != other.weight:
            yield Difference("frame", Size.MAJOR, id, _weights(id, one.weight, other.weight))
        if one.name != other.name:
            text = Texts(_(WORDS["head"]), one.name, other.name)
            yield Difference("frame", Size.PATCH, id, _(RENAMED[kind]), (text,))


def _dimension(before: Dimension, after: Dimension) -> Iterator[Difference]:
    if before.gate != after.gate:
        one, other = (
            _("from level %(level)s") % {"level": gate} if gate else _("no gate")
            for gate in (before.gate, after.gate)
        )
        said = _("Gate: %(before)s becomes %(after)s.") % {"before": one, "after": other}
        yield Difference("frame", Size.MAJOR, before.id, said)
    if before.asks != after.asks:
        text = Texts(_("what it asks"), before.asks, after.asks)
        said = _("What the dimension asks is said otherwise.")
        yield Difference("frame", Size.PATCH, before.id, said, (text,))


def _weights(id: str, before: Fraction, after: Fraction) -> str:
    weights = {"id": id, "before": _number(before), "after": _number(after)}
    return _("%(id)s: weight %(before)s becomes %(after)s.") % weights


def _items(before: Instrument, after: Instrument) -> Iterator[Difference]:
    for id in before.items:
        if id not in after.items:
            yield Difference(
                "removed", Size.MINOR, id, _("Retired: %(head)s.") % {"head": before.items[id].head}
            )
    for id, item in after.items.items():
        if id not in before.items:
            yield Difference("added", Size.MINOR, id, _("New: %(head)s.") % {"head": item.head})
        else:
            yield from _item(before.items[id], item)


def _item(before: Item, after: Item) -> Iterator[Difference]:
    if before.weight != after.weight:
        yield Difference("frame", Size.MAJOR, before.id, _weights(before.id, before.weight, after.weight))
    if before.pulse != after.pulse:
        sentence = _("It joins the quick form.") if after.pulse else _("It leaves the quick form.")
        yield Difference("moved", Size.MINOR, before.id, sentence)
    asked = tuple(_texts(before, after, ASKED))
    if before.revision != after.revision:
        said = _("Reworded, revision %(before)s becomes %(after)s: trends do not link it.")
        sentence = said % {"before": before.revision, "after": after.revision}
        yield Difference("reworded", Size.MINOR, before.id, sentence, asked)
    elif (before.not_applicable is None) != (after.not_applicable is None):
        offered = (
            _("“Not applicable” is offered now.") if after.not_applicable else _("“Not applicable” is gone.")
        )
        yield Difference("reworded", Size.MINOR, before.id, offered, asked)
    elif asked:
        sentence = _("Spelling only: no new revision, so trends link it as the same question.")
        yield Difference("corrected", Size.PATCH, before.id, sentence, asked)
    if advice := tuple(_texts(before, after, ADVICE)):
        said = _("What stands around the question changes.")
        yield Difference("advice", Size.PATCH, before.id, said, advice)


def _texts(before: Item, after: Item, names: Sequence[str]) -> Iterator[Texts]:
    for name in names:
        old, new = _lines(getattr(before, name)), _lines(getattr(after, name))
        for number in range(max(len(old), len(new))):
            pair = [lines[number] if number < len(lines) else "" for lines in (old, new)]
            if pair[0] != pair[1]:
                word = _(WORDS[name])
                what = f"{word} {number + 1}" if max(len(old), len(new)) > 1 else word
                yield Texts(what, *pair)


def _lines(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return () if value is None else (str(value),)
