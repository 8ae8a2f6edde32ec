"""A language is begun, and taken back while nothing of it was public."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.locales.utils import get_locale_usage
from wagtail.log_actions import log
from wagtail.models import Locale, Page, PagePermissionTester

from .begun import frame, original_learn, pages_in, tongues

TRANSLATING = "simple_translation.submit_translation"


class Refused(Exception):
    """What was asked for cannot be done now; the sentence says why."""


def may_translate(user: Any) -> bool:
    """Sees how far the languages have come."""
    learn = original_learn()
    return learn is not None and user.has_perm(TRANSLATING) and PagePermissionTester(user, learn).can_edit()


def may_begin(user: Any) -> bool:
    """Decides which languages there are: whoever translates and publishes."""
    learn = original_learn()
    return may_translate(user) and bool(PagePermissionTester(user, learn).can_publish_subpage())


@transaction.atomic
def begin(code: str, user: Any) -> bool:
    """Drafts of home, Learn and Paths, in one step; False where they were there already."""
    pages = _held()
    if not pages or code not in {tongue.code for tongue in tongues()}:
        raise Refused(_("This language cannot be begun."))
    locale, _made = Locale.objects.get_or_create(language_code=code)
    missing = [page for page in pages if not page.has_translation(locale)]
    for page in missing:
        CopyPageForTranslationAction(page, locale, user=user).execute(skip_permission_checks=True)
    if missing:
        log(instance=pages[0], action="content.language_begun", user=user, data={"language": code})
    return bool(missing)


@transaction.atomic
def take_back(code: str, user: Any) -> int:
    """Every page of the language goes, and the language; how many pages those were."""
    originals = _held()
    tongue = next((each for each in tongues() if each.code == code), None)
    if not originals or tongue is None or not tongue.begun:
        raise Refused(_("This language was not begun."))
    pages = list(pages_in(code).select_for_update())
    if any(page.live or page.first_published_at for page in pages):
        raise Refused(
            _("%(language)s stays: something of it was published already.") % {"language": tongue.name}
        )
    for page in (page for page in pages if page.depth == pages[0].depth):
        DeletePageAction(page.specific, user=user).execute(skip_permission_checks=True)
    locale = Locale.objects.get(language_code=code)
    if get_locale_usage(locale) == (0, 0):
        locale.delete()
    facts = {"language": code, "pages": len(pages)}
    log(instance=originals[0], action="content.language_taken_back", user=user, data=facts)
    return len(pages)


def _held() -> list[Page]:
    """The originals; two people who begin or take back wait for each other at the home."""
    pages = frame()
    if pages:
        Page.objects.select_for_update().get(pk=pages[0].pk)
    return pages
