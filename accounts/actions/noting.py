"""What was done to an organisation: for the security log, and for Wagtail's history of the organisation."""

from allauth.core import context
from allauth.core.internal.httpkit import get_client_ip
from wagtail.log_actions import log

from accounts.audit import record
from accounts.models import Organisation, User


def note(event: str, organisation: Organisation, by: User, **facts: object) -> None:
    """Who joined, left or changed role: people by number, and no address of a page, which may hold a link."""
    if context.request is not None:
        facts["address"] = get_client_ip(context.request)
    record(event, user=by.pk, organisation=organisation.pk, **facts)


def note_history(action: str, organisation: Organisation, by: User | None) -> None:
    """What became of the organisation itself; see the hook that names these actions."""
    log(organisation, f"accounts.{action}", user=by)
