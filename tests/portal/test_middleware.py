"""Every response carries the headers; nobody's page waits in a cache for another; pages travel packed."""

import gzip

import pytest
from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from accounts.models import User
from portal.middleware import documents_packed, response_policy

pytestmark = pytest.mark.django_db
WORDS = "the same words " * 100
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


def packed(response: HttpResponse, asked: str = "/", method: str = "GET") -> bool:
    """Whether this response leaves packed, asked for by a browser; the words are the same either way."""
    words = response.content if not response.streaming else None
    request = RequestFactory().generic(method, asked, HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    sent = documents_packed(lambda _: response)(request)
    is_packed = sent.get("Content-Encoding") == "gzip"
    if words is not None:
        assert (gzip.decompress(sent.content) if is_packed else sent.content) == words
    return is_packed


def test_a_page_travels_packed(course, client: Client) -> None:
    response = client.get("/learn/", headers={"Accept-Encoding": "gzip, br"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    plain = client.get("/learn/")
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in plain["Vary"]
    assert len(response.content) < len(plain.content) / 2


@pytest.mark.parametrize(
    ("asked", "method", "status"), [("/?q=word", "GET", 200), ("/", "POST", 200), ("/", "GET", 404)]
)
def test_what_may_hold_somebody_else_s_words_travels_plain(asked: str, method: str, status: int) -> None:
    assert not packed(HttpResponse(WORDS, status=status), asked, method)
    assert packed(HttpResponse(WORDS))  # the control: the same words, asked for by name


def test_files_travel_as_they_are() -> None:
    assert not packed(HttpResponse(WORDS, content_type="application/pdf"))
    assert not packed(StreamingHttpResponse([WORDS.encode()]))
    assert not packed(HttpResponse(WORDS, headers={"Content-Encoding": "br"}))


def test_the_length_of_a_packed_page_varies() -> None:
    request = RequestFactory().get("/", HTTP_ACCEPT_ENCODING="gzip")
    assert len({len(documents_packed(lambda _: HttpResponse(WORDS))(request).content) for _ in range(20)}) > 1
