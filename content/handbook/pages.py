"""The page of the handbook: read from docs/editors.md itself, for everybody who may enter the editor."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from PIL import Image
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem

from .reading import Handbook, Picture, read

FILE = settings.BASE_DIR / "docs/editors.md"
ADDRESS = "handbook"


@require_safe
@require_admin_access
def handbook(request: HttpRequest) -> HttpResponse:
    context = {
        "handbook": read_now(FILE.read_text()),
        "header_title": _("Handbook"),
        "header_icon": "help",
        "breadcrumbs_items": [{"url": "", "label": _("Handbook")}],
    }
    return render(request, "content/admin/handbook.html", context)


@lru_cache(maxsize=1)
def read_now(text: str) -> Handbook:
    """Anew when the file is another."""
    return read(text, picture)


def picture(name: str) -> Picture:
    """docs/pictures/ is served as handbook/ (STATICFILES_DIRS)."""
    served = name.replace("pictures/", "handbook/", 1)
    with Image.open(FILE.parent / name) as found:
        return Picture(static(served), found.width, found.height)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("handbook/", handbook, name=ADDRESS)]


@hooks.register("register_help_menu_item")
def entry() -> MenuItem:
    return MenuItem(gettext_lazy("Handbook"), reverse(ADDRESS), name="handbook", icon_name="help", order=100)
