"""A school of which a part is German: made as publishing a translation leaves it."""

from typing import Any

from wagtail.models import Locale, Page

from content.models import Unit
from content.receivers import bump
from content.rendering import keep


def german() -> Locale:
    return Locale.objects.get_or_create(language_code="de")[0]


def translate(page: Page, publish: bool = True, **fields: Any) -> Any:
    """The page's copy in the German tree, with other words; untranslated parents become aliases."""
    specific = page.specific
    copy = specific.copy_for_translation(german(), copy_parents=True)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.live = publish
    copy.save()
    if isinstance(copy, Unit):
        copy.rendering = keep(copy)
    bump()
    return copy


def original_of(unit: Unit) -> Unit:
    return Unit.objects.filter(translation_key=unit.translation_key).order_by("pk").first()
