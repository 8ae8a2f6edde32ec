"""In which language a request is answered: its address says so, else the person, else the browser."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from content.atlas import atlas
from content.languages import language_in
from portal.on_device import keep_on_device

Answer = Callable[[HttpRequest], HttpResponse]
# Files and probes: nobody reads a word of them, so nobody is looked up for them.
WORDLESS = ("/static/", "/plates/", "/films/", "/media/", "/healthz", "/readyz", "/csp-report/")


def speaking(get_response: Answer) -> Answer:
    """Middleware: the interface of the whole request; a translated page brings its own with its address."""

    def respond(request: HttpRequest) -> HttpResponse:
        in_address = language_in(request.path_info.removeprefix("/"))
        request.words_language = in_address or settings.LANGUAGE_CODE
        with translation.override(in_address or chosen(request)):
            request.LANGUAGE_CODE = translation.get_language()
            return get_response(request)

    return respond


def chosen(request: HttpRequest) -> str:
    """Kept with the account, else in this device's cookie, else the first that the browser asks for."""
    if request.path_info.startswith(WORDLESS):
        return settings.LANGUAGE_CODE
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        kept = request.user.language
        if kept in dict(settings.LANGUAGES):
            return kept
    return translation.get_language_from_request(request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """Offers the languages; a choice is kept with the account and on this device, and leads back."""
    back = _back(request, request.POST.get("next") or request.headers.get("referer", ""))
    if request.method != "POST":
        return render(request, "portal/language.html", {"next": back})
    wanted = request.POST.get("language", "")
    if wanted not in dict(settings.LANGUAGES):
        return render(request, "400.html", {"reason": _("Choose one of the languages.")}, status=400)
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(language=wanted)
    with translation.override(wanted):
        messages.success(request, _("This is the language of the portal from now on."))
        answer = HttpResponseRedirect(same_page(back, wanted))
    keep_on_device(answer, settings.LANGUAGE_COOKIE_NAME, wanted)
    return answer


def _back(request: HttpRequest, url: str) -> str:
    """Where the reader came from, if that is here; its path alone."""
    if url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure()):
        path = "/" + url.split("//", 1)[-1].partition("/")[2] if "//" in url else url
        if path.startswith("/") and not path.startswith(("//", reverse("language"))):
            return path
    return reverse("me")


def same_page(path: str, language: str) -> str:
    """This page, or this place in a unit, in another language; the page itself where there is none."""
    shelf = atlas()
    fitting = [(url, pk) for pk, url in shelf.page_urls.items() if len(url) > 1 and path.startswith(url)]
    url, pk = max(fitting, default=("", 0))
    if twin := shelf.in_language(pk, language):
        return f"{twin}{path.removeprefix(url)}"
    return reverse("home") if language_in(path.removeprefix("/")) else path
