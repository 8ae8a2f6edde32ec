"""The jackknife, linear, against its slow definition."""

import random
import time
from collections.abc import Mapping
from math import fsum, sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.interval import Interval, jackknife
from readiness.levels import INDEX
from readiness.scoring import PartScore, Scorecard, roll_up, score_items
from readiness.sheets import tally
from readiness.student import t_quantile
from tests.readiness.building import FULL, MINI, answers, person, scored
from tests.readiness.strategies import as_sheet, panels

Panel = list[Mapping[str, Any]]


def parts(card: Scorecard) -> dict[str, PartScore]:
    return {**card.dimensions, **card.pillars, INDEX: card.whole}


def slow(people: Panel, balanced: bool) -> dict[str, tuple[float, float]]:
    """Low and high by scoring every smaller panel from the start."""

    def card(of: Panel) -> Scorecard:
        return roll_up(MINI, score_items(tally(MINI, map(as_sheet, of)), balanced))

    whole = card(people)
    shown = {id: part.score for id, part in parts(whole).items()} | {INDEX: whole.index}
    without = [parts(card(people[:n] + people[n + 1 :])) for n in range(len(people))]
    found = {}
    for id, score in shown.items():
        values = [part[id].value for part in without]
        if score is None or None in values:
            continue
        thetas = [float(value) for value in values if value is not None]
        n, centre = len(thetas), fsum(thetas) / len(thetas)
        half = t_quantile(0.975, n - 1) * sqrt((n - 1) / n * fsum((theta - centre) ** 2 for theta in thetas))
        found[id] = (max(0.0, float(score) - half), min(100.0, float(score) + half))
    return found


@given(panels(MINI, least=5, most=9), st.booleans())
@settings(max_examples=25, deadline=None)
def test_as_the_definition_says(people: Panel, balanced: bool) -> None:
    result = scored(MINI, *people, balance="role" if balanced else None)
    expected = slow(people, balanced)
    assert result.intervals.keys() == expected.keys()
    for id, interval in result.intervals.items():
        assert (interval.low, interval.high) == pytest.approx(expected[id], abs=1e-9)


def test_complete_data_give_the_standard_error_of_the_mean() -> None:
    result = scored(FULL, *(person(answers(FULL, level)) for level in (1, 2, 2, 4, 5, 5, 3)))
    spread = [0, 25, 25, 75, 100, 100, 50]
    centre = sum(spread) / 7
    expected = sqrt(sum((value - centre) ** 2 for value in spread) / 6) / sqrt(7)
    assert result.intervals[INDEX].se == pytest.approx(expected, rel=1e-12)
    assert result.intervals["S1"].se == pytest.approx(expected, rel=1e-12)


def test_none_under_five_people_and_none_without_an_index() -> None:
    assert scored(FULL, *[person(answers(FULL, 3))] * 4).intervals == {}
    silent = scored(FULL, *[person(answers(FULL, "DK"))] * 6)
    assert silent.intervals == {}


def test_no_interval_where_one_person_holds_every_answer() -> None:
    others = [person(answers(FULL, 3, F1="DK"))] * 3
    result = scored(FULL, person(answers(FULL, 4)), *others, person(answers(FULL, 2, F1=None)))
    assert INDEX in result.intervals
    assert "F1" not in result.intervals


def test_agreement_of_all_makes_a_point_and_the_ends_are_cut() -> None:
    same = scored(FULL, *[person(answers(FULL, 3))] * 6).intervals[INDEX]
    assert same == Interval(50.0, 50.0, 0.0)
    wide = scored(FULL, *(person(answers(FULL, level)) for level in (1, 1, 1, 5, 1))).intervals[INDEX]
    assert wide.low == 0.0


def crowd(n: int) -> Panel:
    chance = random.Random(7)
    choices = [1, 2, 3, 3, 4, 5, "DK"]
    return [
        person({id: chance.choice(choices) for id in FULL.items}, chance.choice(FULL.role_ids))
        for _ in range(n)
    ]


def test_five_hundred_people_take_well_under_a_second() -> None:
    people = crowd(500)
    begin = time.process_time()
    assert scored(FULL, *people).intervals[INDEX].se < 1
    assert time.process_time() - begin < 1


def test_the_work_grows_with_the_people_not_with_their_square() -> None:
    """Counted, not timed: what the jackknife remembers is bounded, and each sheet is looked at once."""
    looked = []

    class Counting(list[Any]):
        def __iter__(self) -> Any:
            looked.append(len(self))
            return super().__iter__()

    sheets = Counting(map(as_sheet, crowd(60)))
    tallies = tally(FULL, list(sheets))
    looked.clear()
    jackknife(FULL, sheets, tallies, roll_up(FULL, score_items(tallies)))
    assert looked == [60]
