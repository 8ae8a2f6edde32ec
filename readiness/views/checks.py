"""Check your answers: all of them on one page, what is open first, and the one button that submits."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.device import asker_of
from readiness.actions import submit_sheet
from readiness.forms import MailForm
from readiness.models import Answer, Sheet
from readiness.results.marking import is_asked

from .doors import act, result_url
from .lines import run_line
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


@require_safe
def check(request: HttpRequest, run: UUID) -> HttpResponse:
    sheet = sheet_of(request, run)
    if sheet.submitted_at is not None:
        return redirect(result_url(sheet.round))
    return check_page(request, sheet, MailForm())


def check_page(request: HttpRequest, sheet: Sheet, form: MailForm, status: int = 200) -> HttpResponse:
    rows = {row.item: row for row in _rows(sheet)}
    given = [row for row in rows.values() if row.value not in (None, SKIP)]
    groups = [
        {
            "name": pillar.name,
            "dimensions": [
                {"name": dimension.name, "rows": [rows[item.id] for item in dimension.items]}
                for dimension in pillar.dimensions
            ],
        }
        for pillar in sheet.scope.pillars
    ]
    context = {
        "run": run_line(sheet, len(given)),
        "unanswered": [row for row in rows.values() if row.value in (None, SKIP)],
        "groups": groups,
        "mail_form": form,
        "mailed": "mailed" in request.GET,
        "anonymous": not request.user.is_authenticated,
        "error": "",
    }
    return render(request, "readiness/check.html", context, status=status)


def _rows(sheet: Sheet) -> list[CheckRow]:
    """In the order in which they are asked."""
    answers = {answer.item: answer for answer in Answer.objects.filter(sheet=sheet)}
    scope, rows = sheet.scope, []
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
            )
        )
    return rows


@act
def submit(request: HttpRequest, run: UUID) -> HttpResponse:
    """To the result; pressed again, to the same one."""
    return redirect(result_url(submit_sheet(asker_of(request), run, timezone.now())))
