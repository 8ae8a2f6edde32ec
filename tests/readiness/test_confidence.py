"""The confidence label of a real round (SPEC 3.9); its cases are G24."""

from fractions import Fraction

from readiness.confidence import evidenced_share
from readiness.sheets import Sheet, tally
from tests.readiness.building import FULL, answers, person, scored

ROLES = ("board", "exec", "staff", "tech")


def test_a_panel_earns_high_and_says_what_keeps_it_from_it() -> None:
    people = [person(answers(FULL, 4), ROLES[n % 4], FULL.items) for n in range(10)]
    assert scored(FULL, *people).confidence.label == "high"
    silent = [{**sheet, "evidence": []} for sheet in people]
    found = scored(FULL, *silent).confidence
    assert (found.label, len(found.reasons)) == ("medium", 1)
    assert "evidence" in found.reasons[0]


def test_no_claims_need_no_evidence() -> None:
    people = [person(answers(FULL, 3), ROLES[n % 4]) for n in range(10)]
    assert scored(FULL, *people).confidence.label == "high"


def test_an_artefact_named_by_one_serves_all_answers_to_the_item() -> None:
    sheets = [
        Sheet("exec", {"S1.1": 5, "S1.2": 4}, frozenset({"S1.1"})),
        Sheet("exec", {"S1.1": 4, "S1.2": 3}),
    ]
    assert evidenced_share(tally(FULL, sheets), frozenset({"S1.1"})) == Fraction(2, 3)
    assert evidenced_share({}, frozenset()) is None


def test_disagreement_and_the_pulse_cap_at_medium() -> None:
    split = [person(answers(FULL, 1 if n % 2 else 3), ROLES[n % 4]) for n in range(10)]
    assert scored(FULL, *split).confidence.label == "medium"
    pulse = [person(answers(FULL.pulse(), 3), ROLES[n % 4]) for n in range(10)]
    found = scored(FULL, *pulse)
    assert (found.scope.form, found.confidence.label) == ("pulse", "medium")


def test_one_sheet_is_low_and_says_why() -> None:
    found = scored(FULL, person(answers(FULL, 3, S="DK", C="DK"))).confidence
    assert (found.label, len(found.reasons)) == ("low", 2)
