"""A device that signs in, an account that is exported or erased: what becomes of answers to a round."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal import privacy
from readiness.actions.closing import close_round
from readiness.actions.reopening import reopen_round
from readiness.export import facts_of
from readiness.merge import merge_device
from readiness.models import Answer, Invitee, Respondent, Result, Round, Sheet

from .conftest import address, begin, fill, save
from .rounds import answered, asked, begun, northgate, opened

pytestmark = pytest.mark.django_db
ONE, TWO = "p0@northgate.example", "p1@northgate.example"


@pytest.fixture
def round_():
    of, owner = northgate()
    return opened(owner, of)


@pytest.fixture
def links(round_):
    return asked(round_)


def device(sheet: Sheet):
    return Sheet.objects.get(pk=sheet.pk).respondent.device


def test_signing_in_takes_the_sheet_and_its_invitation_along(person, links):
    client = Client()
    sheet = begun(client, links[ONE])
    begin(client)
    id = device(sheet)
    for _ in range(2):
        merge_device(person, id)
    account = Respondent.objects.get(user=person)
    assert set(Sheet.objects.values_list("respondent", flat=True)) == {account.pk}
    assert Sheet.objects.count() == 2, "a round's sheet joins no other, though the form is the same"
    assert Invitee.objects.get(email=ONE).respondent == account


def test_an_accounts_own_open_assessment_does_not_swallow_a_rounds_sheet(person, reader, links):
    mine = begin(reader)
    save(reader, mine, "S1.1", 1)
    client = Client()
    sheet = begun(client, links[ONE])
    save(client, sheet, "S1.1", 5)
    merge_device(person, device(sheet))
    levels = dict(Answer.objects.values_list("sheet", "level"))
    assert levels == {mine.pk: 1, sheet.pk: 5}


@pytest.mark.parametrize("sent", ["neither", "account's", "device's", "both"])
def test_asked_twice_under_two_addresses_a_person_has_one_voice(person, reader, links, sent):
    """What was sent goes before what was not, the later before the earlier; unsent ones join."""
    mine = begun(reader, links[ONE])
    client = Client()
    theirs = begun(client, links[TWO])
    fill(reader, mine, 2) if sent in ("account's", "both") else save(reader, mine, "S1.1", 2)
    fill(client, theirs, 5) if sent in ("device's", "both") else save(client, theirs, "S2.1", 5)
    now = timezone.now()
    Sheet.objects.filter(pk__in=[mine.pk] * (sent in ("account's", "both"))).update(submitted_at=now)
    later = now + timedelta(minutes=1)
    Sheet.objects.filter(pk__in=[theirs.pk] * (sent in ("device's", "both"))).update(submitted_at=later)
    id = device(theirs)
    for _ in range(2):
        merge_device(person, id)
    kept = Sheet.objects.get()
    assert kept.respondent.user == person
    levels = set(Answer.objects.values_list("level", flat=True))
    assert levels == {"neither": {2, 5}, "account's": {2}, "device's": {5}, "both": {5}}[sent]
    assert Invitee.objects.filter(respondent__isnull=False).count() == 1


def test_what_a_result_holds_stays_counted_without_anyones_name(person, reader, links, round_):
    answered(links[ONE], 2, reader)
    client, theirs = answered(links[TWO], 5)
    close_round(round_, timezone.now())
    merge_device(person, device(theirs))
    assert Sheet.objects.submitted().count() == 2
    assert Sheet.objects.filter(respondent__isnull=True).count() == 1
    assert client.get(address("check", theirs)).status_code == 404


def test_the_export_holds_ones_answers_and_never_what_the_group_came_to(person, reader, links, round_):
    sheets = [answered(link, 4, reader if email == ONE else None)[1] for email, link in links.items()]
    close_round(round_, timezone.now())
    assert Result.objects.exists()
    [told] = facts_of(Respondent.objects.get(user=person))["assessments"]
    assert (told["round"], told["result"], len(told["answers"])) == ("Spring 2026", None, 11)
    assert "index" not in str(told)
    assert sheets[0].round_id == round_.pk


def test_the_export_says_to_which_rounds_an_address_was_asked(person, round_):
    asked(round_, {person.email: "exec"})
    [told] = privacy.held_about(person)["asked_to_rounds"]
    assert (told["round"], told["organisation"], told["role"]) == ("Spring 2026", "Northgate", "exec")
    assert not {"answered", "respondent", "token_hash"} & told.keys()


@pytest.mark.parametrize("state", ["open", "closed", "reopened"])
def test_erased_a_person_leaves_no_address_and_no_unshown_answer(person, reader, round_, state):
    links = asked(round_)
    links |= asked(round_, {person.email: "exec"})
    for email, link in links.items():
        answered(link, 4, reader if email == person.email else None)
    if state != "open":
        close_round(round_, timezone.now())
    if state == "reopened":
        reopen_round(Round.objects.get(), timezone.now())
    privacy.erase(person)
    assert not Invitee.objects.filter(email=person.email).exists()
    assert Sheet.objects.count() == (6 if state == "open" else 7)
    assert Sheet.objects.filter(respondent__isnull=True).count() == (0 if state == "open" else 1)
    if state == "closed":
        assert Round.objects.get().invited == 7, "the number of those asked was kept at closing"


def test_an_owner_who_is_erased_leaves_the_round_and_its_result(round_, links):
    for link in links.values():
        answered(link)
    close_round(round_, timezone.now())
    owner = round_.owner
    owner.memberships.all().delete()
    privacy.erase(owner)
    left = Round.objects.get()
    assert left.owner is None
    assert left.result.details["people"] == 6
