"""Twenty presses at the same moment, over HTTP: one attempt, one answer, one result, the same for all."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.test import Client

from courses.models import Attempt, AttemptAnswer, Completion
from tests.conftest import Portal
from tests.journeys.people import client_of, person
from tests.journeys.reading import CHECK, JABIL

AT_ONCE = 20


def press(portal: Portal, client: Client, path: str, sent: dict[str, str]) -> set[tuple[int, str]]:
    """(status, where it leads) of twenty equal POSTs that start together."""
    headers = {
        "Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()),
        "X-CSRFToken": client.cookies[settings.CSRF_COOKIE_NAME].value,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    ready = Barrier(AT_ONCE)

    def one(_: int) -> tuple[int, str]:
        link = HTTPConnection(urlsplit(portal.url).netloc, timeout=60)
        ready.wait()
        link.request("POST", path, urlencode(sent), headers)
        response = link.getresponse()
        response.read()
        link.close()
        return response.status, response.headers.get("Location", "")

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return set(threads.map(one, range(AT_ONCE)))


def test_a_check_pressed_twenty_times_at_once(course: None, live_portal: Portal) -> None:
    client = client_of(person("learner"))
    client.get(CHECK)
    assert press(live_portal, client, CHECK + "do/check_start/", {}) == {(302, f"{CHECK}1/")}
    attempt = Attempt.objects.get()
    for number, drawn in enumerate(attempt.drawn, start=1):
        sent = {"number": str(number), "option": drawn["options"][0]}
        if number in (1, 6):
            assert press(live_portal, client, CHECK + "do/check_answer/", sent) == {
                (302, f"{CHECK}{number}/")
            }
        else:
            client.post(CHECK + "do/check_answer/", sent)
    assert AttemptAnswer.objects.count() == 6
    attempt.refresh_from_db()
    assert attempt.correct == AttemptAnswer.objects.filter(right=True).count()
    assert attempt.finished_at is not None


def test_a_mark_pressed_twenty_times_at_once(course: None, live_portal: Portal) -> None:
    client = client_of(person("learner"))
    client.get(CHECK)
    answered = press(live_portal, client, JABIL + "do/mark_read/", {"section": "situation"})
    assert {status for status, _ in answered} == {302}
    assert Completion.objects.count() == 1
