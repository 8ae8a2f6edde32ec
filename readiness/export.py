"""Everything held about a respondent: to take away as data, and to erase."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from .authored import entry_facts
from .models import Answer, Entry, Invitee, Reanswer, Respondent, Round, Sheet


def facts_of(respondent: Respondent) -> dict[str, object]:
    """Every assessment with its answers and its result, in plain values."""
    answers: dict[int, list[dict[str, object]]] = {}
    mine = Answer.objects.filter(sheet__respondent=respondent).order_by("sheet_id", "item")
    for row in mine.values("sheet_id", "item", "level", "mark", "evidence", "acted_at", "answered_at"):
        answers.setdefault(row.pop("sheet_id"), []).append(_plain(row))
    again = _by_round(Reanswer.objects.filter(respondent=respondent).order_by("item"))
    sheets = respondent.sheets.select_related("round", "round__result").order_by("pk")
    return {
        "since": respondent.created_at.isoformat(),
        "kept_for": "this account" if respondent.user_id else "this device",
        "assessments": [
            {
                **_assessment(sheet, answers.get(sheet.pk, [])),
                "since_then": again.get(sheet.round_id, []),
                "register": _register(sheet),
            }
            for sheet in sheets.defer("round__result__snapshot")
        ],
    }


def _by_round(rows: QuerySet[Reanswer]) -> dict[int, list[dict[str, object]]]:
    found: dict[int, list[dict[str, object]]] = {}
    for row in rows.values("round_id", "item", "level", "mark", "evidence", "unit", "answered_at"):
        found.setdefault(row.pop("round_id"), []).append(_plain(row))
    return found


def _register(sheet: Sheet) -> list[dict[str, object]]:
    """One's own; what one wrote into a group's is told with the account."""
    if not sheet.personal:
        return []
    return [entry_facts(entry) for entry in sheet.round.register.order_by("pk").select_related("round")]


def _assessment(sheet: Sheet, answers: list[dict[str, object]]) -> dict[str, object]:
    measured = sheet.round
    # What a group came to is nobody's own: its owner and those whom the owner named see it.
    result = getattr(measured, "result", None) if sheet.personal else None
    return {
        "form": sheet.form,
        "round": measured.title,
        "spread_may_be_shown": sheet.spread_agreed,
        "role": sheet.role,
        "started_at": sheet.started_at.isoformat(),
        "submitted_at": sheet.submitted_at.isoformat() if sheet.submitted_at else None,
        "resume_link_until": sheet.resume_until.isoformat() if sheet.resume_until else None,
        "instrument": measured.instrument_id,
        "instrument_hash": measured.instrument_hash,
        "answers_kept_until": measured.retention_until.isoformat() if measured.retention_until else None,
        "answers": answers,
        "result": result and {"scores": result.scores, "hash": result.hash},
    }


def _plain(row: dict[str, object]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


@transaction.atomic
def erase(respondent: Respondent) -> None:
    """The person goes; closed results stay without a link to anyone, and without a word that they wrote."""
    mine = Sheet.objects.filter(respondent=respondent)
    Invitee.objects.filter(respondent=respondent).delete()
    for sheet in mine.filter(personal=False, round__closed_at__isnull=True).select_related("round__result"):
        if not sheet.is_in_result:
            sheet.delete()
    Round.objects.filter(sheets__in=mine.open(), kind=Round.Kind.INDIVIDUAL).delete()
    Answer.objects.filter(sheet__respondent=respondent).update(evidence="", tab="")
    Entry.objects.filter(round__in=mine.filter(personal=True).values("round")).delete()
    mine.update(resume_token_hash=None, resume_until=None)
    respondent.delete()


def invitations_of(address: str) -> list[dict[str, object]]:
    """To which rounds an address was asked, and nothing of what it answered."""
    rows = Invitee.objects.filter(email__iexact=address).select_related("round__organisation").order_by("pk")
    return [
        _plain(
            {
                "round": row.round.title,
                "organisation": row.round.organisation.name,
                "role": row.role,
                "language": row.language,
                "invited_at": row.invited_at,
                "reminded_at": row.reminded_at,
                "no_more_reminders_since": row.muted_at,
            }
        )
        for row in rows
    ]


def erase_invitations(address: str) -> None:
    """The number of those invited to a closed round was kept when it closed."""
    Invitee.objects.filter(email__iexact=address).delete()
