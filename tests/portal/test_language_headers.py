"""What browsers and caches between may keep: nothing with words, unless it says for which language it is."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.views.decorators.cache import cache_control
from django.views.decorators.http import etag

from portal.middleware import response_policy
from tests.journeys.pages import MEASURER, NEWCOMER, READER, arrive
from tests.portal.device import Device

FILES = re.compile(r"""(?:src|href|poster)="(/(?:plates|static|films|media)/[^"#?]+)""")


def faults(response: HttpResponse) -> list[str]:
    """Why a cache, or the browser's own, could show this page to a reader of another language."""
    kept = response.headers.get("Cache-Control", "")
    if "no-store" in kept:
        return []
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    found = [name for name in ("ETag", "Last-Modified") if name in response.headers]
    found += [word for word in ("public", "max-age") if word in kept]
    found += [] if "no-cache" in kept else ["kept without asking"]
    return found + [
        f"the same for each {name}" for name in ("accept-language", "cookie") if name not in varies
    ]


@pytest.mark.parametrize("role", ["newcomer", "reader", "measurer"])
def test_no_page_reaches_a_reader_of_another_language_through_a_cache(course: None, role: str) -> None:
    pages = {"newcomer": NEWCOMER, "reader": READER, "measurer": MEASURER}[role]
    device = arrive(lambda **_: Device("de"), role)
    found = {path: faults(device.client.get(path)) for path in pages.values()}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/nowhere/", "/learn/nowhere/", "/listen/none/podcast.xml", "/organisations/"]
)
def test_nor_does_an_error_or_a_way_on(path: str) -> None:
    assert faults(Client().get(path)) == []


def test_what_may_be_kept_has_no_words_of_the_interface(course: None) -> None:
    pages = [Device("en").read(path) for path in ("/", "/learn/strategy/", NEWCOMER["film"])]
    files = {file for page in pages for file in FILES.findall(page)}
    assert {file.split("/")[1] for file in files} >= {"plates", "static", "films"}
    files |= {"/certificates/issuer.json", "/.well-known/jwks.json"}
    different = [path for path in sorted(files) if len({bytes_of(path, code) for code in ("en", "de")}) > 1]
    assert different == []


def bytes_of(path: str, language: str) -> bytes:
    client = Client(headers={"accept-language": language})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    response = client.get(path)
    assert response.status_code == 200, path
    assert "max-age" in response.headers.get("Cache-Control", ""), path
    return response.getvalue()


def test_nothing_answers_in_place_of_the_server() -> None:
    """No service worker keeps pages; whoever adds one has to keep them by language."""
    scripts = [path.read_text() for path in (settings.BASE_DIR / "static" / "js").glob("*.js")]
    assert len(scripts) > 10
    assert not [text for text in scripts if "serviceWorker" in text or "caches.open" in text]


def page(_request: object) -> HttpResponse:
    return HttpResponse("Anmelden")


@pytest.mark.parametrize(
    ("view", "fault"),
    [
        (cache_control(public=True, max_age=60)(page), "public"),
        (cache_control(private=True, max_age=60)(page), "max-age"),
        (etag(lambda _request: '"1"')(page), "ETag"),
    ],
)
def test_control_a_page_that_lets_itself_be_kept_is_found(
    view: Callable[..., HttpResponse], fault: str
) -> None:
    answer = response_policy(view)(RequestFactory().get("/"))
    assert fault in faults(answer)
    assert faults(response_policy(page)(RequestFactory().get("/"))) == []
