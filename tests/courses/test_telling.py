"""What readers tell the editors: one answer a unit, words without a person, and what is shown of them."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.models import Unit
from courses.actions import telling
from courses.actions.telling import forget_told, normalised, tell_missing
from courses.export import erase
from courses.models import Feedback, Learner, MissingWords
from tests.journeys.people import client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]
UNIT = "/learn/strategy/jabil/"
TODAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.get(key="strategy/jabil")


@pytest.fixture
def author() -> Client:
    return client_of(person("author"))


def tell(client: Client, **more: str):
    return client.post(f"{UNIT}do/feedback/", {"clear": "partly", **more})


def test_one_a_learner_and_unit_and_it_can_be_changed():
    reader = Client()
    assert tell(reader, remark="Too short.").status_code == 302
    tell(reader, clear="yes", remark="Clear now.")
    told = Feedback.objects.get()
    assert (told.clear, told.remark, told.address) == ("yes", "Clear now.", "")
    last = f"{UNIT}{Unit.objects.get(key='strategy/jabil').rendering.outline[-1]['key']}/"
    reader.post(f"{UNIT}do/mark_read/")
    assert Client().get(UNIT).context["reading"].told is None
    shown = reader.get(last)
    assert shown.context["reading"].told.remark == "Clear now."


@pytest.mark.parametrize(
    "given", [{"clear": "maybe"}, {"clear": ""}, {"address": "nobody"}, {"remark": "x" * 501}]
)
def test_what_is_no_answer_is_refused(given):
    assert tell(Client(), **given).status_code == 422
    assert not Feedback.objects.exists()


def test_a_flood_from_one_place_is_stopped(monkeypatch):
    monkeypatch.setattr("courses.views.telling.LIMITS", {"feedback": "2/1h/ip", "missing": "1/1h/ip"})
    assert [tell(Client()).status_code for _ in range(3)] == [302, 302, 429]
    for _ in range(2):
        Client().post("/search/missing/", {"q": "zebra"})
    assert MissingWords.objects.get().count == 1


def test_authors_read_it_escaped_without_a_name_and_mark_it(author, unit):
    reader = client_of(person("learner"))
    tell(reader, remark="<script>x</script>", address="asks@example.org")
    tell(Client(), clear="no", remark="Where is the cost?")
    address = reverse("courses_readings:reading", args=[unit.pk])
    shown = author.get(address).content.decode()
    assert "&lt;script&gt;x" in shown
    assert "<script>x" not in shown
    assert "asks@example.org" in shown
    assert person("learner").email not in shown
    pk = Feedback.objects.get(clear="no").pk
    assert client_of(person("learner")).post(reverse("courses_readings:dealt", args=[pk])).status_code in (
        302,
        403,
    )
    assert Feedback.objects.get(pk=pk).dealt_at is None
    author.post(reverse("courses_readings:dealt", args=[pk]))
    assert Feedback.objects.get(pk=pk).dealt_at is not None


@pytest.mark.parametrize(("people", "shown"), [(4, None), (5, 5)])
def test_answers_are_counted_from_five(author, unit, people, shown):
    for _ in range(people):
        learner = Learner.objects.create(device=uuid4())
        Feedback.objects.create(learner=learner, unit=unit, clear="no", at=timezone.now())
    clear = dict(author.get(reverse("courses_readings:reading", args=[unit.pk])).context["clear"])
    assert clear == {"Yes": None, "Partly": None, "No": shown}


@pytest.mark.parametrize(("times", "shown"), [(4, []), (5, [("zebra crossing", 5)])])
def test_words_are_shown_when_told_five_times(author, times, shown):
    for _ in range(times):
        Client().post("/search/missing/", {"q": " ZEBRA  crossing"})
    assert author.get(reverse("courses_readings:listing")).context["missing"] == shown


def test_only_a_search_without_a_result_offers_it_and_looking_writes_nothing():
    offered = "Tell the editors that this is missing"
    assert offered in Client().get("/search/", {"q": "zebrafish"}).content.decode()
    assert offered not in Client().get("/search/", {"q": "jabil"}).content.decode()
    assert not MissingWords.objects.exists()
    assert Client().get("/search/missing/").status_code == 405


def test_telling_keeps_no_learner():
    before = Learner.objects.count()
    Client().post("/search/missing/", {"q": "zebra"})
    assert Learner.objects.count() == before
    assert {field.name for field in MissingWords._meta.fields} == {"id", "words", "day", "count"}


def test_rows_are_capped_and_known_words_count_on(monkeypatch):
    monkeypatch.setattr(telling, "MOST_WORDS", 1)
    assert [tell_missing(words, TODAY) for words in ("a", "b", "a", "")] == [True, False, True, False]
    assert MissingWords.objects.get().count == 2


@pytest.mark.parametrize(
    ("given", "kept"), [("  Ａ\x00b ", "a b"), ("Straße", "strasse"), ("x" * 300, "x" * 120)]
)
def test_words_are_normalised(given, kept):
    assert normalised(given) == kept


def test_both_go_after_their_time_and_with_the_person(unit):
    now = timezone.make_aware(datetime(2026, 3, 1, 12))
    for days, name in ((91, "old"), (89, "new")):
        tell_missing(name, now.date() - timedelta(days=days))
    for days in (366, 364):
        learner = Learner.objects.create(device=uuid4())
        Feedback.objects.create(learner=learner, unit=unit, clear="no", at=now - timedelta(days=days))
    forget_told(now)
    assert MissingWords.objects.get().words == "new"
    erase(Feedback.objects.get().learner)
    assert not Feedback.objects.exists()
