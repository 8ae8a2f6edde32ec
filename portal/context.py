"""What every page's frame needs, without a query of its own on a unit page."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from content.atlas import atlas


def frame(request: HttpRequest) -> dict[str, object]:
    """Product name, theme and menu; the modules come from the process's atlas."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    learn = reverse("courses:learn")
    return {
        "product": settings.PRODUCT_NAME,
        "theme": user.theme if signed_in else request.COOKIES.get(settings.THEME_COOKIE_NAME, "system"),
        "signed_in": signed_in,
        "nav": [{"label": "Learn", "url": learn, "current": request.path.startswith(learn)}],
        "outbox": settings.OUTBOX,
        "footer_modules": FooterModules(),
    }


class FooterModules:
    """Read when a template loops over it, so that a page without a footer never asks for the modules."""

    def __iter__(self):
        return iter(atlas().modules)
