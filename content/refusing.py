"""A refusal to publish as an editor meets it: back to the page that is not ready, with what it lacks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages

from content.publishing import PublishRefused

Answer = Callable[[HttpRequest], HttpResponseBase]


class RefusedToPublish:
    """For lists, workflow steps and whatever else has no form to show an error in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Nothing else was published either: such actions are one transaction."""
        if not isinstance(problem, PublishRefused):
            return None
        back = reverse("wagtailadmin_pages:edit", args=[problem.page.pk])
        said = _("Nothing was published: “%(title)s” is not ready.") % {"title": problem.page.title}
        lines = format_html_join("", "<li>{}</li>", ((remark.message,) for remark in problem.remarks))
        detail = format_html('<ul class="errorlist">{}</ul>', lines)
        messages.messages.error(request, messages.render(said, None, detail=detail))
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What Wagtail's dialogue of a workflow step understands.
            return JsonResponse({"step": "success", "redirect": back})
        return redirect(back)
