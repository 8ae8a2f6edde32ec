"""A finished unit that teaches a topic asks again what its reader once answered about it."""

import pytest
from django.test import Client

from content.atlas import atlas
from courses.models import Attempt, Completion
from readiness.models import Reanswer
from tests.journeys.people import client_of, person
from tests.journeys.reading import CHECK, JABIL
from tests.readiness.conftest import at_most, begin, fill, submit

PLAIN = 5  # statements of a section page, tests/courses/test_pages.py
OFFER = "Has this changed?"
LAST = f"{JABIL}take-away/"


@pytest.fixture
def ada(course) -> Client:
    return client_of(person("learner"))


def measure(client: Client, level: int = 2):
    sheet = begin(client, "full")
    fill(client, sheet, level)
    submit(client, sheet)
    return sheet


def finish(client: Client) -> None:
    for question in ("first-message", "your-message"):
        client.post(f"{JABIL}do/case_answer/", {"question": question, "skip": "1"})
    client.post(f"{JABIL}do/mark_read/", {"section": "take-away"})


def test_a_finished_unit_offers_the_question_and_leads_to_it(ada):
    sheet = measure(ada)
    assert OFFER not in ada.get(JABIL).content.decode()
    finish(ada)
    page = ada.get(LAST)
    assert OFFER in page.content.decode()
    topics = next(unit for module in atlas().modules for unit in module.units if unit.url == JABIL).topics
    asked = page.context["again"]
    assert {sheet.scope.items[one.item].topic for one in asked} <= set(topics)
    assert asked[0].then.text in page.content.decode()
    ada.post(asked[0].url.split("?")[0], {"answer": "4", "unit": "strategy/jabil"})
    assert Reanswer.objects.get().unit == "strategy/jabil"
    assert ada.get(LAST).context["again"][0].since.level == 4


def test_who_has_no_result_is_offered_nothing(ada):
    finish(ada)
    assert OFFER not in ada.get(LAST).content.decode()


def test_statements_none_more_before_the_end_and_two_more_after_it(ada):
    ada.get(JABIL)
    ada.post(f"{JABIL}do/continue/", {"section": "situation"})
    with at_most(PLAIN):
        ada.get(f"{JABIL}questions/")
    measure(ada)
    with at_most(PLAIN):
        ada.get(f"{JABIL}questions/")
    finish(ada)
    with at_most(PLAIN + 2):
        assert ada.get(f"{JABIL}questions/").context["again"]
    Completion.objects.all().delete()
    with at_most(PLAIN):
        ada.get(f"{JABIL}questions/")


@pytest.mark.parametrize("passed", [True, False])
def test_a_check_offers_it_only_when_it_is_passed(ada, passed):
    measure(ada)
    ada.post(CHECK + "do/check_start/")
    for number in range(1, 7):
        drawn = Attempt.objects.get().drawn[number - 1]
        ada.post(CHECK + "do/check_answer/", {"number": number, "option": drawn["options"][0]})
    Attempt.objects.update(passed=passed)
    assert (OFFER in ada.get(CHECK + "result/").content.decode()) is passed
