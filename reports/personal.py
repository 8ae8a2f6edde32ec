"""Reports on one's own results: what is held of them, and their end with the person."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.device import Asker
from readiness.models import Sheet

from .models import Edition, PrivateLink, Report


def _own(asker: Asker) -> QuerySet[Edition]:
    rounds = Sheet.objects.visible_to(asker).filter(personal=True).values("round_id")
    return Edition.objects.filter(round_id__in=rounds)


def facts_of(asker: Asker) -> list[dict[str, object]]:
    """Every version of a report on one's own result, with the words that were edited."""
    rows = _own(asker).order_by("pk").values("number", "words", "made_at", "approved_at")
    return [_plain(row) for row in rows]


def _plain(row: dict[str, object]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


def erase(asker: Asker) -> None:
    """Before the rooms below let go of the person: the link from them to their rounds is still needed.

    Reports of groups stay without a name; links that the person made to them end.
    """
    for report in Report.objects.filter(edition__in=_own(asker)):
        report.path.unlink(missing_ok=True)
    _own(asker).delete()
    if asker.user_id is not None:
        links = PrivateLink.objects.filter(made_by_id=asker.user_id, revoked_at__isnull=True)
        links.update(revoked_at=timezone.now())
