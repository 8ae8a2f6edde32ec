"""Two rounds of different versions of the framework, rescored on what they share (SPEC 3.13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from saying import _

from .instrument import Dimension, Instrument
from .scoring import ItemScore, Scorecard, roll_up

ENOUGH_KEPT = Fraction(3, 5)


class LineBroken(ValueError):
    """The rounds cannot be compared; the message says why."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A closed round: the instrument it used (without what its scope excluded) and its item scores.

    Item scores are enough: they remain when the answers are deleted.
    """

    instrument: Instrument
    items: Mapping[str, ItemScore]
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Linked:
    """Both rounds on the shared items. `shares`: by dimension, the item weight kept in each round, 0 to 1."""

    first: Scorecard
    second: Scorecard
    items: frozenset[str]
    shares: Mapping[str, tuple[Fraction, Fraction]]


def link(first: Measured, second: Measured) -> Linked:
    """Linked scores of two rounds. LineBroken across major versions, scopes, or too few shared items.

    A full round beside a pulse is first cut down to the pulse's items.
    """
    _comparable(first, second)
    one, other = first.instrument, second.instrument
    if one.form != other.form:
        one, other = (part if part.form == "pulse" else part.pulse() for part in (one, other))
    shared = {
        id
        for id, item in one.items.items()
        if id in other.items and other.items[id].revision == item.revision
    }
    shares = {
        id: (_kept(one.dimensions[id], shared), _kept(other.dimensions[id], shared))
        for id in one.dimensions
        if id in other.dimensions
    }
    linked = [id for id, kept in shares.items() if min(kept) >= ENOUGH_KEPT]
    items = frozenset(item.id for id in linked for item in one.dimensions[id].items if item.id in shared)
    if not items:
        raise LineBroken(_("The two rounds share too few questions."))
    cards = [roll_up(part.keeping(items), m.items) for part, m in ((one, first), (other, second))]
    return Linked(cards[0], cards[1], items, shares)


def _comparable(first: Measured, second: Measured) -> None:
    (family, numbers), (other_family, other_numbers) = first.instrument.version, second.instrument.version
    if family != other_family or numbers[0] != other_numbers[0]:
        raise LineBroken(_("A new major version of the framework: scores are not comparable."))
    if first.excluded != second.excluded:
        raise LineBroken(_("The two rounds have different scopes."))


def _kept(dimension: Dimension, shared: set[str]) -> Fraction:
    whole = sum((item.weight for item in dimension.items), Fraction(0))
    return sum((item.weight for item in dimension.items if item.id in shared), Fraction(0)) / whole
