"""A record is English whole, whatever language its reader has: the same files, byte by byte."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone, translation

from jobs.tasks import run_job
from reports import production
from reports.actions import ask_for
from reports.formats import FORMATS
from reports.models import Report
from tests.journeys.people import client_of, person
from tests.readiness.panels import two_rounds
from tests.reports import learners

FILES = (
    "/me/record.pdf",
    f"/certificates/{learners.STANDS}/certificate.pdf",
    f"/certificates/{learners.STANDS}/credential.json",
)


@pytest.fixture(autouse=True)
def _own_folder(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]


@pytest.fixture
def asked(db: None) -> list[Report]:
    measured = two_rounds()[1]
    return [ask_for(measured, form, "a4", measured.owner, timezone.now()) for form in FORMATS]


def english(report: Report) -> bytes:
    with translation.override(settings.LANGUAGE_CODE):
        return production.made(report, production.briefing_of(report))


def test_a_board_report_made_for_a_german_is_the_english_one(asked: list[Report]) -> None:
    with translation.override("de"):
        for report in asked:
            run_job(report.job_id)
    for report in asked:
        expected = hashlib.sha256(english(report)).hexdigest()
        assert Report.objects.get(pk=report.pk).sha256 == expected, report.format


def test_control_in_the_language_of_whoever_makes_it_a_file_is_another(
    asked: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    right = [english(report) for report in asked]
    monkeypatch.setattr(production, "briefing_for", production.briefing_for.__wrapped__)
    with translation.override("de"):
        made = [production.made(report, production.briefing_of(report)) for report in asked]
    assert [one for one, other in zip(made, right, strict=True) if one != other]


def test_what_a_learner_takes_along_is_the_same_in_every_language(course: None) -> None:
    client = client_of(learners.certified(person("learner")))
    for path in FILES:
        answers = [client.get(path, headers={"accept-language": code}) for code in ("en", "de")]
        assert [answer.status_code for answer in answers] == [200, 200], path
        assert answers[0].getvalue() == answers[1].getvalue(), path


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_so_is_an_evidence_pack(course: None, form: str) -> None:
    client = client_of(learners.certified(person("learner")))
    page = f"/organisations/{learners.LED}/evidence/"
    sent = {"quarter": client.get(page).context["quarters"][0]["key"], "format": form}
    answers = [client.post(f"{page}pack/", sent, headers={"accept-language": code}) for code in ("en", "de")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].getvalue() == answers[1].getvalue()
