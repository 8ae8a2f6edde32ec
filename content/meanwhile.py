"""A draft that is saved, perhaps by itself, while somebody else publishes it takes down nothing."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from content.models import HomePage, LearnIndexPage, ModulePage, PathPage, PathsPage, TextPage

PUBLIC = ("live", "live_revision_id", "first_published_at", "last_published_at", "expired")


class KeepsPublished(WagtailAdminPageForm):
    """The edit form of every kind of page here; that of units is one, too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"go_live_at", "expire_at"} & self.fields.keys():
            self.fields[name].help_text = _(
                "In the time zone %(zone)s, which you choose under “Account”."
            ) % {"zone": timezone.get_current_timezone_name()}

    def save(self, commit: bool = True) -> Any:
        with transaction.atomic():
            return super().save(commit and not published_meanwhile(self.instance))


def published_meanwhile(page: Page) -> bool:
    """Somebody else published it since it was read to be edited: the words are a draft's then, and it stays.

    Held, so that whoever publishes it now does so after it was saved.
    """
    if page.live or not page.pk:
        return False
    now = Page.objects.select_for_update().filter(pk=page.pk).values(*PUBLIC).first()
    if now is None or not now["live"]:
        return False
    for name, value in now.items():
        setattr(page, name, value)
    return True


def install() -> None:
    for model in (HomePage, LearnIndexPage, ModulePage, TextPage, PathsPage, PathPage):
        model.base_form_class = KeepsPublished
