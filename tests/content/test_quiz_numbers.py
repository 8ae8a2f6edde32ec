"""Numbers as people type them: what is understood, what is refused, and where a number falls."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.quizzes.numbers import Target, read_number, read_target, shown, two_ways, written
from content.quizzes.rules import faults


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("1000", "1000"), ("1,000", "1000"), ("1 000", "1000"), ("1\u00a0000", "1000"), ("1’000", "1000"),
        ("1000.5", "1000.5"), ("1,000.5", "1000.5"), ("1.000,5", "1000.5"), ("1 000,5", "1000.5"),
        ("1,5", "1.5"), ("0,500", "0.5"), (".5", "0.5"), ("5.", "5"), ("12,345,678", "12345678"),
        ("1.000.000", "1000000"), ("−5", "-5"), ("- 5", "-5"), ("+5", "5"), ("  7 ", "7"),
        ("1,000 hours", "1000"), ("1000hours", "1000"), ("€ 1,000", "1000"), ("5 %", "5"), ("1.000", "1"),
    ],
)  # fmt: skip
def test_a_number_is_understood_as_it_is_written(typed: str, understood: str) -> None:
    assert read_number(typed, "hours") == Decimal(understood)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "x",
        "1e5",
        "1,00,0",
        "--5",
        "NaN",
        "Infinity",
        "٣",
        "1/2",
        "5-6",
        "1" * 16,
        "1" * 41,
        "0x10",
        "1 00",
    ],
)
def test_what_is_no_number_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="number"):
        read_number(typed)


@pytest.mark.parametrize(
    ("typed", "ambiguous"),
    [("1.000", True), ("−12.500 hours", True), ("1000", False), ("0.125", False), ("1.0000", False)],
)
def test_a_point_before_three_digits_can_be_read_in_two_ways(typed: str, ambiguous: bool) -> None:
    assert two_ways(typed, "hours") is ambiguous


@pytest.mark.parametrize(
    ("value", "tolerance", "number", "band"),
    [
        ("1000", "5%", "949.999", "low"), ("1000", "5%", "950", "right"), ("1000", "5%", "1050", "right"),
        ("1000", "5%", "1050.001", "high"), ("0.3", "", "0.3", "right"), ("0.3", "", "0.3000000001", "high"),
        ("-10", "10%", "-11", "right"), ("-10", "10%", "-11.1", "low"), ("3", "0.1", "2.9", "right"),
    ],
)  # fmt: skip
def test_where_a_number_falls(value: str, tolerance: str, number: str, band: str) -> None:
    assert read_target(value, tolerance).band(Decimal(number)) == band


@pytest.mark.parametrize("tolerance", ["-1", "five", "5%%", "1e3", "%"])
def test_a_tolerance_that_is_none_is_refused(tolerance: str) -> None:
    with pytest.raises(ValueError, match="tolerance"):
        read_target("10", tolerance)


numbers = st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)


@given(numbers)
def test_what_is_shown_and_what_is_kept_are_read_as_the_same_number(number: Decimal) -> None:
    assert read_number(shown(number, "hours"), "hours") == number
    assert read_number(written(number)) == number
    assert read_number(shown(number, "€{}"), "€{}") == number


@given(numbers, st.decimals(0, 10**6, places=4, allow_nan=False, allow_infinity=False))
def test_both_ends_of_the_tolerance_are_right_and_nothing_beyond(value: Decimal, off: Decimal) -> None:
    target, little = Target(value, off), Decimal("0.0001")
    assert target.band(value) == target.band(value - off) == target.band(value + off) == "right"
    assert target.band(value - off - little) == "low"
    assert target.band(value + off + little) == "high"


OPTIONS = [{"right": True}, {"right": False}, {"right": False}]
NUMBER = {"type": "number", "answer": "5", "too_low": "a", "just_right": "b", "too_high": "c"}


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ({"type": "single", "options": OPTIONS}, ""),
        ({"type": "single", "options": OPTIONS[1:]}, "one right option, not 0"),
        ({"type": "single", "options": OPTIONS[:1]}, "2 to 6"),
        ({"type": "multiple", "options": OPTIONS}, "two right options"),
        ({"type": "ordering", "options": [{}, {}, {}]}, ""),
        ({"type": "ordering", "options": [{}, {}]}, "3 to 6"),
        ({"type": "ordering", "options": OPTIONS}, "no right options"),
        ({"type": "single", "options": OPTIONS, "answer": "5"}, "only a number"),
        (NUMBER, ""),
        ({**NUMBER, "options": OPTIONS}, "no options"),
        ({**NUMBER, "answer": "many"}, "not a number"),
        ({**NUMBER, "tolerance": "about"}, "no tolerance"),
        ({**NUMBER, "too_low": " "}, "too low is missing"),
        ({**NUMBER, "answer": ""}, "right number is missing"),
    ],
)
def test_each_type_has_what_it_needs(question: dict, says: str) -> None:
    found = " ".join(sentence for _field, sentence in faults(question))
    assert (says in found) if says else not found
