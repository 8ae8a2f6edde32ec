"""Wagtail speaks the language of the account, also in mails that somebody else's act sends to an editor."""

from django.conf import settings
from wagtail.users.models import UserProfile

wagtails = UserProfile.get_preferred_language


def preferred(profile: UserProfile) -> str:
    """What was chosen in the editor, else with the account; else what is spoken here and now."""
    kept = profile.preferred_language or profile.user.language
    return kept if kept in dict(settings.LANGUAGES) else wagtails(profile)


def install() -> None:
    UserProfile.get_preferred_language = preferred
