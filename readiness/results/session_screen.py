"""A consensus session on the wall: rows in order, an item's statements, and the spread where it may."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from readiness.instrument import Instrument, Item
from readiness.sheets import LEVELS
from readiness.spread import Spread
from saying import _

from .figures import text

Agreed = tuple[str, str, str, str, datetime]


@dataclass(frozen=True, slots=True)
class Row:
    """One item; `said`, `by` and `at` of what was agreed, empty while it is open."""

    item: str
    head: str
    dimension: str
    url: str
    agreed: bool
    said: str = ""
    note: str = ""
    evidence: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """`revealed`: counts stand on the page. `may`: they could; if not, `why` says so in a sentence."""

    revealed: bool
    may: bool
    why: str
    counts: tuple[int, ...] = ()
    most: int = 0
    unknown: int = 0
    not_applicable: int = 0
    people: int = 0
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A statement with its level; `count` is None unless the spread is revealed."""

    value: str
    text: str
    checked: bool
    count: int | None


def rows(
    scope: Instrument, order: Iterable[str], agreed: Mapping[str, Agreed], url: Callable[[str], str]
) -> list[Row]:
    """In the order of the session. `agreed` holds words, note, evidence, who and when by item."""
    return [
        Row(
            id,
            scope.items[id].head,
            scope.dimensions[scope.dimension_of[id]].name,
            url(id),
            id in agreed,
            *agreed.get(id, ()),
        )
        for id in order
    ]


def shown(spread: Spread, may: bool, revealed: bool) -> Shown:
    """Nothing of the answers leaves this function before it may."""
    if not may:
        return Shown(False, False, _why_not(spread))
    if not revealed:
        return Shown(False, True, "")
    return Shown(
        revealed=True,
        may=True,
        why="",
        counts=spread.levels,
        most=max(spread.levels),
        unknown=spread.unknown,
        not_applicable=spread.not_applicable,
        people=spread.people,
        apart="" if spread.ad is None else text(spread.ad),
    )


def _why_not(spread: Spread) -> str:
    if spread.people == 0:
        return _("Nobody in this round was asked this.")
    return _(
        "Fewer than ten people gave a level here, so what they said stays hidden: only the order of the items"
        " is shown. It would be shown if everybody had agreed to that before answering."
    )


def choices(item: Item, here: Shown, chosen: str) -> list[Choice]:
    """The statements from the lowest level up."""
    return [
        Choice(str(level), text, chosen == str(level), here.counts[level - 1] if here.revealed else None)
        for level, text in zip(LEVELS, item.anchors, strict=True)
    ]
