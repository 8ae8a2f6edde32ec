"""Languages, in the editor: which there are, how far they have come, one begun and taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import user_passes_test

from . import acts
from .begun import Tongue, lines, pages_in, tongues
from .original import behind

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@user_passes_test(lambda user: acts.may_translate(user))
def listing(request: HttpRequest) -> HttpResponse:
    found = [
        (each, list(lines(each.code, request.user)), behind(each.code)) if each.begun else (each, [], [])
        for each in tongues()
    ]
    context = {"tongues": found, "may_begin": acts.may_begin(request.user)}
    return _page(request, "languages", _("Languages"), **context)


@require_http_methods(GET_AND_POST)
@user_passes_test(lambda user: acts.may_begin(user))
def begin(request: HttpRequest, language: str) -> HttpResponse:
    """Says what comes of it, then does it."""
    tongue = _tongue(language)
    if request.method != "POST" and not tongue.begun:
        title = _("Begin %(language)s") % {"language": tongue.name}
        return _page(request, "language_begin", title, tongue=tongue)
    try:
        made = request.method == "POST" and acts.begin(language, request.user)
    except acts.Refused as fault:
        messages.error(request, str(fault))
        return redirect("languages_begun")
    said = (
        _("%(language)s is begun. Its first pages are drafts.")
        if made
        else _("%(language)s is begun already.")
    )
    messages.success(request, said % {"language": tongue.name})
    return redirect("languages_begun")


@require_http_methods(GET_AND_POST)
@user_passes_test(lambda user: acts.may_begin(user))
def take_back(request: HttpRequest, language: str) -> HttpResponse:
    """Names every draft that would go, then lets them go."""
    tongue = _tongue(language)
    if request.method != "POST" and tongue.begun and not tongue.published:
        title = _("Take %(language)s back") % {"language": tongue.name}
        return _page(request, "language_take_back", title, tongue=tongue, pages=pages_in(language))
    try:
        count = acts.take_back(language, request.user) if request.method == "POST" else 0
    except acts.Refused as fault:
        messages.error(request, str(fault))
        return redirect("languages_begun")
    if count:
        said = ngettext(
            "%(language)s is taken back, with %(n)s draft.",
            "%(language)s is taken back, with %(n)s drafts.",
            count,
        )
        messages.success(request, said % {"language": tongue.name, "n": count})
    return redirect("languages_begun")


def _tongue(language: str) -> Tongue:
    found = next((each for each in tongues() if each.code == language), None)
    if found is None:
        raise Http404(f"No language {language} to begin.")
    return found


def _page(request: HttpRequest, name: str, title: str, **more: Any) -> HttpResponse:
    above = [] if name == "languages" else [{"url": reverse("languages_begun"), "label": _("Languages")}]
    context = {"header_title": title, "breadcrumbs_items": [*above, {"url": "", "label": title}], **more}
    return render(request, f"content/admin/{name}.html", context)
