"""The shortest plan against brute force, and its edges."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.instrument import Instrument
from readiness.levels import claimed_level, failing
from readiness.scoring import ItemScore, Scorecard, points, roll_up
from readiness.whatif import AnswerFirst, OutOfReach, Plan, shortest_plan, with_levels
from tests.readiness.building import FULL, MINI, answers, person, scored, small

LOPSIDED = small({"S1": 2, "R1": 3, "C1": None}, {"S": 3, "C": 2, "R": 4}, items=3)
POINTS = st.one_of(
    st.none(), st.sampled_from([Fraction(25 * n) for n in range(5)]), st.fractions(0, 100, max_denominator=4)
)


@st.composite
def cards(draw: st.DrawFn, instrument: Instrument) -> Scorecard:
    items = {}
    for id in instrument.items:
        value = draw(POINTS)
        items[id] = ItemScore(value, Fraction(value is not None), int(value is not None))
    return roll_up(instrument, items)


def goals(score: ItemScore, most_steps: int) -> list[int]:
    """Whole levels above the present one, at most so many steps away."""
    if score.points is None:
        return []
    return [level for level in range(1, 6) if points(level) > score.points][:most_steps]


def brute_force(
    instrument: Instrument, card: Scorecard, most_steps: int, effort: Mapping[str, int]
) -> tuple[Any, ...] | None:
    """(effort, items, −index, ids, more steps on the smallest id first) of the best of all plans."""
    target = (claimed_level(instrument, card) or 0) + 1
    ids = sorted(instrument.items)
    best: tuple[Any, ...] | None = None
    for choice in product(*([None, *enumerate(goals(card.items[id], most_steps), 1)] for id in ids)):
        taken = {id: chosen for id, chosen in zip(ids, choice, strict=True) if chosen is not None}
        cost = sum(effort.get(id, 1) * steps for id, (steps, _) in taken.items())
        if best is not None and (cost, len(taken)) > best[:2]:
            continue
        after = with_levels(instrument, card, {id: level for id, (_, level) in taken.items()})
        if failing(instrument, after, target) or after.index is None:
            continue
        steps = tuple(-taken[id][0] if id in taken else 0 for id in ids)
        key = (cost, len(taken), -after.index, tuple(taken), steps)
        best = key if best is None else min(best, key)
    return best


def compare(instrument: Instrument, card: Scorecard, most_steps: int, effort: Mapping[str, int]) -> None:
    plan = shortest_plan(instrument, card, most_steps, effort)
    if plan is None:
        assert claimed_level(instrument, card) in (None, 5)
        return
    expected = brute_force(instrument, card, most_steps, effort)
    if not isinstance(plan, Plan):
        assert expected is None
        return
    assert expected is not None
    assert (plan.effort, len(plan.levels), -plan.index, tuple(plan.levels)) == expected[:4]
    steps = {id: goals(card.items[id], most_steps).index(level) + 1 for id, level in plan.levels.items()}
    assert tuple(-steps.get(id, 0) for id in sorted(instrument.items)) == expected[4]
    assert plan.steps == sum(steps.values())


@given(st.sampled_from([MINI, LOPSIDED]).flatmap(lambda i: st.tuples(st.just(i), cards(i))))
@settings(max_examples=40, deadline=None)
def test_one_step_per_item_equals_brute_force(made: tuple[Instrument, Scorecard]) -> None:
    compare(*made, most_steps=1, effort={})


@given(cards(MINI), st.dictionaries(st.sampled_from(list(MINI.items)), st.integers(1, 4)))
@settings(max_examples=8, deadline=None)
def test_two_steps_and_edited_effort_equal_brute_force(card: Scorecard, effort: dict[str, int]) -> None:
    compare(MINI, card, 2, effort)


def card_of(default: Any, **given: Any) -> Scorecard:
    return scored(FULL, person(answers(FULL, default, **given))).card


def test_a_mean_goes_to_the_next_whole_level() -> None:
    card = scored(MINI, *(person(answers(MINI, 3, S=level)) for level in (2, 2, 3, 3, 3))).card
    assert card.items["S1.1"].points == 40  # level 2.6
    plan = shortest_plan(MINI, card, 2)
    assert isinstance(plan, Plan)
    assert (plan.levels["S1.1"], plan.levels["S1.2"]) == (4, 3)  # two steps, one step


def test_data_come_before_a_plan() -> None:
    found = shortest_plan(FULL, card_of(3, R1="DK", R1_4=3))
    assert found == AnswerFirst(3, ("R1",), ("R1.1", "R1.2", "R1.3"))


def test_items_without_answers_are_not_raised() -> None:
    card = card_of(3, C="DK", C1_1=3, C1_2=3)
    plan = shortest_plan(FULL, card)
    assert isinstance(plan, Plan)
    assert not {id for id in plan.levels if card.items[id].points is None}
    with pytest.raises(ValueError, match=r"C2\.1 has no answers"):
        with_levels(FULL, card, {"C2.1": 3})
    with pytest.raises(ValueError, match=r"X has no answers"):
        with_levels(FULL, card, {"X": 3})


def test_out_of_reach_in_one_step_then_two_steps_or_half_the_way() -> None:
    card = card_of(3, R1=1)  # R1 needs 37.5 points and one step gives 25
    assert shortest_plan(FULL, card) == OutOfReach(3)
    two = shortest_plan(FULL, card, 2)
    assert isinstance(two, Plan)
    assert two.levels == {"R1.1": 3, "R1.2": 3, "R1.3": 3}
    half = shortest_plan(FULL, card, way=Fraction(1, 2))
    assert isinstance(half, Plan)
    assert half.levels == {"R1.1": 2, "R1.2": 2, "R1.3": 2}


def test_nothing_to_plan_at_the_top_or_without_an_index() -> None:
    assert shortest_plan(FULL, card_of(5)) is None
    assert shortest_plan(FULL, card_of("DK")) is None


def test_effort_moves_the_plan() -> None:
    plain = shortest_plan(FULL, card_of(3))
    dear = shortest_plan(FULL, card_of(3), effort=dict.fromkeys(("C1.1", "C1.2"), Fraction(3, 2)))
    assert isinstance(plain, Plan)
    assert isinstance(dear, Plan)
    assert {"C1.1", "C1.2"} <= plain.levels.keys()
    assert not {"C1.1", "C1.2"} & dear.levels.keys()
    assert (dear.effort, dear.index) == (plain.effort, plain.index)


def test_the_plan_reaches_its_level() -> None:
    card = card_of(2, S2=1, C3=4)
    plan = shortest_plan(FULL, card)
    assert isinstance(plan, Plan)
    after = with_levels(FULL, card, plan.levels)
    assert (claimed_level(FULL, after), after.index) == (plan.target, plan.index)
    for id in plan.levels:
        fewer = {other: level for other, level in plan.levels.items() if other != id}
        assert claimed_level(FULL, with_levels(FULL, card, fewer)) == plan.target - 1


def test_a_large_instrument_is_planned_at_once() -> None:
    """40 items in one dimension would be 2 to the 40 choices if they were listed."""
    wide = small({"S1": 2}, {"S": 1, "C": 1}, items=40)
    card = scored(wide, person(answers(wide, 2))).card
    plan = shortest_plan(wide, replace(card), 2)
    assert isinstance(plan, Plan)
    assert plan.target == 3
