"""Rounds over time: index, pillars, verdict, what moved, what changed the level (SPEC 3.11, 4.1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import pairwise

from readiness.change import Change, Verdict, behind_level_change
from readiness.levels import INDEX
from readiness.scoring import STEP, item_shares
from saying import _, gettext_noop
from saying.inside import inside

from .comparison import Comparison, Moment, compare
from .figures import optional, text
from .group_parts import signed
from .measured import LevelName

MOVED = 2 * STEP


@dataclass(frozen=True, slots=True)
class Point:
    """A round on the page; `linked` beside `index` where the next or last round shares only a part."""

    name: str
    at: datetime
    url: str
    people: int
    index: str | None
    low: str | None
    high: str | None
    linked: str | None
    level: LevelName | None
    current: bool


@dataclass(frozen=True, slots=True)
class PillarChange:
    name: str
    before: str | None
    after: str | None
    delta: str | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Moved:
    """An item that moved two levels or more, as mean levels."""

    head: str
    before: str
    after: str
    up: bool
    receipt_url: str


@dataclass(frozen=True)
class TrendPage:
    """`change` is None where the line is broken, for the reason in `broken`."""

    points: tuple[Point, ...]
    change: Change | None
    delta: str | None
    sentence: str
    broken: str
    same: bool
    pillars: tuple[PillarChange, ...]
    moved: tuple[Moved, ...]
    level_before: LevelName | None
    level_now: LevelName | None
    caused: tuple[str, ...]


def trend_page(moments: Sequence[Moment]) -> TrendPage:
    """From the oldest to the one that the page is about, two at least."""
    comparisons = [compare(*pair) for pair in pairwise(moments)]
    last = comparisons[-1]
    found = last.index
    return TrendPage(
        points=tuple(_points(moments, comparisons)),
        change=found,
        delta=signed(found.delta) if found else None,
        sentence=sentence(last),
        broken=last.broken,
        same=last.same,
        pillars=tuple(_pillars(last)),
        moved=tuple(_moved(last)),
        level_before=last.before.of.claimed,
        level_now=last.now.of.claimed,
        caused=caused(last),
    )


def _points(moments: Sequence[Moment], comparisons: Sequence[Comparison]) -> Iterator[Point]:
    last = comparisons[-1]
    for moment in moments:
        interval = moment.of.scores["interval"] if moment.people > 1 else None
        card = None
        if last.linked and not last.same and moment in (last.before, last.now):
            card = last.linked.first if moment is last.before else last.linked.second
        yield Point(
            name=moment.name,
            at=moment.at,
            url=moment.url,
            people=moment.people,
            index=optional(moment.of.score_of(INDEX)),
            low=text(Fraction(interval[0])) if interval and moment.of.shows(INDEX) else None,
            high=text(Fraction(interval[1])) if interval and moment.of.shows(INDEX) else None,
            linked=optional(card.index) if card else None,
            level=moment.of.claimed,
            current=moment is moments[-1],
        )


WORDS = {
    "improved": gettext_noop(
        "The index has risen by {delta} points since {name}, more than chance would explain."
    ),
    "declined": gettext_noop(
        "The index has fallen by {delta} points since {name}, more than chance would explain."
    ),
    "reliable but small": gettext_noop(
        "The index has moved by {delta} points since {name}: reliable, but small."
    ),
    "no reliable change": gettext_noop(
        "No reliable change since {name}: {delta} points are within what chance explains."
    ),
    "too few data to test": gettext_noop(
        "The index has moved by {delta} points since {name}. Too few data to test that."
    ),
}


def sentence(of: Comparison) -> str:
    """The verdict in words."""
    found = of.index
    if of.linked is None:
        return _("The line is broken: %(why)s") % {"why": f"{inside(of.broken[:1])}{of.broken[1:]}"}
    if found is None:
        return _("Too little is known in one of the rounds to compare the index with %(name)s.") % {
            "name": of.before.name
        }
    delta = text(abs(found.delta)) if found.verdict in ("improved", "declined") else signed(found.delta) or ""
    return _(WORDS[found.verdict]).format(delta=delta, name=of.before.name)


def _pillars(of: Comparison) -> Iterator[PillarChange]:
    for pillar in of.now.of.scope.pillars:
        found = of.pillar(pillar.id)
        old = of.before.of.score_of(pillar.id) if pillar.id in of.before.of.card.pillars else None
        yield PillarChange(
            pillar.name,
            optional(old),
            optional(of.now.of.score_of(pillar.id)),
            signed(found.delta) if found else None,
            found.verdict if found else None,
        )


def _moved(of: Comparison) -> Iterator[Moved]:
    """Two levels or more, the furthest first, ties in the instrument's order."""
    shared = of.linked.items if of.linked else frozenset()
    found = []
    for id, item in of.now.of.scope.items.items():
        if id not in shared:
            continue
        old, new = of.before.of.points_of(id), of.now.of.points_of(id)
        if old is not None and new is not None and abs(new - old) >= MOVED:
            found.append(
                (
                    abs(new - old),
                    id,
                    Moved(item.head, _level(old), _level(new), new > old, of.now.of.link(id)),
                )
            )
    yield from (moved for _, _, moved in sorted(found, key=lambda row: -row[0]))


def _level(points: Fraction) -> str:
    level = points / STEP + 1
    return str(level) if level.denominator == 1 else text(level)


def caused(of: Comparison) -> tuple[str, ...]:
    """Heads of the items behind a change of the claimed level, the heaviest first; empty without a change."""
    if of.linked is None:
        return ()
    part = of.now.of.scope.keeping(of.linked.items)
    found = behind_level_change(part, of.before.of.card.items, of.now.of.card.items)
    shares = item_shares(part, of.linked.second)
    known = [id for id in found if of.before.of.shows(id) and of.now.of.shows(id)]
    return tuple(part.items[id].head for id in sorted(known, key=lambda id: -shares.get(id, Fraction(0))))
