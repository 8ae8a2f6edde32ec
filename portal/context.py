"""What every page's frame needs, without a query of its own on a unit page."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from content.atlas import atlas
from content.models import HomePage
from saying.tagged import Tagged

MENU = (
    (gettext_noop("Learn"), "courses:learn"),
    (gettext_noop("Assess"), "readiness:assess"),
    (gettext_noop("Results"), "readiness:results"),
)


def frame(request: HttpRequest) -> dict[str, object]:
    """Product name, theme and menu; the modules come from the process's atlas."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "product": settings.PRODUCT_NAME,
        "theme": user.theme if signed_in else request.COOKIES.get(settings.THEME_COOKIE_NAME, "system"),
        "signed_in": signed_in,
        "nav": [
            {"label": _(label), "url": reverse(name), "current": request.path.startswith(reverse(name))}
            for label, name in MENU
        ],
        "outbox": settings.OUTBOX,
        "footer_modules": FooterModules(),
        "footer_line": FooterLine(),
    }


class FooterModules:
    """Read when a template loops over it, so that a page without a footer never asks for the modules."""

    def __iter__(self):
        return iter(atlas().modules)


class FooterLine:
    """What this is, in the words of the home page's editors; asked for once a process and publication."""

    def __str__(self) -> str:
        return self._words

    @property
    def language(self) -> str:
        return self._words.language

    @property
    def _words(self) -> Tagged:
        shelf = atlas()
        return footer_line(shelf.stamp, shelf.tongue)

    def __bool__(self) -> bool:
        return bool(str(self))


@lru_cache(maxsize=4)
def footer_line(stamp: str, language: str) -> Tagged:
    """The stamp names the state of publication for which the answer holds."""
    lines = dict(HomePage.objects.live().values_list("locale__language_code", "footer_line"))
    spoken = language if lines.get(language) else next(iter(lines), language)
    return Tagged(lines.get(spoken, ""), spoken)
