"""What is written into the log of a page's address: enough to find it, nothing that lets somebody in."""

import json
import logging
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from gunicorn.config import Config
from gunicorn.glogging import Logger

from portal.access_log import Masking
from portal.logging import OPENING, JsonFormatter, masked
from portal.serve import WEB


def written(message: str, **facts: object) -> dict[str, object]:
    record = logging.LogRecord("security", logging.INFO, "", 0, message, None, None)
    record.facts = facts
    return json.loads(JsonFormatter().format(record))


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/assess/resume/yHf0xJ3mQeWb5KdlvTq1zA8cNnR2uGpS/", "/assess/resume/…/"),
        ("/organisations/join/WyJhIiwxXQ:k3Jx0bqUu9Y1hVn2mZ7eW/", "/organisations/join/…/"),
        ("/listen/only-small-letters-and-2-numbers/podcast.xml", "/listen/…/podcast.xml"),
        ("/review/a-b-c-d-e-f/documents/plan.pdf", "/review/…/documents/plan.pdf"),
        ("/admin/reports/review/17/", None),
        ("/organisations/fa5f4c69-a49f-4e92-a59b-7785f6c6b0dd/invite/", None),
        ("/learn/responsibility/from-principle-to-signature-and-back/", None),
        ("/admin/pages/17/edit/", None),
    ],
)
def test_an_address_without_its_secret(path: str, kept: str | None) -> None:
    line = written(f"Gone: {path}", path=path, user=7)
    assert (line["path"], line["message"]) == (kept or path, f"Gone: {kept or path}")
    assert line["user"] == 7


# Published with every certificate; and an address of Wagtail's that is switched off.
OPEN = {"certificates/keys/<str:key>.json", "admin/password_reset/confirm/<uidb64>/<token>/"}


def routes(resolver: URLResolver, before: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for each in resolver.url_patterns:
        route = before + str(each.pattern).removeprefix("^")
        found += routes(each, route) if isinstance(each, URLResolver) else [(route, each)]
    return found


def secret_addresses() -> list[str]:
    """Each address that takes a token, up to the token."""
    named = {"token", "key", "uidb36", "secret"}
    taking = [
        route
        for route, each in routes(get_resolver())
        if named & (set(each.pattern.converters) | set(each.pattern.regex.groupindex))
    ]
    return sorted({re.split(r"<|\(\?P<", route)[0].strip("/") for route in taking if route not in OPEN})


def test_every_address_that_takes_a_token_is_known_to_the_log() -> None:
    assert secret_addresses() == sorted(OPENING)


@pytest.mark.parametrize("before", ["", "Not Found: ", "GET ", "https://portal.example"])
@pytest.mark.parametrize("opening", OPENING)
def test_no_token_is_written_whatever_it_is_made_of(opening: str, before: str) -> None:
    for token in ("0123abc", "a-b_c", "A:b.c~d", "%41bc"):
        assert masked(f"{before}/{opening}/{token}/more/?x=1") == f"{before}/{opening}/…/more/?x=1"


def test_a_report_of_a_browser_names_no_token_either() -> None:
    assert written("content policy", page="/review/small-letters/")["page"] == "/review/…/"


def test_what_the_web_server_writes_is_masked_too() -> None:
    server = Masking(Config())
    answer = SimpleNamespace(status="200 OK", headers=[], sent=1)
    given = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": "/listen/small-letters/podcast.xml?x",
        "PATH_INFO": "/listen/small-letters/podcast.xml",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": "https://portal.example/review/small-letters/",
    }
    asked = SimpleNamespace(headers=[("REFERER", given["HTTP_REFERER"])])
    atoms = server.atoms(answer, asked, given, timedelta(seconds=1))
    assert atoms["r"] == "GET /listen/…/podcast.xml?x HTTP/1.1"
    assert "small-letters" not in str(atoms)
    unmasked = Logger.atoms(server, answer, asked, given, timedelta(seconds=1))
    assert "small-letters" in str(unmasked)  # the control


def test_it_is_the_one_that_serves() -> None:
    assert WEB[WEB.index("--logger-class") + 1] == f"{Masking.__module__}.{Masking.__name__}"
    assert "--access-logfile" not in WEB
