"""A decision: worked out without script, committed once however often pressed, told to its maker alone."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.models import Unit
from courses.models import Completion, Decision, Learner
from tests.journeys.people import client_of, person
from tests.journeys.test_at_once import press

SERVER = "/learn/strategy/choose-the-server/"
PILOT = "/learn/strategy/fund-the-pilot/"
FITS = {"pick": "m5-eia", "limit": "150", "volume": "20", "peak": "15", "budget": "120"}


def commit(client: Client, sent: dict[str, str], at: str = SERVER):
    return client.post(f"{at}do/decide/", {**sent, "do": "commit"})


@pytest.mark.django_db
def test_the_page_opens_with_the_authors_figures_and_keeps_nothing(course: None) -> None:
    client = Client()
    page = client.get(SERVER)
    assert page.status_code == 200
    assert page.context["trying"]
    assert page.context["decision"] is None
    assert b"volume * 10 * cost" in page.content
    assert not Learner.objects.exists()


@pytest.mark.django_db
def test_working_it_out_shows_the_figures_and_keeps_nothing(course: None) -> None:
    client = Client()
    away = client.post(f"{SERVER}do/decide/", {**FITS, "volume": "40", "do": "work"})
    assert away.url.startswith(f"{SERVER}?")
    page = client.get(away.url)
    assert {line.key: line.shown for line in page.context["ledger"].lines}["bill"] == "$132"
    assert page.context["ledger"].broken == ("This machine costs more than your budget.",)
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_a_committed_choice_is_kept_revisited_and_completes_the_unit(course: None) -> None:
    client = Client()
    assert commit(client, FITS).url == f"{SERVER}#happened"
    page = client.get(SERVER)
    assert not page.context["trying"]
    assert page.context["ledger"].finding.key == "cheapest"
    assert "$66 a month" in page.content.decode()
    assert "What the table shows" in page.content.decode()
    completion = Completion.objects.get()
    assert (completion.how, completion.evidence) == ("decided", {"choice": "m5-eia"})
    again = client.get(f"{SERVER}?again=1")
    assert again.context["trying"]
    assert [row.key for row in again.context["ledger"].rows if row.chosen] == ["m5-eia"]
    assert Decision.objects.get().key == "m5-eia"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({}, "Choose a machine first."),
        ({**FITS, "pick": "nothing"}, "Choose one of these."),
        ({**FITS, "pick": "p3"}, "costs more than your budget"),
        ({**FITS, "limit": "20"}, "takes longer than the wait"),
        ({**FITS, "limit": "1e9"}, "Write a number from 20 ms to 500 ms."),
        ({**FITS, "budget": "\x00"}, "Write a number from $10 to $5,000."),
        ({**FITS, "volume": "9" * 5000}, "Write a number from"),
    ],
)
def test_over_the_limit_is_refused_with_the_reason(course: None, sent: dict[str, str], why: str) -> None:
    client = Client()
    away = commit(client, sent)
    assert "refused=1" in away.url
    page = client.get(away.url)
    assert page.status_code == 200
    assert why in page.content.decode()
    assert not Decision.objects.exists()
    assert not Completion.objects.exists()


@pytest.mark.django_db
def test_the_server_works_it_out_whatever_the_page_says(course: None) -> None:
    client = Client()
    commit(client, {**FITS, "bill": "0", "month": "0", "pick": "p3"})
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_committing_again_replaces_and_the_completion_stays(course: None) -> None:
    client = Client()
    commit(client, FITS)
    first = Completion.objects.get().at
    commit(client, {**FITS, "pick": "c5-latency", "budget": "200"})
    decision = Decision.objects.get()
    assert (decision.key, decision.choice["budget"]) == ("c5-latency", "200")
    assert Completion.objects.get().at == first


@pytest.mark.django_db
def test_a_decision_is_nobody_elses_and_no_unit_of_another_kind_takes_one(course: None) -> None:
    commit(client_of(person("learner")), FITS)
    other = client_of(person("author")).get(SERVER)
    assert other.context["decision"] is None
    assert commit(Client(), FITS, "/learn/strategy/jabil/").status_code == 404
    assert Client().get(f"{SERVER}do/decide/").status_code == 405
    assert Client().get(f"{SERVER}print/").status_code == 404
    assert Client().get(f"{SERVER}what-the-table-shows/").status_code == 404
    assert Client().post(f"{SERVER}do/mark_read/", {}).status_code == 422
    assert Client().get("/decide/choose-the-server/").url == SERVER
    assert Client().get("/decide/nothing/").status_code == 404


def others(n: int, key: str) -> None:
    unit = Unit.objects.get(key="strategy/choose-the-server")
    learners = Learner.objects.bulk_create(
        Learner(device=f"00000000-0000-4000-8000-{i:012}") for i in range(n)
    )
    Decision.objects.bulk_create(
        Decision(learner=each, unit=unit, key=key, choice=FITS, decided_at="2026-11-23T10:00Z")
        for each in learners
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "told"), [(8, False), (9, True)])
def test_what_others_chose_is_told_from_ten_on_and_only_after_deciding(
    course: None, before: int, told: bool
) -> None:
    others(before, "p3")
    client = Client()
    assert client.get(SERVER).context["others"] == []
    commit(client, FITS)
    page = client.get(SERVER)
    counts = {option["key"]: n for option, n in page.context["others"]}
    assert counts == ({**dict.fromkeys(counts, 0), "p3": 9, "m5-eia": 1} if told else {})


@pytest.mark.django_db
def test_a_page_costs_the_same_however_many_decided(course: None) -> None:
    client = client_of(person("learner"))
    commit(client, FITS)
    client.get(SERVER)
    counts = []
    for more in (9, 60):
        Decision.objects.exclude(learner__user__isnull=False).delete()
        Learner.objects.filter(user__isnull=True).delete()
        others(more, "p3")
        with CaptureQueriesContext(connection) as seen:
            client.get(SERVER)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 6


@pytest.mark.django_db
def test_what_a_device_decided_becomes_the_accounts_the_newer_one_wins(course: None) -> None:
    ada = person("learner")
    commit(client_of(ada), {**FITS, "budget": "300"})
    device = Client()
    commit(device, {**FITS, "pick": "c5-latency", "budget": "200"})
    device.force_login(ada)
    device.post("/learn/strategy/jabil/do/bookmark/", {"on": "1"})
    decision = Decision.objects.get()
    assert (decision.learner.user, decision.key) == (ada, "c5-latency")
    held = json.loads(device.get("/me/export.json").content)
    assert held["learning"]["decisions"][0]["key"] == "c5-latency"


@pytest.mark.django_db(transaction=True)
def test_twenty_commits_at_once_are_one_decision(course: None, live_portal) -> None:
    client = client_of(person("learner"))
    client.get(SERVER)
    answered = press(live_portal, client, f"{SERVER}do/decide/", {**FITS, "do": "commit"})
    assert answered == {(302, f"{SERVER}#happened")}
    assert Decision.objects.count() == Completion.objects.count() == 1
