"""Takes a person out of every table of this room; what they did to the site's content stays, unnamed."""

from functools import partial

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from jobs.models import OutgoingMail

from .actions import let_go
from .audit import record
from .export import addresses_of, sessions_of
from .models import Invitation, User


def erase(user: User) -> None:
    """Call inside a transaction, after the other rooms have let go of the person."""
    number, now, addresses = user.pk, timezone.now(), addresses_of(user)
    let_go(user, now)
    Invitation.objects.filter(email__in=addresses).delete()
    OutgoingMail.objects.filter(to__in=addresses).delete()
    for address in addresses:  # as the sender of an invitation that waits to be sent
        OutgoingMail.objects.filter(text__contains=f"({address})").delete()
    for session in list(sessions_of(user)):
        session.delete()
    EmailAddress.objects.filter(user=user).delete()
    # The log of the editors' actions keeps what happened; its rows point to people without a constraint.
    for log in (PageLogEntry, ModelLogEntry):
        log.objects.filter(user_id=number).update(user_id=None)
    ModelLogEntry.objects.filter(
        content_type__app_label="accounts", content_type__model="user", object_id=str(number)
    ).update(label="erased")
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        transaction.on_commit(partial(profile.avatar.storage.delete, profile.avatar.name))
    user.delete()
    record("account erased", user=number, at=now)
