"""The security log: who signed in, what was refused, what changed; no words or secrets of a person."""

import hashlib
import hmac
import logging

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest

security = logging.getLogger("security")


def record(event: str, request: HttpRequest | None = None, **facts: object) -> None:
    """One line; the user is named by number, so that an erased account leaves no name in old logs."""
    if request is not None:
        # Not request.user, which might ask a database that is away.
        user = getattr(request, "_cached_user", None)
        facts.setdefault("user", getattr(user, "pk", None))
        facts |= {"address": get_client_ip(request), "path": request.path, "method": request.method}
    security.info(event, extra={"facts": facts})


def pseudonym(email: str) -> str:
    """Tells attempts on one account together without saying whose it is."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, email.strip().lower().encode(), hashlib.sha256).hexdigest()[:12]
