"""Every response carries the headers; no page of one person waits in a cache for another."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from accounts.models import User
from portal.middleware import response_policy

pytestmark = pytest.mark.django_db
HEADERS = (
    *("Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Resource-Policy", "X-Request-ID"),
    *("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"),
)


def answered(response: HttpResponse, cookies: dict[str, str] | None = None) -> HttpResponse:
    """What leaves the portal when this response went in."""
    request = RequestFactory().get("/")
    request.COOKIES |= cookies or {}
    return response_policy(lambda _: response)(request)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/nowhere/", 404),
        ("/static/css/site.css", 200),
        ("/static/nothing.css", 404),
        ("/healthz", 200),
        ("/admin/", 302),
        ("/accounts/login/", 200),
        ("/csp-report/", 405),
    ],
)
def test_every_kind_of_response_carries_the_headers(course, client: Client, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert [name for name in HEADERS if name not in response.headers] == []
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_a_failure_carries_them_too_and_shows_no_traceback(client: Client, monkeypatch) -> None:
    def fail(request: object) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr("portal.health.database_answers", lambda: fail(None))
    client.raise_request_exception = False
    response = client.get("/readyz")
    assert response.status_code == 500
    assert [name for name in HEADERS if name not in response.headers] == []
    assert "a secret of the house" not in response.content.decode()


def test_a_signed_in_page_is_kept_by_nobody(course, sign_in) -> None:
    client = sign_in(User.objects.create_user("ada@example.org"))
    for path in ("/", "/learn/", "/me/", "/nowhere/"):
        response = client.get(path)
        assert "no-store" in response.headers["Cache-Control"], path
        assert "private" in response.headers["Cache-Control"], path


@pytest.mark.parametrize("cookie", [settings.SESSION_COOKIE_NAME, settings.DEVICE_COOKIE_NAME])
def test_who_brings_a_cookie_of_ours_gets_a_personal_answer(cookie: str) -> None:
    assert answered(HttpResponse(), {cookie: "x"}).headers["Cache-Control"] == "private, no-store"


def test_a_page_for_nobody_in_particular_is_asked_for_again_each_time() -> None:
    response = answered(HttpResponse())
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["Vary"] == "Cookie, Accept-Language"


def test_what_names_its_own_age_keeps_it_unless_it_sets_a_cookie() -> None:
    lasting = {"Cache-Control": "public, max-age=31536000, immutable"}
    cookie = {settings.SESSION_COOKIE_NAME: "x"}
    assert (
        answered(HttpResponse(headers=lasting), cookie).headers["Cache-Control"] == lasting["Cache-Control"]
    )
    assert "Vary" not in answered(HttpResponse(headers=lasting)).headers
    setting = HttpResponse(headers=lasting)
    setting.set_cookie("any", "thing")
    assert answered(setting).headers["Cache-Control"] == "private, no-store"


def test_each_request_has_its_own_number(client: Client) -> None:
    first, second = client.get("/healthz"), client.get("/healthz")
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]
