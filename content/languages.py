"""Two languages of a page: its address says that of the words, the reader that of what stands around them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve


class PageAddresses(LocalePrefixPattern):
    """Addresses of pages begin with their language, except in the default one; whatever the reader's is."""

    def __init__(self) -> None:
        super().__init__(prefix_default_language=False)

    def match(self, path: str) -> tuple[str, tuple[object, ...], dict[str, object]]:
        language = language_in(path)
        return path.removeprefix(f"{language}/") if language else path, (), {}


def language_in(path: str) -> str:
    """Which language an address (without its first slash) begins with; empty for the default one."""
    first = path.partition("/")[0]
    return first if first != settings.LANGUAGE_CODE and first in dict(settings.LANGUAGES) else ""


def words_language(request: HttpRequest) -> str:
    """Of the words at this address; without a middleware that looked at it, the active language."""
    return getattr(request, "words_language", "") or translation.get_language() or settings.LANGUAGE_CODE


def named(language: str) -> str:
    """In the reader's language; by its own name where Django does not know it."""
    try:
        return str(translation.get_language_info(language)["name_translated"])
    except KeyError:
        return str(dict(settings.LANGUAGES).get(language, language))


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own answer: the page is looked for in the language of the address, shown in the reader's."""
    with translation.override(words_language(request)):
        Page.route_for_request(request, path)  # remembered by Wagtail for this request
    return wagtail_serve(request, path)
