"""Films, drawings and pictures: what pages show beside their words."""

from functools import lru_cache
from pathlib import PurePosixPath
from posixpath import normpath

from django.core.exceptions import SuspiciousFileOperation
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from content import plates
from content.atlas import HOME_PLATE, Plate, atlas
from content.models import Film, Unit
from content.sending import GUARDS, send
from content.uses import units_showing

OWN_VIEWS = ("documents/", "reports/", "films/")
FOREVER = "public, max-age=31536000, immutable"


@require_safe
def film_file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """The film's own files by their stored names, its captions and chapters as WebVTT; 404 for all else."""
    film = get_object_or_404(Film, pk=pk)
    if not may_watch(request, film):
        raise Http404("No such film.")
    return film_answer(request, film, name)


def film_answer(request: HttpRequest, film: Film, name: str) -> HttpResponseBase:
    """For whoever has been let in."""
    for file in (film.file, film.thumbnail, film.sound):
        if file and PurePosixPath(file.name).name == name:
            return send(request, file)
    for kind, words in (("captions", film.captions), ("chapters", film.chapters)):
        if words and film.track_name(kind) == name:
            return _track(request, words, name)
    raise Http404("No such file of this film.")


def may_watch(request: HttpRequest, film: Film) -> bool:
    """A live unit that this request may see shows the film, or the person asking may change it."""
    showing = Unit.objects.live().filter(film=film) | units_showing(film)
    for unit in showing.with_restriction():
        if not unit.restricted or all(r.accept_request(request) for r in unit.get_view_restrictions()):
            return True
    policy = policy_registry.get_by_type(Film)
    return bool(policy.user_has_permission_for_instance(request.user, "change", film))


@require_safe
def stored_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Pictures in the sizes that pages show, for everyone; other uploads for authors.

    Documents, reports and films have views of their own, which know who may have them.
    """
    shown = get_image_model().get_rendition_model().objects.filter(file=name).exists()
    author = shown or request.user.has_perm("wagtailadmin.access_admin")
    if not author or normpath(name).startswith(OWN_VIEWS):
        raise Http404("No such file.")
    try:
        return send(request, FieldFile(None, FileField(), name))
    except (SuspiciousFileOperation, IsADirectoryError) as error:
        raise Http404("No such file.") from error


# The same for everyone, so its length tells nobody anything; browsers keep it, so each packs it once.
@gzip_page
@require_safe
def plate(request: HttpRequest, family: str, slug: str, turn: str, shape: str) -> HttpResponse:
    """A generated drawing; its address says everything about it, so it never changes."""
    asked = Plate(family, slug, int(turn))
    if family not in plates.FAMILIES or shape not in plates.SHEETS or turn != str(asked.turn):
        raise Http404("No such drawing.")
    if asked not in _drawings() and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404("No such drawing.")
    return plate_answer(request, asked, shape)


def plate_answer(request: HttpRequest, asked: Plate, shape: str) -> HttpResponse:
    """For whoever has been let in; Http404 for what nobody draws."""
    family, slug, turn = asked.family, asked.slug, asked.turn
    if family not in plates.FAMILIES or shape not in plates.SHEETS:
        raise Http404("No such drawing.")
    etag = quote_etag(f"{family}-{slug}-{turn}-{shape}")
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code == 200:
        response = HttpResponse(_drawn(slug, family, turn, shape), content_type="image/svg+xml")
    response.headers["Cache-Control"] = FOREVER
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _drawings() -> set[Plate]:
    """What published pages show; anything else would be drawing for strangers."""
    shelf = atlas()
    return {HOME_PLATE, *(m.plate for m in shelf.every_module), *(u.plate for u in shelf.every_unit.values())}


@lru_cache(maxsize=256)
def _drawn(slug: str, family: str, turn: int, shape: plates.Shape) -> str:
    return plates.draw(slug, family, turn, shape)


def _track(request: HttpRequest, words: str, name: str) -> HttpResponse:
    """The name holds a hash of the words, so it serves as the tag as well."""
    etag = quote_etag(name)
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code == 200:
        response = HttpResponse(words, content_type="text/vtt; charset=utf-8")
    for header, value in {**GUARDS, "ETag": etag}.items():
        response.headers[header] = value
    return response
