"""Private links and checks: what opens, for whom, until when, and what the page says afterwards."""

import hashlib
import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Membership
from portal.logging import JsonFormatter
from readiness.models import Round
from reports.actions import token_of
from reports.models import PrivateLink, Report
from tests.readiness.panels import closed_panel
from tests.reports.rounds import content, made, page_of, proof

pytestmark = pytest.mark.django_db
EIGHT = {"exec": 5, "tech": 5}


@pytest.fixture
def measured() -> Round:
    return closed_panel(EIGHT)


@pytest.fixture
def owner(measured: Round) -> Client:
    return proof(measured.owner)


@pytest.fixture
def report(owner: Client, measured: Round) -> Report:
    return made(owner, measured)


@pytest.fixture
def link(owner: Client, report: Report) -> PrivateLink:
    response = owner.post(page_of(report.edition.round, "link"), {"report": report.public_id})
    assert response.status_code == 302
    return PrivateLink.objects.get()


def opened(link: PrivateLink, more: str = "") -> object:
    return Client().get(f"/shared/{token_of(link)}/{more}")


def test_a_link_opens_one_file_for_anybody_who_has_it(link: PrivateLink, report: Report) -> None:
    page = opened(link)
    html = page.content.decode()
    assert page.status_code == 200
    for said in ("Northgate Group", "Draft 1", "not approved yet", report.name, f"/check/{report.code}/"):
        assert said in html
    assert "noindex" in page["X-Robots-Tag"]
    assert "no-store" in page["Cache-Control"]
    file = opened(link, "file/")
    assert hashlib.sha256(b"".join(file)).hexdigest() == report.sha256
    assert "noindex" in file["X-Robots-Tag"]


def test_it_ends_after_fourteen_days_and_says_whom_to_ask(link: PrivateLink) -> None:
    assert link.expires_at - link.made_at == timedelta(days=14)
    PrivateLink.objects.update(
        made_at=timezone.now() - timedelta(days=15), expires_at=timezone.now() - timedelta(seconds=1)
    )
    page = opened(link)
    assert page.status_code == 410
    assert "Ask Ines Moreau for a new one" in page.content.decode()
    assert "Northgate" not in page.content.decode()
    assert opened(link, "file/").status_code == 302


def test_its_owner_ends_it_before(owner: Client, link: PrivateLink, measured: Round) -> None:
    assert token_of(link) in owner.get(page_of(measured)).content.decode()
    owner.post(page_of(measured, "link", "end"), {"link": link.public_id})
    assert opened(link).status_code == 410
    assert opened(link, "file/").status_code == 302
    assert token_of(link) not in owner.get(page_of(measured)).content.decode()


@pytest.mark.parametrize("way", ["suspended", "gone", "organisation closed", "round handed over", "erased"])
def test_it_is_as_good_as_the_right_of_who_made_it(link: PrivateLink, measured: Round, way: str) -> None:
    place = Membership.objects.filter(user=measured.owner)
    if way == "suspended":
        place.update(role="member", suspended_at=timezone.now())
    elif way == "gone":
        place.delete()
    elif way == "organisation closed":
        type(measured.organisation).objects.update(closed_at=timezone.now())
    elif way == "erased":
        PrivateLink.objects.update(made_by=None)
    else:
        Round.objects.update(owner=None)
    assert opened(link).status_code == 410
    assert opened(link, "file/").status_code == 302


def test_an_address_that_nobody_signed_opens_nothing(link: PrivateLink) -> None:
    name, _, signature = token_of(link).partition(".")
    for token in (name, f"{name}.{signature[:-1]}x", f"{'0' * 32}.{signature}", "x.y", "é.ü"):
        assert Client().get(f"/shared/{token}/").status_code == 404
        assert Client().get(f"/shared/{token}/file/").status_code == 404


def test_no_log_and_no_row_holds_the_secret_of_a_link(
    owner: Client, measured: Round, report: Report, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        owner.post(page_of(measured, "link"), {"report": report.public_id})
        link = PrivateLink.objects.get()
        opened(link, "file/")
    secret = token_of(link).partition(".")[2]
    assert any(record.message == "report opened by link" for record in caplog.records)
    assert not any(secret in JsonFormatter().format(record) for record in caplog.records)


@pytest.mark.parametrize("sent", [{}, {"report": "x"}, {"report": "00000000-0000-4000-8000-000000000000"}])
def test_a_file_that_is_not_there_gets_no_link(owner: Client, measured: Round, sent: dict[str, str]) -> None:
    assert owner.post(page_of(measured, "link"), sent).status_code == 404
    assert not PrivateLink.objects.exists()


def test_the_file_of_another_organisation_gets_no_link(
    owner: Client, report: Report, measured: Round
) -> None:
    other = closed_panel(EIGHT, of=measured.organisation)
    assert owner.post(page_of(other, "link"), {"report": report.public_id}).status_code == 404
    assert owner.get(page_of(other, str(report.public_id), "file")).status_code == 404


def test_the_code_in_the_file_leads_to_its_fingerprint(report: Report) -> None:
    html = Client().get(f"/check/{report.code}/").content.decode()
    assert report.sha256 in html
    assert "Draft 1" in html
    assert "Northgate" not in html
    assert f'data-compare="{report.sha256}"' in html


def test_a_code_may_be_typed_as_people_type(report: Report) -> None:
    typed = f" {report.code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    response = Client().get("/check/", {"code": typed})
    assert response.status_code == 302
    assert response["Location"] == f"/check/{report.code}/"
    assert Client().get("/check/").status_code == 200


@pytest.mark.parametrize("code", ["0000-0000-0000", "x", "%2e%2e", "é", "K7QF-2M9X-4TBD-AAAA"])
def test_a_code_that_nobody_printed_is_not_there(db: None, code: str) -> None:
    assert Client().get(f"/check/{code}/").status_code == 404


def test_a_newer_version_is_told_on_the_check_page(owner: Client, measured: Round, report: Report) -> None:
    owner.post(page_of(measured, "edit"), {"seen": "1", "finding": "Another."})
    assert "There is a newer one, number 2" in Client().get(f"/check/{report.code}/").content.decode()
    assert content(owner, report)
