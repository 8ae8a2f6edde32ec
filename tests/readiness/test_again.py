"""A question asked again after learning: kept beside the round, and where the next round starts."""

import json
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.device import Asker
from accounts.models import Organisation, User
from readiness.actions.again import same_question, start_from
from readiness.actions.closing import close_round
from readiness.actions.removing import forget_answers
from readiness.actions.reopening import reopen_round
from readiness.again import questions_about
from readiness.export import erase, facts_of
from readiness.merge import merge_device
from readiness.models import Answer, Reanswer, Respondent, Result, Round, Sheet

from .company import EVERYONE, MAY, answered, company, open_round
from .conftest import address, at_most, begin, fill, post, result_address, rows, submit

DIRECTION = "strategy/ai-direction"  # the topic of S1.1


@pytest.fixture
def mine(reader) -> Sheet:
    sheet = begin(reader)
    fill(reader, sheet, 2)
    submit(reader, sheet)
    sheet.refresh_from_db()
    return sheet


@pytest.fixture
def acme(db):
    return company()


@pytest.fixture
def told(acme) -> Sheet:
    """What `member` told a panel of six, which is closed."""
    panel = open_round(acme, "panel")
    answered(panel, [3] * 5)
    [sheet] = answered(panel, [2], user=acme.users["member"])
    close_round(panel, timezone.now())
    sheet.refresh_from_db()
    return sheet


def again(client, sheet, item, answer="4", **more):
    return client.post(result_address(sheet, "again", item), {"answer": answer, **more})


def frozen() -> list[str]:
    return [json.dumps(row, default=str) for row in Result.objects.order_by("pk").values()]


def asker_of(person: User) -> Asker:
    return Asker(user_id=person.pk)


def test_the_old_answer_is_told_and_nothing_is_chosen(reader, mine):
    page = reader.get(result_address(mine, "again", "S1.1"))
    body = page.content.decode()
    assert page.context["asked"].then.level == 2
    assert "A memo or slide deck" in body
    assert " checked" not in body


def test_an_answer_since_then_stands_beside_the_result_and_rewrites_nothing(reader, mine):
    before, figures = frozen(), reader.get(result_address(mine)).context["result"]
    told = again(reader, mine, "S1.1", "4", evidence=" Direction,\n May ", unit="strategy/jabil")
    assert told["Location"] == f"{result_address(mine)}#since"
    row = Reanswer.objects.get()
    assert (row.item, row.level, row.evidence, row.unit) == ("S1.1", 4, "Direction, May", "strategy/jabil")
    page = reader.get(result_address(mine))
    [since] = page.context["since"]
    assert (since.then.level, since.since.level, since.dimension) == (2, 4, "Direction and oversight")
    assert "Level 2 then" in page.content.decode()
    assert frozen() == before
    assert page.context["result"] == figures
    assert Answer.objects.get(sheet=mine, item="S1.1").level == 2


def test_it_can_be_changed_and_taken_back(reader, mine):
    again(reader, mine, "S1.1", "4")
    again(reader, mine, "S1.1", "DK")
    assert Reanswer.objects.get().mark == "DK"
    page = reader.get(result_address(mine, "again", "S1.1"))
    assert page.context["asked"].since.text == "I do not know"
    assert " checked" not in page.content.decode()
    for _ in range(2):
        assert reader.post(result_address(mine, "again", "S1.1"), {"do": "remove"}).status_code == 302
    assert not Reanswer.objects.exists()
    assert reader.get(result_address(mine)).context["since"] == ()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"answer": "6"},
        {"answer": "0"},
        {"answer": "2.5"},
        {"answer": "skip"},
        {"answer": "NA"},
        {"answer": "3\x00"},
        {"answer": "3", "evidence": "x" * 301},
        {"answer": "3", "unit": "<b>"},
    ],
)
def test_what_is_no_answer_stays_on_the_page(reader, mine, sent):
    answer = reader.post(result_address(mine, "again", "S1.1"), sent)
    assert answer.status_code == 422
    assert not Reanswer.objects.exists()


@pytest.mark.parametrize("item", ["S1.2", "S9.9", "index"])
def test_what_was_not_asked_cannot_be_asked_again(reader, mine, item):
    assert reader.get(result_address(mine, "again", item)).status_code == 404
    assert again(reader, mine, item).status_code == 404


def test_an_open_sheet_is_not_asked_again(reader):
    sheet = begin(reader)
    assert reader.get(result_address(sheet, "again", "S1.1")).status_code == 404


@pytest.mark.parametrize("who", EVERYONE)
def test_only_the_person_sees_what_they_answered_again(acme, told, who):
    """Not the owner of the round, nor anybody whom the owner named."""
    client, own = acme.client(who), who == "member"
    assert client.get(result_address(told, "again", "S1.1")).status_code == (200 if own else 404)
    assert again(client, told, "S1.1").status_code == (302 if own else 404)
    assert Reanswer.objects.count() == own
    if own:
        page = client.get(address("check", told))
        assert [line.item for line in page.context["since"]] == ["S1.1"]
        assert client.get(result_address(told)).status_code == 403
    again(acme.client("member"), told, "S1.1", "5")
    if who in ("owner", "reader", "facilitator"):
        assert "Since then" not in client.get(result_address(told)).content.decode()


def test_a_member_who_was_suspended_or_whose_organisation_closed_is_not_asked(acme, told):
    member, asker = acme.client("member"), asker_of(acme.users["member"])
    today = timezone.localdate()
    assert questions_about(asker, [DIRECTION], "", today)
    acme.users["member"].memberships.update(suspended_at=MAY)
    assert not questions_about(asker, [DIRECTION], "", today)
    assert again(member, told, "S1.1").status_code == 404
    acme.users["member"].memberships.update(suspended_at=None)
    Organisation.objects.update(closed_at=MAY)
    assert not questions_about(asker, [DIRECTION], "", today)


def test_a_panel_that_is_open_again_is_not_asked_about(acme, told):
    reopen_round(told.round, timezone.now())
    assert again(acme.client("member"), told, "S1.1").status_code == 404


def test_the_latest_result_is_asked_about_in_two_statements(reader, mine, person):
    later = begin(reader)
    fill(reader, later, 3)
    submit(reader, later)
    asker, today = asker_of(person), timezone.localdate()
    with at_most(2):
        [asked] = questions_about(asker, [DIRECTION], "strategy/jabil", today)
    assert (asked.item, asked.then.level, asked.since) == ("S1.1", 3, None)
    link = urlsplit(asked.url)
    assert (link.path, parse_qs(link.query)) == (
        result_address(later, "again", "S1.1"),
        {"unit": ["strategy/jabil"]},
    )
    with at_most(1):
        assert questions_about(asker, ["strategy/no-such-topic"], "", today) == ()
    with at_most(0):
        assert questions_about(asker, [], "", today) == questions_about(Asker(), [DIRECTION], "", today) == ()


def test_a_new_sheet_starts_from_what_was_said_since(reader, mine):
    again(reader, mine, "S1.1", "4", evidence="Direction, May")
    again(reader, mine, "R1.2", "DK")
    sheet = begin(reader)
    assert {answer.item: answer.value for answer in sheet.answers.all()} == {"S1.1": "4", "R1.2": "DK"}
    page = reader.get(address("check", sheet))
    marked = {
        row.item
        for group in page.context["groups"]
        for d in group["dimensions"]
        for row in d["rows"]
        if row.since
    }
    assert marked == {"S1.1", "R1.2"}
    assert f"From what you said in {timezone.localdate():%B %Y}" in page.content.decode()
    post(reader, sheet, "S1.1", "5", seen=sheet.answers.get(item="S1.1").seen)
    page = reader.get(address("check", sheet))
    marked = {
        row.item
        for group in page.context["groups"]
        for d in group["dimensions"]
        for row in d["rows"]
        if row.since
    }
    assert marked == {"R1.2"}
    submit(reader, sheet)
    assert Result.objects.get(round=sheet.round_id).scores["items"]["S1.1"]["points"] == 100
    assert not begin(reader).answers.exists(), "what was said before the last result is in that result"


def test_a_groups_next_round_starts_from_what_was_said_since_the_last(acme, told):
    again(acme.client("member"), told, "S1.1", "5")
    following = open_round(acme, "panel", previous=told.round)
    other = Round.objects.create(
        kind="panel",
        organisation=Organisation.objects.create(name="Elsewhere", created_at=MAY),
        instrument_id="rf-1.0",
        instrument_hash=following.instrument_hash,
        opened_at=MAY,
        form="quick",
    )
    for measured, expected in ((following, {"S1.1": 5}), (other, {})):
        sheet = Sheet.objects.create(
            round=measured,
            respondent=told.respondent,
            role="exec",
            form="quick",
            personal=False,
            started_at=MAY,
        )
        start_from(sheet, timezone.now())
        start_from(sheet, timezone.now())
        assert dict(sheet.answers.values_list("item", "level")) == expected


def test_a_question_that_was_reworded_starts_empty(reader, mine):
    again(reader, mine, "S1.1", "4")
    row, item = Reanswer.objects.get(), mine.scope.items["S1.1"]
    assert same_question(row, item)
    assert not same_question(row, replace(item, stem="Another question?"))
    assert not same_question(row, replace(item, anchors=(*item.anchors[:4], "Another statement")))
    row.mark = "NA"
    assert not same_question(row, item)
    row.round.instrument_id = "rf-9.9"
    assert not same_question(row, item)


def test_it_goes_with_the_answers_on_their_date(reader, mine):
    again(reader, mine, "S1.1")
    forget_answers(mine.round.retention_until)
    assert Reanswer.objects.exists()
    late = mine.round.retention_until + timedelta(days=1)
    forget_answers(late)
    assert not Reanswer.objects.exists()
    assert not questions_about(Asker(user_id=mine.respondent.user_id), [DIRECTION], "", late)


def test_signing_in_brings_it_along_and_the_newer_of_two_stays(visitor, person):
    sheet = begin(visitor)
    fill(visitor, sheet, 2)
    submit(visitor, sheet)
    again(visitor, sheet, "S1.1", "4")
    guest = Respondent.objects.get()
    account = Respondent.objects.create(user=person)
    for item, ago in (("S1.1", 1), ("C1.1", 1)):
        Reanswer.objects.create(
            round_id=sheet.round_id,
            respondent=account,
            item=item,
            level=1,
            answered_at=timezone.now() - timedelta(days=ago),
        )
    merge_device(person, guest.device)
    kept = dict(Reanswer.objects.filter(respondent=account).values_list("item", "level"))
    assert (kept, Reanswer.objects.count()) == ({"S1.1": 4, "C1.1": 1}, 2)


def test_it_is_taken_away_and_erased_with_the_person(reader, mine):
    again(reader, mine, "S1.1", "4", evidence="Canary")
    reader.post(reverse("readiness:register_add", args=[mine.round.public_id]), {"step": ["S1.1"]})
    respondent = Respondent.objects.get()
    facts = facts_of(respondent)["assessments"][0]
    assert (facts["since_then"][0]["level"], facts["register"][0]["subject"]) == (4, "S1.1")
    before = frozen()
    erase(respondent)
    assert not Reanswer.objects.exists()
    assert "Canary" not in json.dumps(rows(), default=str)
    assert (rows()["Entry"], frozen()) == ([], before)


def test_a_strangers_device_is_asked_nothing(reader, mine):
    assert Client().get(result_address(mine, "again", "S1.1")).status_code == 404
    assert questions_about(Asker(device=uuid4()), [DIRECTION], "", timezone.localdate()) == ()
