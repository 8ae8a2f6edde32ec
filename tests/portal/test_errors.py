"""Pages for what went wrong, and the reports of browsers."""

import json

import pytest
from allauth.core.internal.ratelimit import respond_429
from django.db import InterfaceError, OperationalError
from django.test import Client

pytestmark = pytest.mark.django_db
REPORT = {
    "csp-report": {
        "violated-directive": "script-src",
        "blocked-uri": "https://evil.example/x.js?secret=1",
        "document-uri": "https://portal.example/learn/strategy/?token=abc",
    }
}


def report(client: Client, body: object = REPORT) -> int:
    content = body if isinstance(body, bytes) else json.dumps(body)
    return client.post("/csp-report/", content, content_type="application/csp-report").status_code


@pytest.mark.parametrize("problem", [OperationalError, InterfaceError])
def test_without_its_database_the_portal_says_to_come_back(client: Client, monkeypatch, problem) -> None:
    def away(*args: object) -> None:
        raise problem("could not connect to server at 10.0.0.7")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", away)
    client.raise_request_exception = False
    response = client.get("/learn/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert "10.0.0.7" not in response.content.decode()
    assert "Nothing you saved is lost" in response.content.decode()


def test_the_page_for_a_failure_needs_no_template(client: Client, monkeypatch) -> None:
    monkeypatch.setattr("portal.errors.render_to_string", lambda *args: 1 / 0)
    monkeypatch.setattr("portal.health.database_answers", lambda: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/readyz")
    assert response.status_code == 500
    assert "The fault is ours" in response.content.decode()


def test_a_report_is_logged_without_query_strings(client: Client, caplog) -> None:
    caplog.set_level("INFO", "security")
    assert report(client) == 204
    facts = next(record.facts for record in caplog.records if record.name == "security")
    assert facts == {"directive": "script-src", "blocked": "https:evil.example", "page": "/learn/strategy/"}


@pytest.mark.parametrize(
    "body", [b"", b"not json", b"[]", b'{"csp-report": 3}', b'{"csp-report": {}}', b"\xff\xfe", b"null"]
)
def test_a_report_that_is_none_is_refused(client: Client, body: bytes) -> None:
    assert report(client, body) == 400


def test_a_large_report_is_not_read(client: Client) -> None:
    assert report(client, b"x" * 9000) == 413


def test_nobody_floods_the_log(client: Client) -> None:
    assert [report(client) for _ in range(21)] == [204] * 20 + [429]


def test_whoever_tries_too_often_is_told_when_to_come_back(rf) -> None:
    answer = respond_429(rf.get("/accounts/login/"))
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert 'lang="en"' in answer.content.decode()
