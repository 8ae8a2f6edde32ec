"""Private links: made, ended, followed. What is in the address is signed; no database holds it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from accounts.models import User
from readiness.models import Round
from reports.models import PrivateLink, Report

from .refusals import TooMany, Unknown

LIVES = timedelta(days=14)
MOST_OPEN = 20
signer = signing.Signer(salt="reports.private-link", sep=".")


def make_link(measured: Round, report: UUID, by: User | None, now: datetime) -> PrivateLink:
    """A link to a file that is there. Two links to one file end each by itself."""
    found = Report.objects.ready().filter(edition__round=measured, public_id=report).first()
    if found is None:
        raise Unknown(_("There is no such file here, or it is not ready yet."))
    if PrivateLink.objects.open(now).filter(report__edition__round=measured).count() >= MOST_OPEN:
        raise TooMany(_("Twenty links to this report are open. End one of them first."))
    return PrivateLink.objects.create(report=found, made_by=by, made_at=now, expires_at=now + LIVES)


def end_link(measured: Round, link: UUID, now: datetime) -> PrivateLink:
    """From this moment on it opens nothing; twice is once."""
    mine = PrivateLink.objects.filter(report__edition__round=measured, public_id=link)
    mine.filter(revoked_at__isnull=True).update(revoked_at=now)
    found = mine.first()
    if found is None:
        raise Unknown(_("There is no such link here."))
    return found


def token_of(link: PrivateLink) -> str:
    """What stands in the address: the link's name and our signature under it."""
    return signer.sign(link.public_id.hex)


def followed(token: str) -> PrivateLink | None:
    """The link that an address names, open or ended; None for one that we never made."""
    try:
        name = UUID(hex=signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    found = PrivateLink.objects.filter(public_id=name)
    return found.select_related(
        "report__edition__round__organisation", "report__edition__round__owner"
    ).first()
