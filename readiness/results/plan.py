"""The shortest way to the next level, as it was frozen with the result (SPEC 3.13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from readiness.instrument import TOP
from readiness.whatif import AnswerFirst, shortest_plan
from readiness.whatif import Plan as Shortest

from .figures import kept, optional
from .measured import LevelName, Measured
from .steps import Step, steps

State = Literal["plan", "answer first", "out of reach", "top", "none"]
Way = Literal["", "half", "double"]

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Plan:
    """`steps` and the `index` they lead to with a plan; `items` with "answer first"; else the state alone.

    "out of reach": not with one step an item; then the moves lead the first "half" of the way, or are the
    first of up to two steps an item ("double"), or there are none.
    "top": level 5. "none": no level is claimed.
    """

    state: State
    target: LevelName | None = None
    steps: int = 0
    index: str | None = None
    moves: tuple[Step, ...] = ()
    items: tuple[Step, ...] = ()
    way: Way = ""


def plan(of: Measured) -> Plan:
    claimed = of.scores["claimed_level"]
    if claimed is None:
        return Plan("none")
    if claimed == TOP:
        return Plan("top")
    frozen, target = of.scores["what_if"], of.next_level
    if frozen is None:
        # Which of the two reasons it was is not frozen; it follows from the frozen points.
        found = shortest_plan(of.scope, of.card)
        if isinstance(found, AnswerFirst):
            return Plan("answer first", target, items=steps(of, found.items))
        half = shortest_plan(of.scope, of.card, way=HALF)
        if isinstance(half, Shortest):
            return _way(of, "out of reach", target, half.steps, half.index, half.levels, "half")
        double = shortest_plan(of.scope, of.card, most_steps=2)
        if isinstance(double, Shortest):
            return _way(of, "out of reach", target, double.steps, double.index, double.levels, "double")
        return Plan("out of reach", target)
    return _way(of, "plan", target, frozen["steps"], kept(frozen["index"]), frozen["plan"])


def _way(
    of: Measured,
    state: State,
    target: LevelName | None,
    count: int,
    index: Fraction | None,
    items: Iterable[str],
    how: Way = "",
) -> Plan:
    """An index that rests on a step which may not be shown would tell where that item stands."""
    moves = steps(of, items)
    told = all(of.shows(move.item) for move in moves)
    return Plan(state, target, count, optional(index) if told else None, moves, way=how)
