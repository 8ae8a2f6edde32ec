"""Trend: verdicts, what moved, what changed the level, and where the line is broken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from django.urls import reverse

from readiness.details import details
from readiness.instrument import Instrument
from readiness.published import published
from readiness.results.comparison import Moment, compare
from readiness.results.measured import Measured
from readiness.results.panel import Panel
from readiness.results.trend import trend_page
from readiness.results.trend_chart import index_lines, pillar_lines
from readiness.round_data import RoundData
from readiness.rounds import score
from readiness.sheets import Sheet
from tests.journeys.people import client_of

from .building import FULL, answers
from .conftest import begin, fill, result_address, submit
from .panels import all_say, closed_panel, two_rounds

START = datetime(2026, 3, 9, tzinfo=UTC)


def moment(months: int, *sheets: Sheet, of: Instrument = FULL, excluded: tuple[str, ...] = ()) -> Moment:
    """A panel of these sheets so many months on."""
    data = RoundData(tuple(sheets))
    scope = of.without(excluded)
    result = score(scope, data)
    panel = Panel(scope, published(scope, result), details=details(scope, data, result))
    return Moment(
        panel,
        START + timedelta(days=30 * months),
        f"M{months}",
        f"/{months}/",
        len(sheets),
        frozenset(excluded),
    )


def people(*levels: object, instrument: Instrument = FULL, **by_key: object) -> list[Sheet]:
    return [Sheet("exec", answers(instrument, level, **by_key)) for level in levels]


def test_two_rounds_of_a_group_have_a_verdict_and_a_reason_for_the_level(db):
    first, second = two_rounds()
    client = client_of(second.owner)
    context = client.get(reverse("readiness:trend", args=[second.public_id])).context
    page = context["trend"]
    assert [point.name for point in page.points] == ["March", "September"]
    assert page.change.verdict == "improved"
    assert page.change.rci == pytest.approx(
        (second.result.scores["index"] - first.result.scores["index"])
        / (first.result.details["se"] ** 2 + second.result.details["se"] ** 2) ** 0.5
    )
    assert (page.level_before.number, page.level_now.number) == (2, 3)
    assert "Knowing what is in use" in page.caused
    assert context["index_chart"].has_intervals
    assert {pillar.name: pillar.verdict for pillar in page.pillars}["Responsibility"] == "no reliable change"
    body = client.get(reverse("readiness:result", args=[second.public_id])).content.decode()
    assert "March: 41.6" in body


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ((2, 3, 3, 3, 2), (4, 4, 4, 4, 4), "improved"),
        ((4, 4, 4, 4, 4), (2, 3, 3, 3, 2), "declined"),
        ((2, 3, 4, 3, 2), (3, 3, 4, 3, 2), "no reliable change"),
        ((3, 3, 3, 3, 3), (3, 3, 3, 3, 3), "no reliable change"),
    ],
)
def test_a_change_is_more_than_chance_or_none(before, after, verdict):
    page = trend_page([moment(0, *people(*before)), moment(6, *people(*after))])
    assert page.change.verdict == verdict


def test_items_that_moved_two_levels_are_named():
    page = trend_page([moment(0, *people(*[3] * 6)), moment(6, *people(*[3] * 6, S1_1=5, F2_1=1, C1_1=4))])
    assert [(row.head, row.before, row.after, row.up) for row in page.moved] == [
        (FULL.items["S1.1"].head, "3", "5", True),
        (FULL.items["F2.1"].head, "3", "1", False),
    ]


def test_the_line_is_broken_where_scopes_differ():
    rounds = [moment(0, *people(*[3] * 6)), moment(6, *people(*[3] * 6), excluded=("F2",))]
    page = trend_page(rounds)
    assert (page.change, page.broken) == (None, "The two rounds have different scopes.")
    assert page.sentence == "The line is broken: the two rounds have different scopes."
    assert "lines-line" not in index_lines(rounds).svg
    whole = index_lines([rounds[0], moment(6, *people(*[4] * 6))])
    assert "lines-line" in whole.svg


def version(id: str, item: str) -> Instrument:
    """The framework with one item reworded, so that it counts anew."""
    pillars = tuple(
        replace(
            pillar,
            dimensions=tuple(
                replace(d, items=tuple(replace(i, revision=2) if i.id == item else i for i in d.items))
                for d in pillar.dimensions
            ),
        )
        for pillar in FULL.pillars
    )
    return replace(FULL, id=id, pillars=pillars)


def test_across_versions_the_verdict_rests_on_what_both_share():
    newer = version("rf-1.1", "S2.3")
    before, now = moment(0, *people(*[2] * 6, S2_3=5)), moment(6, *people(*[3] * 6, S2_3=1), of=newer)
    page = trend_page([before, now])
    assert (page.same, page.change.delta) == (False, 25)
    assert [point.linked for point in page.points] == ["25.0", "50.0"]
    assert page.points[0].index == "26.9"
    assert compare(before, now).before_scores == {}


def test_what_is_hidden_together_is_not_taken_apart_by_a_version():
    """S2.3 alone was answered by three: without it the linked score would give it away."""
    few = [Sheet("exec", answers(FULL, 3)) for _ in range(3)] + people(*[3] * 6, S2_3=None)
    before = moment(0, *few)
    assert "S2.3" in before.of.hidden
    found = compare(before, moment(6, *few, of=version("rf-1.1", "S2.3")))
    assert (found.linked, found.broken) == (
        None,
        "What the two rounds share would show answers of fewer than five people.",
    )
    assert compare(before, moment(6, *few)).linked is not None


def test_the_pillars_are_drawn_where_every_round_has_them():
    rounds = [moment(n, *people(*[3] * 6)) for n in (0, 6, 12)]
    assert [row.name for row in pillar_lines(rounds).rows] == [
        "Strategy",
        "Culture",
        "Responsibility",
        "Foundations",
    ]
    other = Moment(Measured(FULL.keeping(["S1.1"]), rounds[0].of.scores), START, "x", "/", 1)
    assert pillar_lines([other, rounds[1]]) is None


def test_a_first_round_has_no_trend(db):
    made = closed_panel({"exec": 6}, all_say(3))
    client = client_of(made.owner)
    assert client.get(reverse("readiness:trend", args=[made.public_id])).status_code == 404
    assert client.get(reverse("readiness:result", args=[made.public_id])).context["page"].change is None


def test_one_person_sees_the_change_without_a_test_of_it(reader):
    sheets = []
    for level in (2, 4):
        sheet = begin(reader, "quick", "exec")
        fill(reader, sheet, level)
        submit(reader, sheet)
        sheets.append(sheet)
    context = reader.get(result_address(sheets[1])).context
    assert context["change"].sentence.startswith("The index has moved by +50.0 points since")
    page = reader.get(context["trend_url"]).context["trend"]
    assert page.change.verdict == "too few data to test"
    assert page.change.delta == Fraction(50)
    assert [row.up for row in page.moved] == [True] * 11
    assert reader.get(result_address(sheets[0])).context["change"] is None
    assert reader.get(result_address(sheets[0], "trend")).status_code == 404
