"""Closing: the result is computed once and frozen; under five nothing is shown; reopening only adds."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jobs.models import Job
from jobs.work import run
from readiness.actions import closing
from readiness.actions.closing import close_round, months_after
from readiness.actions.reopening import reopen_round
from readiness.models import EarlierResult, Invitee, Result, Round, ScoreRow, Sheet
from readiness.published import score_round

from .building import FULL
from .conftest import at_most, fill, submit
from .panels import hand_in, open_panel, realistic, round_data
from .rounds import SIX, answered, asked, at, begun, northgate, opened, proven

pytestmark = pytest.mark.django_db
SIX_ROLES = {"exec": 3, "staff": 3}


@pytest.fixture
def house():
    return northgate()


@pytest.fixture
def panel(house) -> Round:
    """Open, for its owner, with six answers to the full form."""
    return open_panel(SIX_ROLES, of=house[0])


@pytest.fixture
def owner(house) -> Client:
    return proven(house[1])


def fresh(measured: Round) -> Round:
    return Round.objects.get(pk=measured.pk)


def test_the_page_before_says_how_many_answered_and_what_will_be_shown(house, owner, panel):
    page = owner.get(at("round_close", panel))
    assert (page.context["round"].answered, page.context["shows"]) == (6, True)
    few = open_panel({"exec": 4}, of=house[0])
    page = owner.get(at("round_close", few))
    assert not page.context["shows"]
    text = page.content.decode()
    assert "fewer than 5, so nothing of what they answered will be shown" in text
    assert "consensus session" in text
    assert not Round.objects.closed().exists()


def test_the_result_is_what_the_analysts_command_computes_and_carries_its_instrument(owner, panel):
    assert owner.post(at("round_close", panel))["Location"] == at("round", panel)
    result, closed = Result.objects.get(), fresh(panel)
    data = round_data(panel)
    people = [
        {"role": sheet.role, "answers": dict(sheet.answers), "evidence": list(sheet.evidence)}
        for sheet in data.sheets
    ]
    again = score_round(FULL, {"instrument": FULL.id, "respondents": people})
    assert result.scores == again
    assert result.details["people"] == closed.shown == 6
    assert (result.snapshot["id"], closed.instrument_hash) == (FULL.id, FULL.fingerprint)
    assert len(result.hash) == 64
    assert closed.retention_until == months_after(closed.closed_at.date(), 12)
    assert ScoreRow.objects.filter(round=panel).exists()


def test_closed_twice_it_is_one_result(owner, panel):
    owner.post(at("round_close", panel))
    first = Result.objects.get()
    assert owner.post(at("round_close", panel)).status_code == 302
    assert owner.get(at("round_close", panel))["Location"] == at("round", panel)
    assert Result.objects.get().computed_at == first.computed_at
    assert not EarlierResult.objects.exists()


def test_with_four_answers_there_is_a_count_and_the_offer_of_a_session(house, owner):
    few = open_panel({"exec": 4}, of=house[0])
    owner.post(at("round_close", few))
    assert not Result.objects.exists()
    page = owner.get(at("round", few))
    line = page.context["round"]
    assert (line.state, line.answered, line.result_url) == ("few", 4, "")
    assert line.session_url == at("session", few)
    assert "4 of 5 needed" in page.content.decode()
    one = open_panel({"exec": 1}, of=house[0])
    owner.post(at("round_close", one))
    assert owner.get(at("round", one)).context["round"].session_url == "", "nobody to talk to"


def test_from_closing_on_no_address_leads_to_answers(house, owner):
    measured = opened(house[1], house[0])
    for link in asked(measured).values():
        answered(link)
    assert Invitee.objects.filter(respondent__isnull=False).count() == 6
    owner.post(at("round_close", measured))
    assert not Invitee.objects.filter(respondent__isnull=False).exists()
    assert Sheet.objects.filter(respondent__isnull=False).count() == 6, "each still reads their own"


def test_what_was_not_sent_does_not_count(house, owner):
    measured = opened(house[1], house[0])
    links = list(asked(measured).values())
    for link in links[:5]:
        answered(link, 3)
    client = Client()
    fill(client, begun(client, links[5]), 5)
    owner.post(at("round_close", measured))
    result = Result.objects.get()
    assert (result.details["people"], result.scores["index"]) == (5, 50.0)
    assert (fresh(measured).invited, fresh(measured).shown) == (6, 5)


def test_scope_balance_and_form_are_those_of_the_round(house):
    excluded = {"F2": "Outsourced", "C3": "Later"}
    out = open_panel({"exec": 5, "staff": 10}, of=house[0], excluded=excluded, balanced=True)
    plain = open_panel({"exec": 5, "staff": 10}, of=house[0], excluded=excluded)
    quick = open_panel({"staff": 6}, of=house[0], form="quick")
    for one in (out, plain, quick):
        close_round(one, timezone.now())
    scores = [one.result.scores for one in map(fresh, (out, plain, quick))]
    assert scores[0]["dimensions"]["F2"]["score"] is None
    assert scores[0]["index"] != scores[1]["index"]
    asked_for = {id for id, item in scores[2]["items"].items() if item["n"]}
    assert asked_for <= FULL.pulse().items.keys()
    assert fresh(quick).result.scores["confidence"] != "high"


def test_many_answers_are_a_job_and_the_page_says_so(house, owner, panel, monkeypatch):
    monkeypatch.setattr(closing, "INLINE", 5)
    owner.post(at("round_close", panel))
    assert not Result.objects.exists()
    page = owner.get(at("round", panel))
    assert page.context["round"].state == "computing"
    assert "being computed" in page.content.decode()
    assert owner.post(at("round_reopen", panel)).status_code == 409, "not while it is being computed"
    job = Job.objects.get(kind="close_round")
    assert job.payload == {"round": panel.pk}
    run(job.pk)
    Job.objects.update(state="queued")
    run(job.pk)
    assert Result.objects.count() == 1
    assert not EarlierResult.objects.exists()
    assert owner.get(at("round", panel)).context["round"].state == "result"


def test_a_session_keeps_the_blind_result_and_goes_on(house, owner):
    measured = open_panel(SIX_ROLES, of=house[0], kind="consensus")
    owner.post(at("round_close", measured))
    line = owner.get(at("round", measured)).context["round"]
    assert (line.state, bool(line.result_url), line.session_url) == ("session", True, at("session", measured))


def test_reopened_nothing_new_is_shown_until_five_more_answered(owner, panel):
    owner.post(at("round_close", panel))
    first = Result.objects.get()
    assert owner.post(at("round_reopen", panel)).status_code == 302
    page = owner.get(at("round", panel))
    assert (page.context["round"].state, page.context["shown"]) == ("open", 6)
    hand_in(panel, {"staff": 4}, realistic(5), at=timezone.now())
    warned = owner.get(at("round_close", panel)).content.decode()
    assert "fewer than five more than the 6" in warned
    owner.post(at("round_close", panel))
    assert Result.objects.get().hash == first.hash
    assert fresh(panel).shown == 6
    owner.post(at("round_reopen", panel))
    hand_in(panel, {"staff": 1}, realistic(6), at=timezone.now())
    owner.post(at("round_close", panel))
    second = Result.objects.get()
    assert (second.details["people"], fresh(panel).shown) == (11, 11)
    old = EarlierResult.objects.get()
    assert (old.hash, old.scores, old.computed_at) == (first.hash, first.scores, first.computed_at)
    [line] = owner.get(at("round", panel)).context["earlier"]
    assert (line.people, line.hash) == (6, first.hash)
    roles = {tuple(group["roles"]): group["people"] for group in second.details["roles"]}
    assert sum(roles.values()) in (0, 11)


def test_what_a_shown_result_holds_cannot_be_taken_out_after_reopening(house, owner):
    measured = opened(house[1], house[0])
    links = asked(measured)
    clients = {email: answered(link) for email, link in list(links.items())[:5]}
    owner.post(at("round_close", measured))
    owner.post(at("round_reopen", measured))
    client, sheet = clients["p0@northgate.example"]
    assert client.post(f"/assess/{sheet.public_id}/remove/").status_code == 409
    newcomer, late = answered(links["p5@northgate.example"])
    assert newcomer.post(f"/assess/{late.public_id}/remove/").status_code == 302
    assert Sheet.objects.count() == 5


def test_after_reopening_one_person_still_has_one_voice(house, owner):
    """The link between address and answers was cut; whoever answered is still known to have done so."""
    measured = opened(house[1], house[0])
    links = asked(measured)
    client, _ = answered(links["p0@northgate.example"])
    desk = Client()
    left = begun(desk, links["p1@northgate.example"])
    fill(desk, left, 2)
    owner.post(at("round_close", measured))
    owner.post(at("round_reopen", measured))
    assert Client().post(links["p0@northgate.example"], {"role": "exec"}).status_code == 409
    assert client.get(links["p0@northgate.example"]).context["own_url"]
    phone = Client()
    begun(phone, links["p1@northgate.example"])
    assert submit(desk, left).status_code == 409, "without its invitation a sheet is not sent"
    together = begun(desk, links["p1@northgate.example"])
    assert together.answers.filter(level=2).count() == 11, "what was begun on both is one sheet"
    assert submit(desk, together).status_code == 302
    assert Sheet.objects.submitted().count() == Sheet.objects.count() == 2


@pytest.mark.parametrize("why", ["session", "deleted"])
def test_some_rounds_stay_closed(house, owner, panel, why):
    owner.post(at("round_close", panel))
    if why == "session":
        panel.agreed.create(item="S1.1")
    else:
        Round.objects.update(retention_until=timezone.now().date() - timedelta(days=1))
    page = owner.get(at("round", panel))
    assert page.context["why_closed"]
    assert owner.post(at("round_reopen", panel)).status_code == 409
    assert fresh(panel).closed_at is not None


def test_opening_an_open_round_changes_nothing(panel):
    assert reopen_round(panel, timezone.now()).reopened_at is None


def test_the_owners_page_costs_the_same_for_six_and_for_six_hundred(house, owner):
    small, large = opened(house[1], house[0]), opened(house[1], house[0])
    asked(small)
    asked(large, {f"x{n}@northgate.example": "staff" for n in range(600)})
    hand_in(large, {"staff": 100}, lambda *_: None, at=timezone.now())
    owner.get(at("round", small))
    for one in (small, large):
        with at_most(15):
            page = owner.get(at("round", one))
            assert page.status_code == 200
    assert page.context["invitees"].paginator.count == 600
    assert len(page.content) < 200_000
    assert owner.get(at("round", large) + "?page=6").context["invitees"].number == 6
    for wrong in ("0", "x", "999", "%00"):
        assert owner.get(at("round", large) + f"?page={wrong}").status_code == 200


def test_six_answers_fewer_than_invited_people_are_never_more_than_all(house, owner):
    """Who was taken off the list keeps their voice; the share stays a share."""
    measured = opened(house[1], house[0])
    for link in asked(measured).values():
        answered(link)
    Invitee.objects.filter(email="p0@northgate.example").update(withdrawn_at=timezone.now())
    line = owner.get(at("round", measured)).context["round"]
    assert (line.answered, line.invited, line.share) == (6, len(SIX) - 1, 100)
