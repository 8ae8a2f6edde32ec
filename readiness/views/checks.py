"""Check your answers: all of them on one page, what is open first, and the one button that submits."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.device import asker_of
from readiness.actions import submit_sheet
from readiness.actions.again import taken_over
from readiness.again import since_then
from readiness.forms import MailForm
from readiness.models import Answer, Sheet
from readiness.results.marking import is_asked

from .doors import act, result_url
from .lines import answered_line, run_line
from .questions import SKIP, words_of
from .starts import sheet_of


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One question with its answer; `value` is None where there is none yet."""

    number: int
    item: str
    head: str
    stem: str
    dimension: str
    value: str | None
    text: str
    evidence: str
    others: bool
    change_url: str
    since: datetime | None


@require_safe
def check(request: HttpRequest, run: UUID) -> HttpResponse:
    sheet = sheet_of(request, run)
    if not sheet.takes_answers:
        return redirect(result_url(sheet.round)) if sheet.personal else _told_page(request, sheet)
    return check_page(request, sheet, MailForm())


def check_page(request: HttpRequest, sheet: Sheet, form: MailForm, status: int = 200) -> HttpResponse:
    rows = {row.item: row for row in _rows(sheet)}
    given = [row for row in rows.values() if row.value not in (None, SKIP)]
    context = {
        "run": run_line(sheet, len(given)),
        "unanswered": [row for row in rows.values() if row.value in (None, SKIP)],
        "groups": _groups(sheet, rows),
        # The invitation to a round holds a link that goes on anywhere.
        "mail_form": form if sheet.personal else None,
        "mailed": "mailed" in request.GET,
        "anonymous": not request.user.is_authenticated,
        "error": "",
    }
    return render(request, "readiness/check.html", context, status=status)


def _groups(sheet: Sheet, rows: dict[str, CheckRow]) -> list[dict[str, object]]:
    return [
        {
            "name": pillar.name,
            "dimensions": [
                {"name": dimension.name, "rows": [rows[item.id] for item in dimension.items]}
                for dimension in pillar.dimensions
            ],
        }
        for pillar in sheet.scope.pillars
    ]


def _told_page(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """What one told a group's round: for oneself alone, until its answers are deleted."""
    rows = {row.item: row for row in _rows(sheet)}
    context = {
        "given": answered_line(sheet),
        "sent": sheet.submitted_at is not None,
        "since": since_then(sheet),
        "groups": _groups(sheet, rows) if any(row.value is not None for row in rows.values()) else [],
    }
    return render(request, "readiness/answered.html", context)


def _rows(sheet: Sheet) -> list[CheckRow]:
    """In the order in which they are asked."""
    answers = {answer.item: answer for answer in Answer.objects.filter(sheet=sheet)}
    scope, rows, again = sheet.scope, [], taken_over(sheet)
    for number, item in enumerate(sheet.questions, start=1):
        answer = answers.get(item.id)
        rows.append(
            CheckRow(
                number=number,
                item=item.id,
                head=item.head,
                stem=item.stem,
                dimension=scope.dimensions[scope.dimension_of[item.id]].name,
                value=answer.value if answer else None,
                text=words_of(item, answer) if answer else "",
                evidence=answer.evidence if answer else "",
                others=not is_asked(item, sheet.role),
                change_url=reverse("readiness:question", args=[sheet.public_id, number]) + "?back=check",
                since=again.get(item.id),
            )
        )
    return rows


@act
def submit(request: HttpRequest, run: UUID) -> HttpResponse:
    """To one's own result, or to what one told a group; pressed again, to the same page."""
    measured = submit_sheet(asker_of(request), run, timezone.now())
    return redirect(result_url(measured)) if measured.personal else redirect("readiness:check", run)
