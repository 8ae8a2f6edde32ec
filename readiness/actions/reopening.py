"""Reopens a closed round; nothing new is shown until five more people answered (SPEC 3.8)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from readiness.models import AgreedAnswer, Round

from .closing import is_computing
from .inviting import held
from .refusals import RoundClosed


@transaction.atomic
def reopen_round(measured: Round, now: datetime) -> Round:
    """The open round. Its result stands as it is, and sheets that were sent before stay as they are."""
    closed = held(measured)
    if closed.closed_at is None:
        return closed  # pressed twice
    why = why_not(closed, now)
    if why:
        raise RoundClosed(why)
    closed.closed_at = closed.retention_until = closed.ends_on = None
    closed.reopened_at = now
    closed.save(update_fields=["closed_at", "retention_until", "ends_on", "reopened_at"])
    return closed


def why_not(closed: Round, now: datetime) -> str:
    """Why a closed round stays closed, in a sentence; empty where it may be opened again."""
    if is_computing(closed, closed.sheets.submitted().count()):
        return _("The result is being computed. Try again when it is there.")
    if AgreedAnswer.objects.filter(round=closed).exists():
        return _("The consensus session has begun, so the answers before it stand.")
    if closed.retention_until is not None and closed.retention_until < now.date():
        return _("The single answers were deleted on their date, so none can be added. Open a new round.")
    return ""
