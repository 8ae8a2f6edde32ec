"""An organisation lets its results enter the benchmarks, or takes them out again (SPEC 3.12)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import Organisation, User
from readiness.models import Consent


def give_consent(organisation: Organisation, by: User, now: datetime) -> Consent:
    """The consent that stands, given now or before."""
    try:
        with transaction.atomic():
            standing, _ = Consent.objects.get_or_create(
                organisation=organisation, withdrawn_at=None, defaults={"given_by": by, "given_at": now}
            )
    except IntegrityError:
        standing = Consent.objects.get(organisation=organisation, withdrawn_at=None)  # of the other click
    return standing


def withdraw_consent(organisation: Organisation, by: User, now: datetime) -> None:
    """Its results leave with the next refresh; pressed twice, it was withdrawn the first time."""
    Consent.objects.filter(organisation=organisation, withdrawn_at=None).update(
        withdrawn_at=now, withdrawn_by=by
    )
