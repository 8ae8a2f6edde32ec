"""Benchmarks: which results enter, when cells are made anew, what is said, and to whom."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from readiness.actions.consenting import give_consent, withdraw_consent
from readiness.actions.refreshing import refresh_benchmarks
from readiness.actions.standing import keep_scores
from readiness.benchmark import (
    NEWCOMERS,
    Stay,
    hides,
    histogram,
    mid_rank,
    refreshed,
    standing,
    standing_in,
)
from readiness.models import AgreedResult, Cell, Consent, Entrant, Result, Round, ScoreRow
from tests.journeys.people import client_of

from . import company
from .building import FULL
from .compared import SUBJECTS, taking_part
from .panels import SEPTEMBER, all_say, closed_panel, member, name_reader, user

OCTOBER, NOVEMBER = date(2026, 10, 15), date(2026, 11, 15)


def cell(by: str = "all", value: str = "") -> Cell | None:
    return Cell.objects.filter(family="rf-1", subject="index", by=by, value=value).first()


@pytest.fixture
def ours(db: None) -> Round:
    """A closed panel of an organisation in finance, everyone at level 3: index 50."""
    measured = closed_panel({"exec": 6}, all_say(3), invited=6)
    Organisation.objects.filter(pk=measured.organisation_id).update(sector="finance")
    keep_scores(measured)
    return Round.objects.get(pk=measured.pk)


def address(measured: Round, by: str = "all") -> str:
    return f"/results/{measured.public_id}/benchmark/?by={by}"


def test_a_closed_round_keeps_a_row_for_each_figure(ours: Round) -> None:
    rows = dict(ScoreRow.objects.filter(round=ours).values_list("subject", "score"))
    assert rows == dict.fromkeys(SUBJECTS, 50)
    assert keep_scores(ours) == len(SUBJECTS) == ScoreRow.objects.count()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"form": "quick"}, b"quick form"),
        ({"excluded": {"F2": "outsourced"}}, b"taken out of its scope"),
    ],
)
def test_results_that_may_not_be_compared_keep_none(
    ours: Round, fields: dict[str, object], says: bytes
) -> None:
    Round.objects.filter(pk=ours.pk).update(**fields)
    assert keep_scores(Round.objects.get(pk=ours.pk)) == 0
    page = client_of(ours.owner).get(address(ours))
    assert says in page.content
    assert not ScoreRow.objects.exists()


def test_provisional_results_and_rounds_without_a_result_keep_none(ours: Round) -> None:
    result = Result.objects.get(round=ours)
    result.scores = {**result.scores, "status": "provisional"}
    result.save()
    assert keep_scores(ours) == 0
    result.delete()
    assert keep_scores(ours) == 0
    assert client_of(ours.owner).get(address(ours)).status_code == 404


def test_of_a_session_the_agreed_result_counts(ours: Round) -> None:
    Round.objects.filter(pk=ours.pk).update(kind="consensus", finished_at=SEPTEMBER + timedelta(days=3))
    session, result = Round.objects.get(pk=ours.pk), Result.objects.get(round=ours)
    assert keep_scores(session) == 0  # nothing is agreed yet
    scores = {**result.scores, "index": 62.5}
    AgreedResult.objects.create(
        round=session, scores=scores, snapshot=result.snapshot, hash="x", computed_at=SEPTEMBER
    )
    keep_scores(session)
    row = ScoreRow.objects.get(round=session, subject="index")
    assert (row.score, row.closed_on) == (Fraction(125, 2), date(2026, 9, 17))


def test_consent_is_given_and_withdrawn_once(ours: Round) -> None:
    owner, of = ours.owner, ours.organisation
    first = give_consent(of, owner, SEPTEMBER)
    assert give_consent(of, owner, SEPTEMBER + timedelta(days=1)) == first
    withdraw_consent(of, owner, SEPTEMBER + timedelta(days=2))
    withdraw_consent(of, owner, SEPTEMBER + timedelta(days=3))
    (kept,) = Consent.objects.all()
    assert (kept.given_by, kept.given_at, kept.withdrawn_by) == (owner, SEPTEMBER, owner)
    assert kept.withdrawn_at == SEPTEMBER + timedelta(days=2)
    give_consent(of, owner, SEPTEMBER + timedelta(days=4))
    assert Consent.objects.count() == 2


def test_who_does_not_consent_is_in_no_cell(ours: Round) -> None:
    taking_part(9)
    assert refresh_benchmarks(OCTOBER) == 2
    assert cell().n == 9
    Consent.objects.create(organisation=ours.organisation, given_at=SEPTEMBER)
    taking_part(4)
    refresh_benchmarks(NOVEMBER)
    assert cell().n == cell("sector", "finance").n == 14


@pytest.mark.parametrize(
    ("others", "words"),
    [
        (9, "no benchmark yet: 9 of 30"),
        (10, "quarter 4 of 10 self-selected organisations"),
        (29, "quarter 3 of 29 self-selected organisations"),
        (40, "percentile 55 of 40 self-selected organisations"),
    ],
)
def test_what_the_page_says(ours: Round, others: int, words: str) -> None:
    """Six at 20, then 46, 47 … 59, 40 … 59 and so on; the own 50 is none of the others."""
    Consent.objects.create(organisation=ours.organisation, given_at=SEPTEMBER)
    made = taking_part(others)
    ScoreRow.objects.filter(organisation__in=[one.pk for one in made[:6]]).update(score=20)
    refresh_benchmarks(OCTOBER)
    assert cell().n == others + 1
    for by in ("all", "sector"):
        page = client_of(ours.owner).get(address(ours, by))
        assert page.context["page"].index.words == words
        assert words in page.content.decode()
    scores = [Fraction(20)] * 6 + [Fraction(40 + n % 20) for n in range(6, others)]
    from_scores = standing(Fraction(50), scores)
    assert page.context["page"].index.quarter == from_scores.quarter
    assert ("Rounds closed from 14 September 2026 on" in page.content.decode()) is (others >= 10)


def test_a_cell_is_made_anew_once_a_month_and_for_five(ours: Round) -> None:
    taking_part(10)
    assert refresh_benchmarks(OCTOBER) == 2
    taking_part(5)
    assert refresh_benchmarks(NOVEMBER - timedelta(days=1)) == 0
    assert refresh_benchmarks(NOVEMBER) == 2
    taking_part(4)
    assert refresh_benchmarks(date(2026, 12, 15)) == 0
    assert cell().n == 15
    assert refresh_benchmarks(date(2027, 1, 15)) == 0


def test_withdrawn_consent_leaves_with_the_next_refresh_and_hides_what_falls_under_ten(ours: Round) -> None:
    made = taking_part(11)
    refresh_benchmarks(OCTOBER)
    withdraw_consent(made[0], ours.owner, SEPTEMBER)
    refresh_benchmarks(OCTOBER)
    assert cell().n == 11
    refresh_benchmarks(NOVEMBER)
    assert (cell().n, sum(n for _, n in cell().histogram)) == (10, 10)
    withdraw_consent(made[1], ours.owner, SEPTEMBER)
    refresh_benchmarks(date(2026, 12, 15))
    assert (cell().n, cell().histogram) == (9, [])
    left = Entrant.objects.get(organisation=made[1], by="all")
    assert (left.left_on, left.round_id) == (date(2026, 12, 15), None)
    page = client_of(ours.owner).get(address(ours))
    assert "no benchmark yet: 9 of 30" in page.content.decode()


def test_results_older_than_two_years_and_closed_organisations_leave(ours: Round) -> None:
    taking_part(10, at=datetime(2024, 11, 20, tzinfo=UTC))
    closed, *_ = taking_part(6)
    refresh_benchmarks(OCTOBER)
    assert cell().n == 16
    Organisation.objects.filter(pk=closed.pk).update(closed_at=SEPTEMBER)
    refresh_benchmarks(NOVEMBER)
    assert cell().n == 15
    refresh_benchmarks(date(2026, 12, 15))
    assert cell().n == 5


def test_the_latest_result_of_an_organisation_counts_from_the_next_batch_on(ours: Round) -> None:
    made = taking_part(10)
    refresh_benchmarks(OCTOBER)
    old = Round.objects.get(organisation=made[0])
    new = Round.objects.create(
        kind="panel", organisation=made[0], instrument_id=FULL.id, instrument_hash="", opened_at=SEPTEMBER
    )
    row = ScoreRow.objects.get(round=old, subject="index")
    ScoreRow.objects.create(
        round=new, organisation=made[0], family="rf-1", subject="index", score=90, closed_on=OCTOBER
    )
    refresh_benchmarks(NOVEMBER)
    assert [row.score * 10, 1] == cell().histogram[0]
    taking_part(5)
    refresh_benchmarks(date(2026, 12, 15))
    assert cell().n == 15
    assert cell().histogram[-1] == [900, 1]


def test_a_sector_that_would_single_out_a_few_is_not_shown(ours: Round) -> None:
    taking_part(30)
    taking_part(4, sector="health")
    refresh_benchmarks(OCTOBER)
    assert cell().histogram
    assert cell("sector", "finance").histogram == []
    page = client_of(ours.owner).get(address(ours, "sector"))
    assert page.context["page"].hidden
    assert "fewer than five" in page.content.decode()
    assert hides({"a"}, {"a", "b"})
    assert not hides({"a"}, {"a"})


def test_what_the_organisation_has_not_said_is_not_compared(ours: Round) -> None:
    taking_part(12)
    refresh_benchmarks(OCTOBER)
    page = client_of(ours.owner).get(address(ours, "region"))
    assert "Not said yet" in page.content.decode()
    assert not page.context["page"].shown
    assert client_of(ours.owner).get(address(ours, "name")).context["tab"].by == "all"


def statements(measured: Round) -> tuple[int, int]:
    """How many the page sends, and how many rows of the cells it fetches."""
    client = client_of(measured.owner)
    client.get(address(measured))
    with CaptureQueriesContext(connection) as sent:
        client.get(address(measured))
    return len(sent.captured_queries), Cell.objects.filter(by="all", family="rf-1").count()


def test_a_read_does_not_grow_with_the_organisations(ours: Round) -> None:
    Consent.objects.create(organisation=ours.organisation, given_at=SEPTEMBER)
    taking_part(12)
    refresh_benchmarks(OCTOBER)
    few, pairs = statements(ours), len(cell().histogram)
    taking_part(300)
    refresh_benchmarks(NOVEMBER)
    assert cell().n == 313
    assert statements(ours) == few
    assert few[0] <= 15
    assert len(cell().histogram) <= 21 > pairs


def test_a_histogram_has_at_most_a_thousand_and_one_pairs() -> None:
    chance = random.Random(1)
    scores = [Fraction(chance.randrange(0, 100_000_000), 1_000_000) for _ in range(20_000)]
    pairs = histogram(scores)
    assert len(pairs) <= 1001
    own = scores[0]
    found = standing_in(own, pairs, own, len(scores))
    assert abs(found.percentile - mid_rank(own, scores[1:])) < Fraction(1, 10)
    assert histogram(scores[:9]) == []


def walk(stays: dict[str, list[Stay]], after: Mapping[str, int] | None, today: date) -> set[str]:
    """Writes the refresh into `stays`, and says who is in the cell now."""
    inside = {id for id, own in stays.items() if own[-1].left is None}
    if after is None:
        return inside
    for id in inside - after.keys():
        stays[id][-1] = replace(stays[id][-1], left=today)
    for id in after.keys() - inside:
        stays.setdefault(id, []).append(Stay(today, None, 1))
    return set(after)


def isolated(least: int) -> int:
    """The fewest by which a later state of a cell goes beyond an earlier one, over many histories."""
    fewest = 1000
    for seed in range(60):
        chance = random.Random(seed)
        stays: dict[str, list[Stay]] = {}
        consenting: set[str] = set()
        states: list[set[str]] = []
        for month in range(18):
            consenting |= {f"{seed}-{month}-{n}" for n in range(chance.randrange(0, 7))}
            consenting |= set(chance.sample(sorted(stays), min(len(stays), chance.randrange(0, 3))))
            consenting -= set(chance.sample(sorted(consenting), min(len(consenting), chance.randrange(0, 5))))
            today = date(2024 + month // 12, month % 12 + 1, 1)
            after = refreshed(stays, dict.fromkeys(consenting, 1), None, today, least)
            states.append(walk(stays, after, today))
        for index, later in enumerate(states):
            beyond = [len(later - earlier) for earlier in states[:index] if later - earlier]
            fewest = min([fewest, *beyond])
    return fewest


def test_no_two_refreshes_differ_by_fewer_than_five_newcomers() -> None:
    assert isolated(NEWCOMERS) >= NEWCOMERS


def test_the_control_without_the_rule_a_single_newcomer_shows() -> None:
    assert isolated(1) == 1


def test_who_comes_back_is_no_newcomer() -> None:
    """Four who come back do not let a fifth in alone; when four leave, whom they came with leaves too."""
    day = [date(2026, month, 1) for month in range(1, 6)]
    stays: dict[str, list[Stay]] = {}
    for today, consenting, inside in (
        (day[0], "abcdefghij", "abcdefghij"),
        (day[1], "abcdefghijkmnv", "abcdefghij"),  # three others and v are too few
        (day[2], "abcdefghijklmnv", "abcdefghijklmnv"),
        (day[3], "abcdefghijv", "abcdefghij"),  # k to n were v's company
        (day[4], "abcdefghijklmnv", "abcdefghij"),
    ):
        after = refreshed(stays, dict.fromkeys(consenting, 1), None, today)
        assert walk(stays, after, today) == set(inside)


WHO = {  # page of the result, page of the organisation's decision
    "owner": (200, 200), "facilitator": (200, 403), "reader": (200, 403), "admin": (403, 200),
    "member": (404, 403), "suspended": (404, 404), "outsider": (404, 404), "author": (404, 404),
    "superuser": (404, 404),
}  # fmt: skip


@pytest.mark.parametrize("who", WHO)
def test_who_may_see_and_who_may_decide(who: str, db: None) -> None:
    acme = company.company()
    measured = company.open_round(acme, kind="panel", form="full")
    company.answered(measured, [3] * 5)
    measured = company.close_answers(measured)
    client = acme.client(who)
    decision = f"/organisations/{acme.organisation.public_id}/benchmark/"
    assert (client.get(address(measured)).status_code, client.get(decision).status_code) == WHO[who]
    answered = client.post(decision, {"do": "give"}).status_code
    assert answered == (302 if WHO[who][1] == 200 else WHO[who][1])
    assert Consent.objects.exists() is (WHO[who][1] == 200)
    assert client.post(decision, {"do": "withdraw"}).status_code == answered
    assert not Consent.objects.standing().exists()
    assert client.post(address(measured)).status_code in (405, 403, 404)


def test_both_ask_for_a_second_factor(ours: Round, sign_in) -> None:
    client = sign_in(ours.owner)
    for path in (address(ours), f"/organisations/{ours.organisation.public_id}/benchmark/"):
        assert client.get(path).status_code == 302


def test_the_page_says_who_decides_and_leads_there(ours: Round) -> None:
    decision = f"/organisations/{ours.organisation.public_id}/benchmark/"
    reader = name_reader(ours, member(ours.organisation, user("Rosa Reader")))
    assert decision in client_of(ours.owner).get(address(ours)).content.decode()
    page = client_of(reader).get(address(ours)).content.decode()
    assert decision not in page
    assert "does not take part" in page
    client = client_of(ours.owner)
    said = client.post(decision, {"do": "give"}, follow=True).content.decode()
    assert "takes part since" in said
    assert f"by {ours.owner}" in said


def test_the_pages_of_a_result_and_of_an_organisation_lead_there(ours: Round) -> None:
    client, path = client_of(ours.owner), f"/organisations/{ours.organisation.public_id}/"
    assert address(ours).split("?")[0] in client.get(f"/results/{ours.public_id}/").content.decode()
    assert f"{path}benchmark/" in client.get(path).content.decode()
