"""Level gates, the path to the next level, blockers and risks (SPEC 4.1, no. 4 and 5)."""

from collections.abc import Iterable
from fractions import Fraction

from readiness.instrument import TOP, Item
from readiness.results import gates as table
from readiness.results import plan as frozen_plan
from readiness.results import steps as cards
from readiness.scoring import STEP, item_shares, points

from .figures import as_level, figure, frozen, listed, named, optional, owner_among, sentence
from .pages import Blocker, Path
from .shape import Condition, GateLine, Level, State, Step
from .source import Source

FIRST_STEPS = 11  # as many as the plan of ninety days holds
LOW = Fraction(75, 2)  # under the threshold of level 3
USING = ("S2", "S3", "F2")  # dimensions whose second level speaks of AI in use
IN_USE = Fraction(25)


def gates(source: Source) -> tuple[GateLine, ...]:
    """The index, then the dimensions in the instrument's order, each with its four conditions."""
    of, found = source.of, []
    for row in table.grid(of).rows:
        cells = tuple(_condition(source, cell) for cell in row.cells)
        found.append(GateLine(cells[0].subject, row.name, cells[0].have, cells))
    return tuple(found)


def _condition(source: Source, row: table.GateRow) -> Condition:
    """The same condition with exact figures beside the printed ones."""
    of, number = source.of, row.level.number
    need = of.scope.threshold(number - 1 if row.kind == "floor" else number)
    have = of.score_of(row.subject)
    missed = row.missed_by is not None and have is not None
    return Condition(
        level=level_named(source, number),
        subject=row.subject,
        name=row.name,
        kind=row.kind,
        need=figure(need),
        have=optional(have),
        state=row.state,
        short=figure(need - have) if missed and have is not None else None,
    )


def level_named(source: Source, number: int) -> Level:
    level = named(source.of.scope, number)
    assert level is not None, "a number names a level"
    return level


def step(source: Source, id: str, to: int | None = None) -> Step:
    """The next step on a question: from the whole level its mean has reached, or to the level of a plan."""
    of, item = source.of, source.of.scope.items[id]
    score, share = of.points_of(id), item_shares(of.scope, of.card).get(id)
    reached = None if score is None else int(score // STEP) + 1
    target = to or (reached + 1 if reached is not None and reached < TOP else None)
    gain = share * (points(target) - score) if share is not None and target and score is not None else None
    return Step(
        id=id,
        head=item.head,
        dimension=of.scope.dimension_of[id],
        level=None if score is None else as_level(score),
        to=target if score is not None else None,
        anchor=item.anchors[reached - 1] if reached is not None else "",
        text=_doing(item, score, target, of.card.items[id].coverage == 0),
        owner=owner_among(of.scope, item.ask),
        show=sentence(item.show),
        gain=optional(gain),
    )


def _doing(item: Item, score: Fraction | None, to: int | None, unknown: bool) -> str:
    if score is None:
        return f"Find out, and answer: {item.stem}" if unknown else ""
    return item.steps[to - 2] if to else ""


def path(source: Source) -> Path:
    """The shortest way to the next level, as it was frozen."""
    of, found = source.of, frozen_plan.plan(source.of)
    target = level_named(source, found.target.number) if found.target else None
    chosen = of.scores["what_if"]["plan"] if found.state == "plan" else {}
    moves = tuple(step(source, move.item, chosen.get(move.item)) for move in found.moves or found.items)
    if found.state == "plan":
        told = all(of.shows(move.id) for move in moves)  # else the index would tell where an item stands
        return Path(found.state, target, frozen(of.scores["what_if"]["index"]) if told else None, moves)
    if found.state == "out of reach" and not moves:
        moves = tuple(step(source, id) for id in _first(source))
    return Path(found.state, target, None, moves)


def _first(source: Source) -> list[str]:
    """Where no plan of one step a question exists: the lowest questions behind the failing conditions."""
    of = source.of
    low = {one.item for card in cards.blockers(of, of.card, of.blockers) for one in card.steps if one.to}
    known = [(score, id) for id in low if (score := of.points_of(id)) is not None]
    return [id for _, id in sorted(known)][:FIRST_STEPS]


def blockers(source: Source) -> tuple[Blocker, ...]:
    """A card for each failing condition of the next level: dimensions first, the furthest from it first."""
    of, found = source.of, []
    for card, failing in zip(cards.blockers(of, of.card, of.blockers), of.blockers, strict=True):
        condition = Condition(
            level_named(source, failing.level),
            failing.subject,
            card.name,
            failing.kind,
            figure(failing.need),
            optional(of.score_of(failing.subject)),
            _state(source, failing.subject, failing.have),
            optional(failing.shortfall) if of.shows(failing.subject) else None,
        )
        moves = tuple(step(source, one.item) for one in card.steps)
        found.append(Blocker(condition, card.slug, card.sentence, owners(moves), moves))
    return tuple(sorted(found, key=_urgency))


def _state(source: Source, subject: str, have: Fraction | None) -> State:
    if not source.of.shows(subject):
        return "hidden"
    return "no data" if have is None else "missed"


def _urgency(blocker: Blocker) -> tuple[bool, bool, bool, Fraction]:
    """Gates before floors before the index; what has no data before what is short, the shortest last."""
    condition = blocker.condition
    short = -condition.short.value if condition.short else Fraction(0)
    return condition.kind == "index", condition.kind == "floor", condition.have is not None, short


def owners(moves: Iterable[Step]) -> str:
    """Who would see to it: the roles of its first two steps."""
    return listed(list(dict.fromkeys(move.owner for move in moves))[:2]) or "Executives"


def risks(source: Source) -> tuple[Step, ...]:
    """Questions of responsibility at level 1 or 2 while AI is in use, whatever the index is; lowest first."""
    if not in_use(source):
        return ()
    pillar = next((pillar for pillar in source.of.scope.pillars if pillar.id == "R"), None)
    low = [
        (score, item.id)
        for dimension in (pillar.dimensions if pillar else ())
        for item in dimension.items
        if (score := source.of.points_of(item.id)) is not None and score < LOW
    ]
    return tuple(step(source, id) for _, id in sorted(low))


def in_use(source: Source) -> bool:
    """A question stands at level 2 or more where the second level says that pilots or tools exist."""
    of = source.of
    asked = [item.id for id in USING if id in of.scope.dimensions for item in of.scope.dimensions[id].items]
    return any((of.points_of(id) or 0) >= IN_USE for id in asked)
