"""A certificate of ours as an award with the addresses of this portal, and the key that signs it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from .certificates.credential import Award, Issuer, claims, credential, revocations
from .certificates.signing import Key, kept_key
from .learning import counted, day
from .models import Certificate
from .papers.typesetting import plate, typeset

NOTES = (
    "A record of learning on this portal: not a degree or a licence, and no proof of legal compliance.",
    "The person it names can take it back; the address below says whether it stands.",
)


def address(name: str, **arguments: object) -> str:
    return settings.BASE_URL + reverse(f"reports:{name}", kwargs=arguments)


def issuer() -> Issuer:
    home = f"{settings.BASE_URL}/"
    return Issuer(address("issuer"), settings.PRODUCT_NAME, home, address("revoked"))


def signing_key() -> Key:
    return kept_key(settings.CREDENTIAL_KEY_FILE)


def credential_id(public_id: UUID) -> str:
    return address("certificate", certificate=public_id)


def award(of: Certificate) -> Award:
    return Award(
        id=credential_id(of.public_id),
        subject=f"urn:uuid:{of.subject_id}",
        name=of.name,
        email_hash=of.email_hash,
        salt=of.salt,
        module=of.module,
        module_url=f"{settings.BASE_URL}/learn/{of.module}/",
        title=of.module_title,
        units=tuple(unit["title"] for unit in of.units),
        minutes=of.minutes,
        completed_at=of.completed_at,
        issued_at=of.issued_at,
    )


def as_document(of: Certificate) -> dict[str, Any]:
    return credential(award(of), issuer())


def as_token(of: Certificate) -> str:
    """The document, signed: a compact JWS."""
    key = signing_key()
    return key.signed(claims(as_document(of), award(of)), address("public_key", key=key.thumbprint))


def revoked() -> dict[str, Any]:
    withdrawn = Certificate.objects.withdrawn().order_by("pk").values_list("public_id", flat=True)
    return revocations(issuer(), [credential_id(public_id) for public_id in withdrawn])


def as_paper(of: Certificate) -> bytes:
    values = {
        "product": settings.PRODUCT_NAME,
        "name": of.name,
        "module": of.module_title,
        "completed_at": day(of.completed_at.astimezone(UTC).date()),
        "count": counted(len(of.units), "unit"),
        "minutes": of.minutes,
        "units": [f"{unit['title']} ({unit['kind'].lower()}, {unit['minutes']} min)" for unit in of.units],
        "notes": list(NOTES),
    }
    ours = {
        "number": str(of.public_id),
        "address": credential_id(of.public_id),
        "plate": plate(of.module, of.module),
    }
    title = f"Certificate: {of.module_title}, {of.name}"
    return typeset("certificate", values, title, issued_on(of).date(), ours)


def issued_on(of: Certificate) -> datetime:
    return of.issued_at.astimezone(UTC)
