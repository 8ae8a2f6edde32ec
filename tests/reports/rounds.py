"""Rounds to report on, and people who may or may not see them."""

from datetime import UTC, datetime

from django.test import Client

from accounts.models import User
from jobs import work
from readiness.instrument_file import shipped
from readiness.models import Round, Sheet
from reports.models import Report
from tests.conftest import proven
from tests.readiness.panels import two_rounds

NOW = datetime(2026, 9, 20, 9, tzinfo=UTC)
FULL = shipped("rf-1.0")


def board() -> tuple[Round, Round]:
    """March and September of an organisation, twenty-four people each."""
    return two_rounds()


def proof(user: User) -> Client:
    """Signed in with a second factor."""
    return proven(Client(), user, "code", "mfa")


def own_view(client: Client, level: int | str = 3, form: str = "full", **given: object) -> Round:
    """One person's assessment, answered and submitted over HTTP; `given` by item (S1_1) or dimension."""
    client.post("/assess/start/", {"form": form, "role": "exec"})
    sheet = Sheet.objects.latest("pk")
    for number, item in enumerate(sheet.questions, start=1):
        keys = (item.id.replace(".", "_"), item.id.split(".")[0])
        said = next((given[key] for key in keys if key in given), level)
        evidence = str(given.get("evidence", ""))
        client.post(
            f"/assess/{sheet.public_id}/{number}/", {"answer": str(said), "evidence": evidence, "do": "next"}
        )
    client.post(f"/assess/{sheet.public_id}/submit/")
    return Round.objects.get(pk=sheet.round_id)


def page_of(measured: Round, *more: str) -> str:
    return "/".join((f"/results/{measured.public_id}/report", *more, ""))


def made(client: Client, measured: Round, form: str = "pdf", **sent: str) -> Report:
    """Asked for over HTTP, and the job performed, as after a commit."""
    response = client.post(page_of(measured, "make"), {"format": form, **sent})
    assert response.status_code == 302, response.content[:300]
    work.run(Report.objects.latest("pk").job_id)
    return Report.objects.with_state().latest("pk")


def content(client: Client, report: Report) -> bytes:
    response = client.get(page_of(report.edition.round, str(report.public_id), "file"))
    assert response.status_code == 200
    return b"".join(response)
