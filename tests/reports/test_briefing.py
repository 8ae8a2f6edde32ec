"""What a briefing says: drafts, limits, edits, and nothing that the details hide."""

from dataclasses import replace
from fractions import Fraction

import pytest

from readiness.results import gates as table
from readiness.results.page import scale
from reports.briefing.edits import Edits
from reports.briefing.figures import months_on, percent, signed
from reports.briefing.making import briefing
from reports.briefing.pages import Briefing
from reports.places import edits_in, places
from tests.readiness.building import FULL
from tests.reports.sources import SEPTEMBER, board, one_person, own, panel, sheets, source


@pytest.fixture(scope="module")
def brief() -> Briefing:
    return briefing(board())


def test_the_finding_the_level_and_the_interval_are_those_of_the_result(brief: Briefing) -> None:
    scores = board().of.scores
    assert brief.standing.index
    assert brief.standing.span
    assert float(brief.standing.index.value) == pytest.approx(scores["index"], abs=1e-9)
    assert [brief.standing.span.low.number, brief.standing.span.high.number] == scores["interval"]
    assert brief.standing.claimed
    assert brief.standing.claimed.number == scores["claimed_level"]
    assert [band.claimed for band in brief.standing.scale] == [band.claimed for band in scale(board().of)]


def test_every_condition_stands_with_the_text_of_the_page(brief: Briefing) -> None:
    for line, row in zip(brief.gates, table.grid(board().of).rows, strict=True):
        for cell, printed in zip(line.cells, row.cells, strict=True):
            assert (cell.state, cell.need.text) == (printed.state, printed.need)
            assert (cell.short.text if cell.short else None) == printed.missed_by


def test_dimensions_are_ranked_and_carry_the_round_before(brief: Briefing) -> None:
    scores = [line.score.value for line in brief.profile if line.score]
    assert scores == sorted(scores, reverse=True)
    assert all(line.before for line in brief.profile)


def test_three_decisions_each_with_an_owner_and_a_date(brief: Briefing) -> None:
    assert [decision.by.text for decision in brief.decisions] == [
        "By 31 October 2026",
        "By 30 November 2026",
        "By 31 December 2026",
    ]
    assert len({decision.ask.text for decision in brief.decisions}) == 3
    assert all(decision.owner.text for decision in brief.decisions)


@pytest.mark.parametrize("level", [1, 3, 5, "DK"])
def test_there_are_three_decisions_whatever_the_result(level: int | str) -> None:
    made = briefing(one_person(level=level))
    assert len(made.decisions) == 3
    assert made.plan[-1 if made.plan[-1].days else -2].lines[-1].key == "round"


def test_the_plan_keeps_to_its_limits(brief: Briefing) -> None:
    steps = {period.days: [line for line in period.lines if line.item] for period in brief.plan}
    assert len(steps[30]) <= 3
    assert len(steps[60]) <= 4
    assert len(steps[90]) <= 4
    assert brief.plan[0].lines[0].key == "owners"
    assert len({line.key for period in brief.plan for line in period.lines}) == sum(
        len(period.lines) for period in brief.plan
    )


def test_questions_without_an_answer_come_first_where_a_gate_needs_them() -> None:
    made = briefing(one_person(level=3, R1="DK"))
    first = made.plan[0].lines[0]
    assert first.item == "R1.1"
    assert first.action.text.startswith("Find out, and answer: ")
    assert made.path.state == "answer first"


def test_risks_are_listed_while_ai_is_in_use_whatever_the_index() -> None:
    assert [step.id for step in briefing(one_person(level=5, R3_1=1)).risks] == ["R3.1"]
    assert briefing(one_person(level=1)).risks == ()


def test_one_person_is_compared_with_nobody() -> None:
    made = briefing(one_person(level=3, F1="DK"))
    assert made.alignment.reason.startswith("One person answered")
    assert made.about.sample == "One person’s view"
    assert made.standing.span is None
    assert made.standing.unknown is not None
    assert made.trend is None


def test_five_people_with_gaps_show_nothing_that_is_hidden() -> None:
    def says(person: int, role: str, item: object) -> object:
        return "DK" if person > 1 and item.id == "C1.1" else 3  # type: ignore[attr-defined]

    now = panel(sheets(says, {"exec": 5}), SEPTEMBER)
    hidden = now.of.details["hidden"]["items"]
    assert "C1.1" in hidden
    made = briefing(source(now))
    lines = {line.id: line for group in made.heatmap for line in group.lines}
    for id in hidden:
        assert (lines[id].points, lines[id].level, lines[id].unknown, lines[id].counts) == (
            None,
            None,
            None,
            None,
        )
    assert made.alignment.reason


def test_scope_that_was_taken_out_is_named_with_its_reason() -> None:
    now = panel(sheets(lambda *_: 3), SEPTEMBER, frozenset({"F2"}))
    made = briefing(source(now))
    assert [(cut.name, cut.reason) for cut in made.about.cuts] == [
        ("Technology and delivery", "Fully outsourced")
    ]
    assert "F2" not in {line.id for line in made.profile}


def test_edited_words_stand_beside_the_drafted_ones(brief: Briefing) -> None:
    edited = briefing(
        replace(board(), edits=Edits({"finding": "Mine.", "plan-round-owner": "Board secretary"}))
    )
    assert edited.standing.finding.edited
    assert edited.standing.finding.drafted == brief.standing.finding.text
    assert [place.name for place in places(edited) if place.words.edited] == ["finding", "plan-round-owner"]


def test_a_form_sends_back_only_what_differs(brief: Briefing) -> None:
    sent = {place.name: place.words.text for place in places(brief)}
    assert edits_in(brief, sent) == ({}, {})
    words, faults = edits_in(brief, {**sent, "finding": "  Mine,\n with   air. ", "decision-1-by": "x" * 61})
    assert words["finding"] == "Mine, with air."
    assert list(faults) == ["decision-1-by"]


def test_the_trend_is_the_comparison_of_the_results_page(brief: Briefing) -> None:
    assert brief.trend
    assert brief.trend.delta
    first, second = (point.index for point in brief.trend.points)
    assert first
    assert second
    assert brief.trend.delta.value == second.value - first.value
    assert brief.trend.delta.text == signed(second.value - first.value).text


def test_months_end_on_their_last_day() -> None:
    assert months_on(SEPTEMBER.date(), 5).isoformat() == "2027-02-28"


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 7, "0 %"), (1, 300, "under 1 %"), (299, 300, "over 99 %"), (7, 7, "100 %")],
)
def test_shares_are_not_rounded_away(part: int, whole: int, said: str) -> None:
    assert percent(Fraction(part, whole)).text == said


def test_a_pulse_is_called_indicative() -> None:
    made = briefing(source(own(3, FULL.pulse())))
    assert made.about.indicative
    assert made.standing.confidence.label != "high"
