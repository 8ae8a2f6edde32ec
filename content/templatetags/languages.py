"""Words in another language than the page around them say so, for whoever reads them aloud."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

from content.atlas import ModuleLine, PathLine, UnitLine
from saying.inside import inside as small_inside
from saying.tagged import Tagged

register = template.Library()


@register.filter
def lang(line: UnitLine | ModuleLine | PathLine | str | None) -> SafeString | str:
    """The attributes, or nothing where the words are in the language of the interface."""
    return tongue(getattr(line, "language", ""))


@register.filter
def tongue(language: str) -> SafeString | str:
    """The same of a language's code."""
    return attributes(language)


def attributes(language: str) -> SafeString | str:
    if not language or language == get_language():
        return ""
    from_right = language.partition("-")[0] in settings.LANGUAGES_BIDI
    if from_right == get_language_bidi():
        return format_html(' lang="{}"', language)
    return format_html(' lang="{}" dir="{}"', language, "rtl" if from_right else "ltr")


@register.filter
def inside(words: str, line: UnitLine | ModuleLine | PathLine | str | None = None) -> str:
    """The words as they stand inside a sentence of their language, which is that of the line or their own."""
    language = getattr(words, "language", "") or getattr(line, "language", "")
    return small_inside(Tagged(words, language) if language else words)


@register.filter
def spoken(words: str, line: UnitLine | ModuleLine | PathLine | None = None) -> SafeString | str:
    """The words of this line, or words that know their language (saying.tagged), as part of a sentence."""
    named = lang(line or words) if words else ""
    return format_html("<span{}>{}</span>", named, words) if named else words


@register.filter
def spoken_in(words: str, language: str) -> SafeString | str:
    """The same with a language's code."""
    named = tongue(language) if words else ""
    return format_html("<span{}>{}</span>", named, words) if named else words


@register.filter
def spoken_part(sentence: str, part: str) -> SafeString | str:
    """The sentence, in which the part is in another language."""
    before, found, after = sentence.partition(part) if part and lang(part) else (sentence, "", "")
    return format_html("{}{}{}", before, spoken(part), after) if found else sentence


@register.filter
def apart(name: str) -> SafeString | str:
    """A name that somebody wrote; the direction of its letters is not that of the sentence around it."""
    return format_html("<bdi>{}</bdi>", name) if name else ""
