"""The podcast feed behind a learner's address, and its sound: no cookie is asked for, and nobody counts."""

import hashlib
from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from content.atlas import atlas
from content.sending import TYPES, send
from courses.listening import Episode, episodes, opens
from courses.podcast import Channel, Item, podcast

GONE = gettext_lazy("No podcast is at this address, or it was ended.")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Every film with sound that everyone may see; the same for all but for the address in it."""
    if not opens(token):
        raise Http404(GONE)
    with translation.override(settings.LANGUAGE_CODE):
        text = podcast(_channel(token), [_item(each, token) for each in episodes(atlas())])
    etag = quote_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    answer = get_conditional_response(request, etag=etag)
    if answer is None or answer.status_code == 200:
        answer = HttpResponse(text, content_type="application/rss+xml; charset=utf-8")
    answer.headers["ETag"] = etag
    # Apps may ask as often as they like; most of the time they need not, or hear that nothing is new.
    answer.headers["Cache-Control"] = "private, max-age=900"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def sound(request: HttpRequest, token: str, pk: int, name: str) -> HttpResponseBase:
    """The sound of a film in the feed, whole or in part."""
    if not opens(token):
        raise Http404(GONE)
    for episode in episodes(atlas()):
        if episode.film.pk == pk and episode.name == name:
            return send(request, episode.film.sound)
    raise Http404("The podcast has no such sound.")


def _channel(token: str) -> Channel:
    return Channel(
        title=settings.PRODUCT_NAME,
        text=_("The films of the course, to listen to. The address of this feed is yours alone."),
        url=settings.BASE_URL + reverse("courses:learn"),
        feed_url=address_of(token),
        image_url=settings.BASE_URL + static("img/apple-touch-icon.png"),
        language=settings.LANGUAGE_CODE,
        by=settings.PRODUCT_NAME,
    )


def _item(episode: Episode, token: str) -> Item:
    film, line = episode.film, episode.line
    path = reverse("podcast_sound", args=[token, film.pk, episode.name])
    suffix = PurePosixPath(episode.name).suffix.lower()
    return Item(
        id=f"{settings.BASE_URL}/#{line.key}",
        title=line.title,
        text="\n\n".join(filter(None, (line.standfirst, film.credits))),
        url=settings.BASE_URL + line.url,
        sound_url=settings.BASE_URL + path,
        sound_type=TYPES.get(suffix, "application/octet-stream"),
        size=episode.size,
        duration=film.duration or 0,
        season=episode.season,
        number=episode.number,
        published=episode.unit.first_published_at,
        captions_url=settings.BASE_URL + film.captions_url if film.captions else "",
    )


def address_of(token: str) -> str:
    """As a podcast app is given it."""
    return settings.BASE_URL + reverse("podcast", args=[token])
