"""Words in another language than the page around them say so, for whoever reads them aloud."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from content.atlas import ModuleLine, PathLine, UnitLine

register = template.Library()


@register.filter
def lang(line: UnitLine | ModuleLine | PathLine | None) -> SafeString | str:
    """The attribute, or nothing where the words are in the language of the interface."""
    language = getattr(line, "language", "")
    return format_html(' lang="{}"', language) if language and language != get_language() else ""
