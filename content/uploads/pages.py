"""The authors' pages of films: the upload, and one page a film with its state and what was read from it."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, re_path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtailmedia.forms import get_media_form
from wagtailmedia.permissions import MediaPermissionPolicyChecker

from content.embeds import labels
from content.models import Film

from .forms import FilmForm
from .standing import standing_of

permission = MediaPermissionPolicyChecker()
METHODS = require_http_methods(["GET", "HEAD", "POST"])


@METHODS
@permission.require("add")
def add(request: HttpRequest, media_type: str) -> HttpResponse:
    if media_type != "video":
        raise Http404("Only films are kept here.")
    film = Film(uploaded_by_user=request.user, type="video")
    form = _form(request, film)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _said(film))
        return redirect("wagtailmedia:edit", film.pk)
    return _page(request, form, _("Add a film"))


@METHODS
@permission.require("change")
def edit(request: HttpRequest, media_id: int) -> HttpResponse:
    film = get_object_or_404(Film, pk=media_id)
    if not permission.policy.user_has_permission_for_instance(request.user, "change", film):
        raise PermissionDenied
    form = _form(request, film)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _said(film))
        return redirect("wagtailmedia:edit", film.pk)
    # What was typed is not yet what is kept: a form with faults shows the state of the row.
    kept = Film.objects.get(pk=media_id)
    may_delete = permission.policy.user_has_permission_for_instance(request.user, "delete", film)
    return _page(request, form, kept.title, film=kept, standing=standing_of(kept), may_delete=may_delete)


def _form(request: HttpRequest, film: Film) -> FilmForm:
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form: FilmForm = get_media_form(Film)(*given, instance=film, user=request.user)
    return form


def _said(film: Film) -> str:
    if film.upload:
        return _("“%(title)s” is kept and is being checked.") % {"title": film.title}
    return _("“%(title)s” is kept.") % {"title": film.title}


def _page(request: HttpRequest, form: FilmForm, title: str, **more: object) -> HttpResponse:
    trail = [
        {"label": _("Home"), "url": reverse("wagtailadmin_home")},
        {"label": _("Films"), "url": reverse("wagtailmedia:index")},
        {"label": title, "url": ""},
    ]
    context = {
        "form": form,
        "header_title": title,
        "header_icon": "wagtailmedia-video",
        "breadcrumbs_items": trail,
        "most": settings.FILM_UPLOAD_MAX_SIZE,
        "providers": labels(settings.EMBED_PROVIDERS),
        **more,
    }
    return render(request, "content/admin/film.html", context, status=422 if form.errors else 200)


def addresses() -> list[URLPattern]:
    """In place of wagtailmedia's own pages, which know neither a check nor a film without a file."""
    return [
        re_path(r"^media/(?P<media_type>audio|video|media)/add/$", add, name="film_add"),
        path("media/edit/<int:media_id>/", edit, name="film_edit"),
    ]
