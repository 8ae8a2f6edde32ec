"""What this room holds about a person: to take away, and to let go of."""

from datetime import datetime

from django.utils import timezone

from accounts.models import User

from .models import Certificate, EvidenceConsent

CERTIFICATE = (
    "public_id", "name", "module", "module_title", "units", "minutes", "completed_at", "issued_at",
    "withdrawn_at",
)  # fmt: skip
CONSENT = ("organisation__name", "given_at", "withdrawn_at")


def facts_of(user: User) -> dict[str, object]:
    certificates = Certificate.objects.filter(user=user).order_by("pk")
    consents = EvidenceConsent.objects.filter(user=user).order_by("pk")
    return {
        "certificates": [_plain(row) for row in certificates.values(*CERTIFICATE)],
        "evidence_consents": [_plain(row) for row in consents.values(*CONSENT)],
    }


def _plain(row: dict[str, object]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


def erase(user: User) -> None:
    """Certificates end and lose every word about the person; consents go. Call inside a transaction."""
    own = Certificate.objects.filter(user=user)
    own.filter(withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
    own.update(user=None, name="", email_hash="", salt="", units=[])
    EvidenceConsent.objects.filter(user=user).delete()
