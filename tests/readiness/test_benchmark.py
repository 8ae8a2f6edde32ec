"""Who enters a benchmark and what may be said (SPEC 3.12); the arithmetic is G16."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from readiness.benchmark import Candidate, eligible, in_words, may_refresh, standing

TODAY = date(2026, 6, 30)
SOUND = Candidate("Ada", Fraction(50), date(2026, 1, 15), "final", "full", True, False, True)


@pytest.mark.parametrize(
    "flaw",
    [
        {"status": "provisional"},
        {"form": "pulse"},
        {"consented": False},
        {"altered": True},
        {"whole": False},
        {"closed": date(2024, 6, 29)},
    ],
)
def test_only_sound_results_enter(flaw: dict[str, object]) -> None:
    assert eligible([SOUND], TODAY) == [SOUND]
    assert eligible([replace(SOUND, **flaw)], TODAY) == []  # type: ignore[arg-type]


def test_the_latest_of_each_organisation_up_to_24_months() -> None:
    old = replace(SOUND, closed=date(2024, 6, 30), index=Fraction(10))
    other = replace(SOUND, organisation="Bo", closed=date(2024, 6, 30))
    newer_but_partial = replace(SOUND, closed=date(2026, 5, 1), whole=False)
    entered = eligible([SOUND, old, other, newer_but_partial], TODAY)
    assert {result.organisation: result for result in entered} == {"Ada": SOUND, "Bo": other}


@pytest.mark.parametrize(
    ("last", "newcomers", "due"),
    [(date(2026, 5, 30), 5, True), (date(2026, 5, 30), 4, False), (date(2026, 5, 31), 9, False)],
)
def test_refreshed_monthly_with_five_newcomers(last: date, newcomers: int, due: bool) -> None:
    assert may_refresh(last, TODAY, newcomers) is due


@pytest.mark.parametrize(
    ("below", "n", "words"),
    [
        (0, 0, "no benchmark yet: 0 of 30"),
        (9, 9, "no benchmark yet: 9 of 30"),
        (0, 10, "quarter 1 of 10 self-selected organisations"),
        (29, 29, "quarter 4 of 29 self-selected organisations"),
        (17, 30, "percentile 55 of 30 self-selected organisations"),
        (57, 101, "percentile 56 of 101 self-selected organisations"),
        (30, 30, "percentile 100 of 30 self-selected organisations"),
    ],
)
def test_what_is_printed(below: int, n: int, words: str) -> None:
    others = [Fraction(10)] * below + [Fraction(90)] * (n - below)
    assert in_words(standing(Fraction(50), others)) == words
