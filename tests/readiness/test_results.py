"""Results: the page's facts, receipts that add up, and what ticked steps would change."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.lessons import units_for
from readiness.models import Result
from readiness.questionnaire import minutes, ordered, part_of
from readiness.results.figures import fine, kept, tenth, text
from readiness.results.gates import OTHERS, conditions, grid
from readiness.results.lessons import lessons
from readiness.results.marking import Given, as_round, marked
from readiness.results.measured import Measured
from readiness.results.page import ResultLine, ResultPage, result_page, scale
from readiness.results.parts import dot_plot
from readiness.results.receipts import receipt
from readiness.results.snapshot import digest, frozen, thawed
from readiness.results.whatif_page import plan_page
from readiness.views.results import taught

from .building import FULL
from .conftest import begin, fill, result_address, save, submit

ANSWERS = st.sampled_from([1, 2, 3, 4, 5, "DK", "NA", "skip"])


def given_for(default, form="full", **by_key) -> dict[str, Given]:
    found = {}
    for id, item in part_of(FULL, form).items.items():
        keys = (id.replace(".", "_"), id.split(".")[0], id[0])
        answer = next((by_key[key] for key in keys if key in by_key), default)
        if answer == "NA" and item.not_applicable is None:
            answer = "DK"
        if answer is not None:
            found[id] = Given(answer) if isinstance(answer, int) else Given(None, answer)
    return found


def measured(default, form="full", role="", **by_key) -> Measured:
    scope, answers = part_of(FULL, form), given_for(default, form, **by_key)
    return Measured(scope, marked(scope, role, answers), answers, role)


def page_of(of: Measured) -> ResultPage:
    at = datetime(2026, 5, 4, tzinfo=UTC)
    line = ResultLine(
        "1", "/r/", "", of.scope.form, "Full form", False, at, None, of.claimed, of.scores["status"]
    )
    return result_page(line, of, "h", "h", "/plan/")


def test_a_gate_that_holds_the_level_back_is_the_finding():
    """G03 of the specification."""
    page = page_of(measured(4, R1=2))
    assert page.finding.sentence == "Governance holds us at level 2."
    assert page.held_back
    assert (page.index_level.number, page.claimed.number) == (4, 2)
    assert [(b.name, b.need, b.have, b.missed_by) for b in page.blockers] == [
        ("Governance", "37.5", "25.0", "12.5")
    ]
    assert [step.item for step in page.blockers[0].steps] == ["R1.1", "R1.2", "R1.3", "R1.4"]
    assert page.blockers[0].steps[0].to == 3
    assert page.plan.state == "plan"
    assert page.plan.target.number == 3
    assert [row.label for row in page.chart.rows][-1] == "Governance"
    assert page.chart.rows[-1].marked
    assert page.sensitivity[0].name == "All pillars weigh the same"


def test_the_scale_marks_the_claimed_level_and_the_index_apart():
    bands = scale(measured(4, R1=2))
    assert [(band.start, band.end) for band in bands] == [
        (0, 12.5), (12.5, 37.5), (37.5, 62.5), (62.5, 87.5), (87.5, 100),
    ]  # fmt: skip
    assert [band.claimed for band in bands] == [False, True, False, False, False]
    assert [band.index for band in bands] == [False, False, False, True, False]


def test_conditions_are_met_missed_or_without_data():
    of = measured(3, R1_1="DK", R1_2="DK", R1_3="DK")
    rows = {row.name: row for row in conditions(of, of.card, 3)}
    assert rows["Governance"].state == "no data"
    assert rows["Index"].state == "met"
    assert rows[OTHERS].state == "met"
    four = {row.name: row for row in conditions(of, of.card, 4)}
    assert (four["Index"].state, four["Index"].missed_by) == ("missed", "12.5")
    assert [len(row.cells) for row in grid(of).rows] == [4] * 12


def test_a_floor_that_is_missed_stands_by_name():
    of = measured(5, C=1, R=3, F=3)
    names = [row.name for row in conditions(of, of.card, 3) if row.kind == "floor"]
    assert names == ["Leadership and change", "Skills and literacy", "Working together"]


def test_what_is_unknown_opens_a_range_and_only_there():
    of = measured(3, S2_3="DK")
    chart = dot_plot(of, ())
    assert [row.label for row in chart.rows if row.marks.low is not None] == ["Value and portfolio"]
    assert page_of(of).range.low_at < 50 < page_of(of).range.high_at
    assert page_of(measured(3)).range is None
    assert page_of(measured("DK")).chart is None


def test_only_levels_from_three_on_show_evidence():
    scope = part_of(FULL, "quick")
    answers = {"S1.1": Given(2, "", "Memo"), "S2.1": Given(3, "", "List"), "S3.1": Given(None, "DK", "None")}
    assert as_round(scope, "", answers)["respondents"][0]["evidence"] == ["S2.1"]


def test_left_blank_is_dont_know_for_whom_it_was_asked_of():
    scope = part_of(FULL, "quick")
    told = as_round(scope, "risk", {"S1.1": Given(None, "skip")})["respondents"][0]["answers"]
    assert set(told) == {id for id, item in scope.items.items() if "risk" in item.ask}
    assert set(told.values()) == {"DK"}
    assert len(as_round(scope, "", {})["respondents"][0]["answers"]) == 11


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("58.25", "58.3"),
        ("58.249999", "58.2"),
        ("0", "0.0"),
        ("100", "100.0"),
        ("-4.25", "−4.2"),
        ("0.05", "0.1"),
    ],
)
def test_figures_are_rounded_half_up_for_display(value, shown):
    assert text(Fraction(value)) == shown


def test_frozen_floats_are_the_fractions_they_were():
    for fraction in (Fraction(175, 3), Fraction(5875, 126), Fraction(0), Fraction(1, 7), Fraction(100)):
        assert kept(float(fraction)) == fraction
    assert fine(Fraction(175, 3)) == "58.3333"
    assert fine(Fraction(70)) == "70"
    assert str(tenth(Fraction(70))) == "70.0"


@settings(max_examples=60, deadline=None)
@given(st.lists(ANSWERS, min_size=36, max_size=36), st.sampled_from(["", "exec", "tech"]))
def test_every_receipt_adds_up_to_the_frozen_figure(given_answers, role):
    by_key = dict(zip([id.replace(".", "_") for id in FULL.items], given_answers, strict=True))
    of = measured(3, role=role, **by_key)
    scores = of.scores
    if scores["index"] is not None:
        opened = receipt(of, "index")
        assert Fraction(opened.sums[-1].exact) == of.index
        assert float(of.index) == pytest.approx(scores["index"], abs=1e-9)
        total, weight, value = (Fraction(each.exact) for each in opened.sums)
        assert total / weight == value
    for kind in ("pillars", "dimensions"):
        for id, part in scores[kind].items():
            opened = receipt(of, id)
            if part["score"] is None:
                assert opened.value is None
                continue
            products = sum(Fraction(row.exact) * Fraction(row.weight) for row in opened.rows if row.exact)
            weights = sum(Fraction(row.weight) for row in opened.rows if row.weight)
            assert float(products / weights) == pytest.approx(part["score"], abs=1e-9)
            assert opened.value == text(products / weights)
    for id, item in scores["items"].items():
        opened = receipt(of, id)
        assert (opened.value is None) == (item["points"] is None)
        assert bool(opened.formula) == (item["points"] is not None)
    assert page_of(of).status == scores["status"]


def test_receipts_name_what_they_are_made_of():
    of = measured(3, S1_2="DK", R2_4="NA")
    assert [row.note for row in receipt(of, "S1").rows] == ["", "Don't know", ""]
    assert [row.note for row in receipt(of, "R2").rows][-1] == "Not applicable"
    assert receipt(of, "S").rows[0].note == "2 of 3 questions known"
    assert [crumb.label for crumb in receipt(of, "S1.1").crumbs] == [
        "Index",
        "Strategy",
        "Direction and oversight",
    ]
    assert receipt(of, "level").conditions
    with pytest.raises(KeyError):
        receipt(of, "S9")


def test_ticked_steps_move_the_index_and_the_level():
    """G03: the shortest plan ticked is level 3; nothing ticked is where we are."""
    of = measured(4, R1=2)
    still = plan_page(of, [])
    assert (still.ticked, still.after.change, still.before.index) == (0, "+0.0", still.after.index)
    moved = plan_page(of, [move.item for move in still.shortest.moves])
    assert moved.after.level.number == 3
    assert moved.after.index == still.shortest.index
    assert {row.item for group in moved.groups for row in group.rows if row.ticked} == {
        move.item for move in still.shortest.moves
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(ANSWERS, min_size=36, max_size=36), st.sets(st.sampled_from(sorted(FULL.items))))
def test_a_step_never_lowers_the_index_or_the_level(given_answers, ticked):
    by_key = dict(zip([id.replace(".", "_") for id in FULL.items], given_answers, strict=True))
    page = plan_page(measured(3, **by_key), ticked)
    if page.before.index_at is not None:
        assert page.after.index_at >= page.before.index_at
        assert page.after.level.number >= page.before.level.number


@pytest.mark.parametrize(
    ("default", "by_key", "state"),
    [(5, {}, "top"), ("DK", {}, "none"), (3, {"R1_1": "DK", "R1_2": "DK", "R1_3": "DK"}, "answer first")],
)
def test_a_plan_says_why_there_is_none(default, by_key, state):
    page = plan_page(measured(default, **by_key), ["S1.1"])
    assert page.shortest.state == state
    if state == "answer first":
        assert [step.item for step in page.shortest.items] == ["R1.1", "R1.2", "R1.3"]


def test_out_of_reach_offers_the_first_half_of_the_way():
    """An answer at the top cannot rise: one step on each of the others is not enough for the gate."""
    of = measured(3, S1_1=5, S1_2=1, S1_3=2)
    assert of.claimed.number == 3
    page = page_of(of)
    assert page.plan.state == "out of reach"
    moves = {move.item: move.to for move in page.plan.moves}
    assert moves
    assert 0 < page.plan.steps == len(moves)
    assert float(page.plan.index) > 50


def test_a_snapshot_is_the_whole_instrument():
    values = frozen(FULL)
    assert thawed(values) == FULL
    assert digest(values) == FULL.fingerprint


def test_the_order_turns_by_whole_dimensions():
    first, second = ordered(FULL, 0), ordered(FULL, 1)
    assert first[0].id == "S1.1"
    assert second[0].id == "S2.1"
    assert set(first) == set(second) == set(FULL.items.values())
    assert ordered(FULL, 11) == first
    assert (minutes("quick", 11), minutes("full", 36), minutes("full", 0)) == (4, 17, 0)


def test_a_result_outlives_its_instrument_and_its_answers(reader, monkeypatch):
    sheet = begin(reader, "full", "exec")
    fill(reader, sheet, 3, S1_1=5)
    save(reader, sheet, "S1.2", "DK")
    submit(reader, sheet)
    before = reader.get(result_address(sheet)).context["result"]
    changed = replace(FULL, title="Another")
    monkeypatch.setattr("readiness.frozen.shipped", lambda id: changed)
    sheet.answers.all().delete()
    after = reader.get(result_address(sheet)).context["result"]
    assert (after.index, after.claimed, after.gates) == (before.index, before.claimed, before.gates)
    assert [row.level for group in after.heatmap for row in group.rows] == [
        row.level for group in before.heatmap for row in group.rows
    ]
    for what in ("index", "S1.1", "S1.2", "level"):
        assert reader.get(result_address(sheet, "receipt", what)).status_code == 200


def test_the_fingerprint_is_that_of_scores_form_and_instrument(reader):
    sheet = begin(reader)
    fill(reader, sheet)
    submit(reader, sheet)
    result = Result.objects.get()
    scores = {"scores": result.scores, "form": "quick", "instrument": FULL.fingerprint}
    assert result.hash == digest(scores)
    assert digest(result.snapshot) == result.round.instrument_hash == FULL.fingerprint


def test_what_to_learn_comes_with_the_units_that_teach_it(monkeypatch):
    monkeypatch.setattr("portal.lessons.units_for", lambda topics: {topics[0]: ("a unit",)})
    rows = taught(lessons(measured(3, "quick", R=1)))
    assert [row["units"] for row in rows] == [("a unit",), *[()] * (len(rows) - 1)]
    assert rows[0]["reason"].startswith("You answered level 1.")


def test_units_are_found_by_topic(course):
    found = units_for(["strategy/ai-direction", "strategy/nothing"])
    assert found["strategy/nothing"] == []
    assert found["strategy/ai-direction"]
    assert all("strategy/ai-direction" in unit.topics for unit in found["strategy/ai-direction"])
    assert units_for([]) == {}
