"""Words in another language than the page around them say so, for whoever reads them aloud."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

from content.atlas import ModuleLine, PathLine, UnitLine

register = template.Library()


@register.filter
def lang(line: UnitLine | ModuleLine | PathLine | None) -> SafeString | str:
    """The attributes, or nothing where the words are in the language of the interface."""
    language = getattr(line, "language", "")
    if not language or language == get_language():
        return ""
    from_right = language.partition("-")[0] in settings.LANGUAGES_BIDI
    if from_right == get_language_bidi():
        return format_html(' lang="{}"', language)
    return format_html(' lang="{}" dir="{}"', language, "rtl" if from_right else "ltr")


@register.filter
def apart(name: str) -> SafeString | str:
    """A name that somebody wrote; the direction of its letters is not that of the sentence around it."""
    return format_html("<bdi>{}</bdi>", name) if name else ""
