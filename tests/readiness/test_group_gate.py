"""Who reads what a group came to: every person by every page."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from readiness.models import Respondent, Round, Sheet
from tests.conftest import proven
from tests.journeys.people import client_of, person

from .conftest import at_most
from .panels import closed_panel, hand_in, member, name_reader, realistic, two_rounds, user

PAGES = ("result", "alignment", "trend", "plan", "receipt")
GROUP = {"result": 200, "alignment": 200, "trend": 200, "plan": 200, "receipt": 200}


def addresses(measured: Round) -> dict[str, str]:
    more = {"receipt": ["R1"]}
    return {
        name: reverse(f"readiness:{name}", args=[measured.public_id, *more.get(name, [])]) for name in PAGES
    }


def statuses(client: Client, measured: Round) -> set[int]:
    return {client.get(url).status_code for url in addresses(measured).values()}


@pytest.fixture
def rounds(db) -> tuple[Round, Round]:
    first, second = two_rounds()
    return first, second


@pytest.fixture
def panel(rounds) -> Round:
    return rounds[1]


def respondent_of(panel: Round, who) -> Sheet:
    """The first sheet of the panel is this person's."""
    sheet = panel.sheets.order_by("pk").first()
    Sheet.objects.filter(pk=sheet.pk).update(respondent=Respondent.objects.create(user=who))
    return sheet


def test_the_owner_reads_everything(panel):
    assert statuses(client_of(panel.owner), panel) == {200}


@pytest.mark.parametrize("facilitator", [False, True])
def test_named_people_read_the_result_of_the_round_they_were_named_for(rounds, facilitator):
    first, second = rounds
    reader = name_reader(second, member(second.organisation, user("Rita")), facilitator=facilitator)
    client = client_of(reader)
    seen = {name: client.get(url).status_code for name, url in addresses(second).items()}
    # Nobody named them for the round before, so there is no trend for them.
    assert seen == {**GROUP, "trend": 404}
    assert statuses(client, first) == {404}
    name_reader(first, reader)
    assert statuses(client, second) == {200}


def test_who_leads_the_organisation_without_being_named_is_refused(panel):
    admin = member(panel.organisation, user("Aron"), Membership.Role.ADMIN)
    assert statuses(client_of(admin), panel) == {403}
    name_reader(panel, admin)
    assert 200 in statuses(client_of(admin), panel)


def test_who_answered_without_being_named_is_refused_and_sees_no_figure(panel):
    who = member(panel.organisation, user("Resi"))
    respondent_of(panel, who)
    client = client_of(who)
    assert statuses(client, panel) == {403}
    own = client.get(reverse("readiness:results")).content.decode()
    assert f"{panel.result.scores['index']:.1f}" not in own


@pytest.mark.parametrize("role", ["learner", "author", "superuser"])
def test_outsiders_and_the_platforms_staff_find_nothing(panel, role):
    assert statuses(client_of(person(role)), panel) == {404}


def test_a_member_who_is_neither_finds_nothing(panel):
    assert statuses(client_of(member(panel.organisation, user("Mo"))), panel) == {404}


@pytest.mark.parametrize("named", [False, True])
def test_suspended_people_find_nothing_even_if_they_were_named_or_answered(panel, named):
    away = member(panel.organisation, user("Sus"), suspended_at=timezone.now())
    respondent_of(panel, away)
    if named:
        name_reader(panel, away)
    assert statuses(client_of(away), panel) == {404}


def test_a_closed_organisation_is_gone_for_everyone(panel):
    panel.organisation.closed_at = timezone.now()
    panel.organisation.save()
    assert statuses(client_of(panel.owner), panel) == {404}


def test_a_former_owner_who_left_finds_nothing(panel):
    Membership.objects.filter(user=panel.owner).delete()
    assert statuses(client_of(panel.owner), panel) == {404}


def test_group_figures_ask_for_the_second_factor(panel):
    client = proven(Client(), panel.owner, "code")
    for url in addresses(panel).values():
        response = client.get(url)
        assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))


def test_a_visitor_is_sent_to_sign_in_and_finds_nothing_elsewhere(panel):
    visitor = Client()
    for url in addresses(panel).values():
        assert visitor.get(url)["Location"].startswith(reverse("account_login"))
    unknown = "00000000-0000-4000-8000-000000000000"
    assert visitor.get(reverse("readiness:result", args=[unknown])).status_code == 404


def test_ones_own_answer_stands_in_the_receipt_for_oneself_alone(panel):
    url = reverse("readiness:receipt", args=[panel.public_id, "S1.1"])
    owner = client_of(panel.owner)
    assert owner.get(url).context["receipt"].answer is None
    sheet = respondent_of(panel, panel.owner)
    level = sheet.answers.get(item="S1.1").level
    assert owner.get(url).context["receipt"].answer.level == level
    reader = name_reader(panel, member(panel.organisation, user("Rita")))
    assert client_of(reader).get(url).context["receipt"].answer is None


def test_a_result_costs_the_same_statements_whatever_the_panels_size(rounds):
    first, large = rounds
    small = closed_panel({"exec": 6}, of=large.organisation, previous=first)
    hand_in(large, {"staff": 176}, realistic())
    for measured in (small, large):
        client = client_of(measured.owner)
        client.get(addresses(measured)["result"])  # what the process keeps: instrument, atlas
        for url in addresses(measured).values():
            with at_most(15):
                assert client.get(url).status_code == 200
