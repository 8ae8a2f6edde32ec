"""What a page's template gets comes from rooms and modules above the models; they put their function here."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest


class ShownInContext:
    """A page whose context `page_context` completes, for previews and where Wagtail serves it."""

    page_context: ClassVar[Callable[[Any, HttpRequest], dict[str, Any]]]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),  # type: ignore[misc]
            **type(self).page_context(self, request),
        }
