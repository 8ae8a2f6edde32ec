"""A group's pages: what stands on them, in which state, and what does not."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from readiness.models import AgreedAnswer, Round
from tests.journeys.people import client_of

from .panels import (
    MARCH,
    TWENTY_FOUR,
    all_say,
    close,
    closed_panel,
    hand_in,
    open_panel,
    organisation,
    realistic,
    two_rounds,
)


def page(measured: Round, name: str = "result", *more: str):
    client = client_of(measured.owner)
    response = client.get(reverse(f"readiness:{name}", args=[measured.public_id, *more]))
    assert response.status_code == 200, response.status_code
    return response


def test_the_page_says_what_the_frozen_result_says(db):
    made = closed_panel(invited=28)
    shown, scores = page(made).context["page"], made.result.scores
    assert (shown.facts.people, shown.facts.invited) == (24, 28)
    assert Decimal(shown.index) == round(Decimal(scores["index"]), 1)
    assert shown.claimed.number == scores["claimed_level"]
    assert (shown.interval.low_at, shown.interval.high_at) == tuple(scores["interval"])
    assert shown.chart.rows[0].label == "Direction and oversight"
    assert all(row.interval_text for row in shown.chart.rows)
    assert [column.people for column in shown.heat.columns] == [8, 6, 5, 5]
    assert shown.heat.rows[0].name == "Governance"
    assert shown.gaps[0].sentence == "Leaders rate governance 34.6 points higher than everyone else"
    assert {blocker.subject for blocker in shown.blockers} == {b["subject"] for b in scores["blockers"]}
    assert shown.blockers[1].steps[0].to == shown.blockers[1].steps[0].level + 1


def test_the_parts_stand_in_the_order_of_the_design(db):
    body = page(two_rounds()[1]).content.decode()
    marks = ['class="level-scale"', 'id="says"', "group-heat", "line-chart", 'id="gates"', 'id="blockers"']
    marks += ["item-table", 'id="plan"', 'id="learn"', 'id="method"']
    places = [body.index(mark) for mark in marks]
    assert places == sorted(places)
    assert body.count("<h1") == 1


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        (all_say(4, R1=2), "Governance holds us at level 2."),
        (all_say(3, S=4), "Strategy is running ahead of culture."),
        (all_say(3), "We are at level 3, organised."),
        (
            lambda n, role, item: 4 if role == "exec" and item.id[:2] == "C3" else 3,
            "Leaders rate working together higher",
        ),
        (all_say("DK"), "Too little is known for a result."),
    ],
)
def test_the_finding_follows_its_rules(db, says, sentence):
    shown = page(closed_panel({"exec": 6, "tech": 6}, says)).context["page"]
    assert shown.finding.sentence.startswith(sentence)
    assert shown.status == ("not assessable" if sentence.startswith("Too little") else "final")


def test_a_pillar_that_slipped_is_the_finding(db):
    of = organisation()
    closed_panel(says=realistic(3, R1=3.6, R2=3.6, R3=3.6), at=MARCH, of=of)
    shown = page(closed_panel(says=realistic(3, R1=3.1, R2=3.1, R3=2.6), of=of)).context["page"]
    assert shown.finding.sentence == "Responsibility has slipped since March."
    assert shown.change.title == "Responsibility has fallen since March"


def test_an_open_round_says_only_how_many_have_answered(db):
    body = page(open_panel({"exec": 6}, invited=9)).content.decode()
    assert "6 of 9 people have answered" in body
    assert not any(mark in body for mark in ("chart", "group-heat", "Level 3"))


@pytest.mark.parametrize("people", [2, 4])
def test_too_few_answers_offer_a_session(db, people):
    response = page(closed_panel({"exec": people}, all_say(3)))
    assert f"{people} of 5 answers needed" in response.content.decode()
    assert (
        reverse("readiness:session", args=[response.context["measured"].public_id])
        in response.content.decode()
    )
    for name in ("plan", "alignment", "trend"):
        client = client_of(response.context["measured"].owner)
        url = reverse(f"readiness:{name}", args=[response.context["measured"].public_id])
        assert client.get(url).status_code == 404


def test_a_round_that_is_being_computed_says_so(db):
    made = closed_panel()
    made.result.delete()
    response = page(made)
    assert response.context["state"] == "computing"
    assert 'role="status"' in response.content.decode()


def test_a_reopened_round_keeps_showing_what_it_came_to(db):
    made = closed_panel({"exec": 6, "tech": 6})
    before = page(made).context["page"].index
    Round.objects.filter(pk=made.pk).update(closed_at=None, retention_until=None)
    hand_in(made, {"exec": 3}, all_say(5))
    response = page(Round.objects.get(pk=made.pk))
    assert response.context["page"].index == before
    assert "Open again" in response.content.decode()
    hand_in(made, {"exec": 3}, all_say(5))
    assert page(close(made)).context["page"].index != before


def test_what_few_answered_is_on_no_page(db):
    """Four of twelve answered C2: its score, its items and company for them are nowhere."""
    made = closed_panel(
        {"exec": 4, "staff": 8}, lambda n, role, item: 5 if role == "exec" or item.id[:2] != "C2" else None
    )
    assert made.result.details["hidden"]["dimensions"]
    response = page(made)
    shown = response.context["page"]
    assert set(shown.hidden) == {"Skills and literacy", "Leadership and change"}
    rows = {row.subject: row for row in page(made, "receipt", "level").context["receipt"].conditions}
    assert all(row.state == "hidden" for id, row in rows.items() if id == "C2")
    for what in ("C2", "C2.1", "C1"):
        opened = page(made, "receipt", what).context["receipt"]
        assert (opened.value, opened.sums) == (None, ())
    plan = page(made, "plan").context["plan"]
    assert all(row.disabled and row.hidden for g in plan.groups for row in g.rows if g.dimension == "C2")


def test_receipts_add_up_to_the_frozen_figures(db):
    made = closed_panel(TWENTY_FOUR | {"risk": 2, "people": 2})
    client, scores = client_of(made.owner), made.result.scores
    hidden = made.result.details["hidden"]
    for kind in ("items", "dimensions", "pillars"):
        for id, figure in scores[kind].items():
            value = figure["points" if kind == "items" else "score"]
            opened = client.get(reverse("readiness:receipt", args=[made.public_id, id])).context["receipt"]
            assert (opened.value is None) == (id in hidden[kind]), id
            if opened.sums:
                exact = [Fraction(one.exact) for one in opened.sums]
                assert exact[0] / exact[1] == exact[2]
                assert float(exact[2]) == pytest.approx(value, abs=1e-9)


def test_the_plan_lifts_means_to_whole_levels(db):
    made = closed_panel({"exec": 6, "tech": 6}, realistic(7))
    plan = page(made, "plan").context["plan"]
    rows = [row for group in plan.groups for row in group.rows]
    points = {id: item["points"] for id, item in made.result.scores["items"].items()}
    assert all(25 * (row.now - 1) <= points[row.item] < 25 * row.now for row in rows)
    one = next(row for row in rows if row.to)
    client = client_of(made.owner)
    url = reverse("readiness:plan", args=[made.public_id])
    after = client.get(url, {"step": one.item}).context["plan"].after
    assert after.index_at > plan.before.index_at
    ticked = client.get(url, {"step": list(made.result.scores["items"])}).context["plan"]
    assert ticked.ticked == sum(not row.disabled for row in rows)


def test_only_the_owner_sees_that_sheets_look_unread(db):
    made = closed_panel({"exec": 12}, lambda n, role, item: 3 if n < 6 else 1 + (n + len(item.head)) % 5)
    flags = page(made).context["page"].flags
    assert (flags.straight, flags.index) == (6, page(made).context["page"].index)
    assert flags.index_without != flags.index
    assert "Sheets that look unread" in page(made).content.decode()
    few = closed_panel(
        {"exec": 12}, lambda n, role, item: 3 if n < 4 else 1 + (n + len(item.head)) % 5, of=made.organisation
    )
    assert page(few).context["page"].flags.straight is None


def test_a_finished_session_shows_what_was_agreed_beside_what_was_answered(db):
    made = closed_panel({"exec": 3, "tech": 3}, all_say(3), kind=Round.Kind.CONSENSUS)
    assert page(made).context["session_waits"]
    client = client_of(made.owner)
    at = made.closed_at
    AgreedAnswer.objects.bulk_create(
        AgreedAnswer(round=made, item=id, level=4, agreed_at=at, revealed_at=at)
        for id in made.result.scores["items"]
    )
    client.post(reverse("readiness:session_finish", args=[made.public_id]))
    response = page(made)
    shown = response.context["page"]
    assert (shown.index, response.context["both"].blind.index) == ("75.0", "50.0")
    assert shown.facts.agreed
    assert not shown.items
    assert shown.answers[0].rows[0].level == 4
    assert page(made, "receipt", "S1.1").context["receipt"].answer.level == 4
    assert client.get(reverse("readiness:alignment", args=[made.public_id])).status_code == 404


def test_ones_own_single_result_is_where_it_was(db, reader: Client):
    """The same address serves one person's view: tests/readiness/test_results.py says what stands there."""
    assert reader.get(reverse("readiness:results")).status_code == 200
