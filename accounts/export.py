"""What this room holds about a person, for the person to take away; secrets and hashes are left out."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from wagtail.users.models import UserProfile

from jobs.models import OutgoingMail

from .actions.addressing import plain_forms
from .models import Invitation, User

MEMBERSHIP = ("organisation__name", "role", "email", "joined_at", "suspended_at")
INVITATION = ("organisation__name", "email", "role", "sent_at", "expires_at", "accepted_at", "withdrawn_at")


def facts_of(user: User) -> dict[str, object]:
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    factors = Authenticator.objects.filter(user=user).order_by("pk")
    invitations = Invitation.objects.filter(email__in=addresses_of(user)).order_by("pk")
    mails = OutgoingMail.objects.filter(to__in=addresses_of(user))
    return {
        "email": user.email,
        "name": user.name or user.get_full_name(),
        "theme": user.theme,
        "time_zone": user.time_zone,
        "language": user.language,
        "reminders": user.reminders,
        "joined": user.date_joined,
        "last_sign_in": user.last_login,
        "has_password": user.has_usable_password(),
        "groups": list(user.groups.values_list("name", flat=True)),
        "email_addresses": list(addresses.values("email", "verified", "primary")),
        "profile_picture": picture_of(user),
        "second_factors": list(factors.values("type", "created_at", "last_used_at")),
        "sessions": sum(1 for _ in sessions_of(user)),
        "organisations": list(user.memberships.order_by("pk").values(*MEMBERSHIP)),
        "invitations": list(invitations.values(*INVITATION)),
        "mail_kept_or_on_its_way": list(mails.values("created_at", "subject")),
    }


def picture_of(user: User) -> str:
    """The name of the file that an author chose in the editor."""
    profile = UserProfile.objects.filter(user=user).first()
    return profile.avatar.name if profile else ""


def addresses_of(user: User) -> set[str]:
    """As the person wrote them, and as they are compared."""
    held = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    return held | set(plain_forms(held))


def sessions_of(user: User) -> Iterator[Session]:
    """The sessions of one person. Rows do not say whose they are, so all are read: rare enough."""
    for session in Session.objects.iterator(chunk_size=500):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            yield session
