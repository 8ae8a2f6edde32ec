"""The worked examples G01 to G25 of SPEC 3.14, to four decimals."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from math import sqrt
from typing import Any

import pytest

from readiness.agreement import agreement, rwg_of_dimension
from readiness.anonymity import pooled
from readiness.benchmark import in_words, mid_rank, standing
from readiness.change import change, error_of_panels, error_of_sheets
from readiness.confidence import Facts, confidence
from readiness.gaps import welch
from readiness.instrument import Instrument
from readiness.learning import priorities
from readiness.levels import blockers
from readiness.linking import Measured, link
from readiness.published import score_round
from readiness.reliability import alpha, omega
from readiness.sensitivity import sensitivity
from readiness.whatif import Plan, shortest_plan
from tests.readiness.building import FULL, MINI, answers, person, round_of, scored

DK = "DK"


def near(value: float | Fraction | None, expected: float) -> bool:
    return value is not None and round(float(value), 4) == pytest.approx(round(expected, 4), abs=1e-9)


def one(instrument: Instrument, default: Any, evidence: tuple[str, ...] = (), **given: Any) -> dict[str, Any]:
    sheet = person(answers(instrument, default, **given), evidence=evidence)
    return score_round(instrument, round_of(instrument, sheet))


def panel(instrument: Instrument, *sheets: Any) -> dict[str, Any]:
    return score_round(instrument, round_of(instrument, *(person(sheet) for sheet in sheets)))


def subjects(result: dict[str, Any]) -> list[str]:
    return [blocker["subject"] for blocker in result["blockers"]]


SINGLE = {
    "G01": (FULL, {"default": 3}, 50, 3, 3, "final"),
    "G03": (FULL, {"default": 4, "R1": 2}, 70, 4, 2, "final"),
    "G06": (FULL, {"default": 3, "C": 2, "F1": 4, "F2": 1}, 41.875, 3, 2, "final"),
    "G07": (
        MINI,
        {"default": 3, "S1_1": 4, "F1_1": "NA", "F1_2": "NA"},
        54.4118,
        3,
        3,
        "final",
    ),
    "G08": (FULL, {"default": 3, "S": 5, "C": 1}, 52.5, 3, 2, "final"),
    "G09": (FULL, {"default": 3, "S2_3": DK, "S2_4": DK, "F": DK}, 50, 3, 3, "provisional"),
    "G10": (FULL, {"default": 3, "R1": DK, "R1_4": 3}, 50, 3, 2, "provisional"),
    "G18": (MINI, {"default": 3, "C1_1": 2, "R": 2, "F1_2": 2}, 37.5, 3, 2, "final"),
    "G19": (FULL, {"default": 4}, 75, 4, 4, "final"),
    "G22": (FULL.pulse(), {"default": 3, "R": 2, "F": 2}, 38.75, 3, 2, "final"),
}


@pytest.mark.parametrize("name", SINGLE)
def test_one_sheet(name: str) -> None:
    instrument, given, index, index_level, claimed, status = SINGLE[name]
    result = one(instrument, **given)
    assert near(result["index"], index)
    assert (result["index_level"], result["claimed_level"], result["status"]) == (
        index_level,
        claimed,
        status,
    )


def test_g01_five_conditions_stand_before_level_four() -> None:
    result = one(FULL, 3)
    assert subjects(result) == ["index", "S1", "R1", "R2", "F1"]
    assert {(b["level"], b["need"], b["have"]) for b in result["blockers"]} == {(4, 62.5, 50.0)}


@pytest.mark.parametrize("sheet", [answers(FULL, DK), {}], ids=["all don't know", "blank"])
def test_g02_nothing_known(sheet: dict[str, Any]) -> None:
    result = panel(FULL, sheet)
    assert result["index"] is result["index_level"] is result["claimed_level"] is None
    assert (result["coverage"], result["status"], result["range"]) == (0, "not assessable", [0, 100])
    assert result["evidenced"] == {"index": None, "claimed_level": None}
    assert result["blockers"] == result["learning"] == []
    assert result["what_if"] is None


def test_g03_governance_alone_holds_the_level() -> None:
    result = one(FULL, 4, R1=2)
    assert near(result["pillars"]["R"]["score"], 175 / 3)
    assert result["blockers"] == [{"level": 3, "kind": "gate", "subject": "R1", "need": 37.5, "have": 25.0}]


def test_g04_a_threshold_belongs_to_the_upper_level() -> None:
    result = panel(FULL, answers(FULL, 3), answers(FULL, 4))
    assert {part["score"] for part in result["dimensions"].values()} == {62.5}
    assert (result["index"], result["index_level"], result["claimed_level"]) == (62.5, 4, 4)


def test_g05_one_answer_lower_and_it_does_not() -> None:
    result = panel(FULL, answers(FULL, 3), answers(FULL, 4, R2_4=3))
    assert near(result["index"], 62.1875)
    assert near(result["dimensions"]["R2"]["score"], 59.375)
    assert (result["claimed_level"], subjects(result)) == (3, ["index", "R2"])


def test_g06_scope_and_floor() -> None:
    sheet = person(answers(FULL, 3, C=2, F1=4, F2=1))
    without = score_round(FULL, round_of(FULL, sheet, excluded=["F2"]))
    assert (without["index"], without["claimed_level"]) == (47.5, 3)
    assert without["dimensions"]["F2"] == {"score": None, "coverage": None, "sufficient": None}
    within = score_round(FULL, round_of(FULL, sheet))
    assert within["pillars"]["F"]["score"] == 37.5
    floor = {"level": 3, "kind": "floor", "subject": "F2", "need": 12.5, "have": 0.0}
    assert within["blockers"] == [floor]


def test_g07_a_dimension_that_does_not_apply_waives_its_gate() -> None:
    result = one(MINI, 3, S1_1=4, F="NA")
    assert result["pillars"]["F"] == {"score": None, "coverage": None}
    assert result["items"]["F1.1"] == {"points": None, "coverage": None, "n": 0}
    assert result["coverage"] == 1
    assert "F1" not in subjects(result)


def test_g08_sensitivity() -> None:
    result = scored(FULL, person(answers(FULL, 3, S=5, C=1)))
    weights = sensitivity(FULL, result.card) or {}
    expected = {"equal": 50, "S": 63.4615, "C": 42.0, "R": 51.9231, "F": 52.1739}
    assert all(near(weights[name], value) for name, value in expected.items())
    held = [(blocker.kind, blocker.subject) for blocker in blockers(FULL, result.card)]
    assert held == [("floor", "C1"), ("floor", "C2"), ("floor", "C3")]


def test_g09_what_is_missing_widens_the_range_only() -> None:
    result = one(FULL, 3, S2_3=DK, S2_4=DK, F=DK)
    assert near(result["coverage"], 0.80)
    assert result["range"] == [40, 60]
    assert result["pillars"]["F"] == {"score": None, "coverage": 0}
    assert result["dimensions"]["S2"] == {"score": 50, "coverage": 0.5, "sufficient": True}


def test_g10_a_gate_without_data_fails() -> None:
    result = one(FULL, 3, R1=DK, R1_4=3)
    assert near(result["coverage"], 0.925)
    assert result["dimensions"]["R1"] == {"score": None, "coverage": 0.25, "sufficient": False}
    assert result["blockers"] == [{"level": 3, "kind": "gate", "subject": "R1", "need": 37.5, "have": None}]


def test_g11_interval_and_agreement() -> None:
    result = panel(FULL, *(answers(FULL, level) for level in (2, 3, 3, 4, 3)))
    assert result["index"] == 50
    assert near(result["interval"][0], 28.0503)
    assert near(result["interval"][1], 71.9497)
    assert result["agreement"]["S1.1"] == {"ad": 0.4, "rwg": 0.75}


@pytest.mark.parametrize(
    ("levels", "rwg", "ad"),
    [((2, 3, 3, 4, 3), 0.75, 0.4), ((3, 3, 4, 4, 4), 0.85, 0.48), ((1, 1, 5, 5, 3), 0, 1.6)],
)
def test_g11_agreement(levels: tuple[int, ...], rwg: float, ad: float) -> None:
    found = agreement(Counter(levels))
    assert found is not None
    assert near(found.rwg, rwg)
    assert near(found.ad, ad)


def test_g11_agreement_of_a_dimension() -> None:
    item = agreement(Counter((2, 3, 3, 4, 3)))
    assert item is not None
    assert rwg_of_dimension([item] * 3) == Fraction(9, 10)


def test_g12_one_person_has_no_interval() -> None:
    result = one(FULL, 3)
    assert result["index"] == 50
    assert result["interval"] is None
    assert result["agreement"]["S1.1"] == {"ad": None, "rwg": None}
    assert result["gaps"] == result["groups"] == []


def test_g13_gap_of_leaders_and_staff() -> None:
    leaders = [person(answers(FULL, 3, S1=level), "exec") for level in (4, 4, 4, 3, 5)]
    staff = [person(answers(FULL, 3, S1=level), "staff") for level in (2, 2, 3, 2, 3, 2)]
    result = score_round(FULL, round_of(FULL, *leaders, *staff))
    gap = next(gap for gap in result["gaps"] if gap["dimension"] == "S1")
    assert (gap["group_a"], gap["group_b"], gap["notable"]) == (["exec"], ["staff"], True)
    assert [round(gap[key], 2) for key in ("gap", "low", "high")] == [41.67, 19.2, 64.13]
    assert score_round(FULL, round_of(FULL, *leaders[:4], *staff))["gaps"] == []
    assert welch(Counter({Fraction(75): 4}), Counter({Fraction(25): 6})) is None


def test_g13_small_groups_are_pooled() -> None:
    sizes = {"board": 3, "exec": 6, "business": 8, "tech": 5, "staff": 20}
    assert pooled(sizes) == [["board", "tech"], ["business"], ["exec"], ["staff"]]


def test_g14_balance_by_role() -> None:
    people = [person(answers(FULL, 4), "exec")] * 2 + [person(answers(FULL, 2), "staff")] * 8
    assert score_round(FULL, round_of(FULL, *people))["index"] == 35
    assert score_round(FULL, round_of(FULL, *people, balance="role"))["index"] == 50


def test_g15_reliable_change() -> None:
    panels = change(Fraction(40), Fraction(52), error_of_panels(3, 4))
    assert (panels.rci, panels.verdict) == (2.4, "improved")
    sheets = change(Fraction(40), Fraction(52), error_of_sheets(15, 0.84, 50))
    assert near(sheets.rci, 1.4142)
    assert sheets.verdict == "no reliable change"
    slight = change(Fraction(40), Fraction(44), error_of_panels(1, 1))
    assert near(slight.rci, 4 / sqrt(2))
    assert slight.verdict == "reliable but small"


def test_g16_benchmark() -> None:
    own = Fraction("52.5")
    others = [Fraction(40)] * 25 + [own] + [Fraction(60)] * 14
    assert mid_rank(own, others) == Fraction("63.75")
    assert standing(own, others).percentile == Fraction("63.75")
    twelve = standing(own, [Fraction(40)] * 5 + [Fraction(60)] * 7)
    assert (twelve.percentile, twelve.quarter) == (None, 2)
    nine = standing(own, [Fraction(40)] * 9)
    assert (nine.percentile, nine.quarter, in_words(nine)) == (None, None, "no benchmark yet: 9 of 30")


@pytest.mark.parametrize(
    ("most_steps", "steps", "items", "index"), [(1, 17, 17, 62.6389), (2, 17, 9, 62.9167)]
)
def test_g17_the_shortest_plan(most_steps: int, steps: int, items: int, index: float) -> None:
    plan = shortest_plan(FULL, scored(FULL, person(answers(FULL, 3))).card, most_steps)
    assert isinstance(plan, Plan)
    assert (plan.steps, len(plan.levels)) == (steps, items)
    assert near(plan.index, index)


def test_g18_the_plan_goes_through_the_gate() -> None:
    result = one(MINI, 3, C1_1=2, R=2, F1_2=2)
    assert result["what_if"] == {"steps": 1, "items": 1, "index": 41.25, "plan": {"R1.1": 3}}


def test_g19_claims_without_evidence_count_three() -> None:
    evidence = tuple(id for id in FULL.items if id.startswith(("S1", "R1")))
    result = one(FULL, 4, evidence=evidence)
    assert result["index"] == 75
    assert near(result["evidenced"]["index"], 55.0)
    assert result["evidenced"]["claimed_level"] == 3


def test_g20_linked_scores() -> None:
    pillars = tuple(
        replace(
            p, dimensions=tuple(replace(d, items=tuple(_newer(i) for i in d.items)) for d in p.dimensions)
        )
        for p in FULL.pillars
    )
    newer = replace(FULL, id="rf-1.1", pillars=pillars)
    first = scored(FULL, person(answers(FULL, 2, S2_3=5)))
    second = scored(newer, person(answers(newer, 3, S2_5=1)))
    assert (first.card.index, second.card.index) == (Fraction("26.875"), Fraction("48.75"))
    linked = link(Measured(FULL, first.card.items), Measured(newer, second.card.items))
    assert (linked.first.index, linked.second.index) == (25, 50)
    assert linked.shares["S2"] == (Fraction(3, 4), Fraction(3, 4))


def _newer(item: Any) -> Any:
    return replace(item, id="S2.5") if item.id == "S2.3" else item


def test_g21_reliability() -> None:
    rows = [(2, 2, 3), (3, 3, 3), (4, 3, 4), (4, 5, 5), (5, 5, 5)]
    assert near(alpha(rows), 0.9509)
    assert near(omega(rows), 0.9577)


def test_g22_pulse() -> None:
    sheet = {id: level for id, level in answers(FULL, 3, R=2, F=2).items() if FULL.items[id].pulse}
    result = panel(FULL, sheet)
    assert (result["index"], result["index_level"], result["claimed_level"]) == (38.75, 3, 2)
    assert subjects(result) == ["R1"]
    assert result["coverage"] == 1


def test_g23_learning_priority() -> None:
    governance = priorities(FULL, scored(FULL, person(answers(FULL, 4, R1=2))).card)
    assert [found.item for found in governance] == ["R1.1", "R1.2", "R1.3", "R1.4"]
    assert {found.value for found in governance} == {Fraction("1.25")}
    culture = scored(FULL, person(answers(FULL, 3, S=5, C=1)))
    assert culture.learning == ["C1.1", "C1.2", "C1.3", "C2.1", "C2.2"]
    assert near(priorities(FULL, culture.card)[0].value, 2.7778)


def facts(**given: Any) -> Facts:
    sound: dict[str, Any] = {"coverage": Fraction("0.95"), "people": 12, "roles": 4}
    return Facts(**{**sound, "evidenced": Fraction("0.6"), "agreed": Fraction("0.8"), **given})


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ({}, "high"),
        ({"evidenced": Fraction("0.4")}, "medium"),
        ({"people": 6}, "medium"),
        ({"people": 1, "roles": 1, "agreed": None}, "low"),
        ({"people": 1, "roles": 1, "agreed": None, "session_roles": 3}, "medium"),
        ({"form": "pulse"}, "medium"),
        ({"coverage": Fraction("0.69")}, "low"),
    ],
)
def test_g24_confidence(given: dict[str, Any], label: str) -> None:
    assert confidence(facts(**given)).label == label


def test_g25_a_colleague_covers_what_one_does_not_know() -> None:
    result = panel(FULL, answers(FULL, 3), answers(FULL, DK))
    assert (result["index"], result["coverage"], result["status"]) == (50, 0.5, "provisional")
    assert result["range"] == [50, 50]
    assert result["claimed_level"] == 3
