"""An Open Badges 3.0 credential as plain JSON-LD: who, what, when, by whom, and whether it still stands.

The terms are those of https://www.imsglobal.org/spec/ob/v3p0; reports/schemas/open-badge-3.0.json is the part
of it that is used here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
WHAT = (
    "Every published unit of the module was completed and its check passed. A record of learning on this"
    " portal: not a degree, a licence or a proof of legal compliance."
)


@dataclass(frozen=True, slots=True)
class Award:
    """What is certified; `email_hash` is SHA-256 in hex of address and salt, empty where there is none."""

    id: str
    subject: str
    name: str
    email_hash: str
    salt: str
    module: str
    module_url: str
    title: str
    units: tuple[str, ...]
    minutes: int
    completed_at: datetime
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Issuer:
    """`id` and the rest are addresses of this portal."""

    id: str
    name: str
    url: str
    revocations: str


def hashed(email: str, salt: str) -> str:
    """How a verifier who is told the address recognises whom the credential is about."""
    return sha256(f"{email.strip().lower()}{salt}".encode()).hexdigest()


def profile(issuer: Issuer) -> dict[str, Any]:
    return {"id": issuer.id, "type": ["Profile"], "name": issuer.name, "url": issuer.url}


def credential(award: Award, issuer: Issuer) -> dict[str, Any]:
    """The same award and issuer give the same document."""
    return {
        "@context": list(CONTEXT),
        "id": award.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.title,
        "issuer": profile(issuer),
        "validFrom": _moment(award.issued_at),
        "awardedDate": _moment(award.completed_at),
        "credentialSubject": {
            "id": award.subject,
            "type": ["AchievementSubject"],
            "identifier": _identifiers(award),
            "activityEndDate": _moment(award.completed_at),
            "achievement": _achievement(award),
        },
        "credentialStatus": {"id": issuer.revocations, "type": "1EdTechRevocationList"},
    }


def _achievement(award: Award) -> dict[str, Any]:
    units = "".join(f"\n- {unit}" for unit in award.units)
    return {
        "id": award.module_url,
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": award.title,
        "description": f"The module {award.title}, about {award.minutes} minutes of cases, films and guides.",
        "criteria": {"id": award.module_url, "narrative": f"{WHAT}\n{units}"},
    }


def _identifiers(award: Award) -> list[dict[str, Any]]:
    said: list[tuple[str, str, bool]] = [("name", award.name, False)]
    if award.email_hash:
        said.append(("emailAddress", f"sha256${award.email_hash}", True))
    return [
        {
            "type": "IdentityObject",
            "hashed": is_hashed,
            "identityHash": value,
            "identityType": kind,
            **({"salt": award.salt} if is_hashed else {}),
        }
        for kind, value, is_hashed in said
        if value
    ]


def revocations(issuer: Issuer, ids: Sequence[str]) -> dict[str, Any]:
    """What withdrawn credentials are looked up in."""
    return {
        "id": issuer.revocations,
        "issuer": issuer.id,
        "revokedCredential": [{"id": id, "revoked": True} for id in ids],
    }


def claims(document: dict[str, Any], award: Award) -> dict[str, Any]:
    """The document as the payload of a JWT, with the claims that Open Badges 3.0 asks for (8.2.4)."""
    registered = {
        "iss": document["issuer"]["id"],
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": int(award.issued_at.replace(microsecond=0).timestamp()),
    }
    return {**document, **registered}


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"
