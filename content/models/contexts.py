"""What a page's template gets comes from rooms and modules above the models; they put their function here."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.preview_modes import DARK, HALF, LAPTOP, NEW, PHONE, Look, look_of, looks

Named = Sequence[tuple[str, str | Promise]]
READERS = {
    "": _("Nobody: everything is open"),
    NEW: _("A new learner"),
    HALF: _("A learner half-way"),
}
LIGHTS = {"": _("Light"), DARK: _("Dark")}
# A preview sends nothing, whatever stands in it: no form, no report of a script.
SENDS_NOTHING = {"form-action": ["'none'"], "connect-src": ["'none'"]}


class ShownInContext:
    """A page whose context `page_context` completes, for previews and where Wagtail serves it."""

    page_context: ClassVar[Callable[[Any, HttpRequest], dict[str, Any]]]
    preview_parts: Any = [("", _("The page"))]
    preview_readers: Sequence[str] = ()
    preview_sizes = [
        {"name": "phone", "icon": "mobile-alt", "device_width": PHONE, "label": _("On a phone, 390 wide")},
        {"name": "laptop", "icon": "desktop", "device_width": LAPTOP, "label": _("On a laptop, 1280 wide")},
    ]

    @property
    def preview_choices(self) -> dict[str, Named]:
        """What the panel offers: a part of the page, a reader, a light."""
        readers = [(name, READERS[name]) for name in ("", *self.preview_readers)]
        return {
            "part": self.preview_parts,
            "reader": readers if self.preview_readers else [],
            "light": list(LIGHTS.items()),
        }

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        named = dict(self.preview_parts)
        return [
            (look.mode, _said(look, str(named[look.part]))) for look in looks(named, self.preview_readers)
        ]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context = {
            **super().get_context(request, *args, **kwargs),
            **type(self).page_context(self, request),
        }
        if getattr(request, "is_preview", False):
            # Without its token, a form that is sent all the same is refused.
            look = look_of(getattr(request, "preview_mode", ""))
            context |= {"look": look, "theme": "dark" if look.dark else "light", "csrf_token": ""}
        return context

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        response = super().serve_preview(request, mode_name)
        response._csp_replace = SENDS_NOTHING
        return response


def _said(look: Look, part: str) -> str:
    """The plain look is called by its part alone."""
    more = [READERS[look.reader]] * bool(look.reader) + [LIGHTS[DARK]] * look.dark
    return " · ".join([part, *map(str, more)])
