"""Listen in your podcast app: the part of your own page where the private address is made and ended."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from content.models import Film
from courses.actions import end_podcast_address, make_podcast_address
from courses.learner import learner_for_writing
from courses.listening import token_of
from courses.models import Learner, ListeningKey
from courses.views.doors import act
from courses.views.listening import address_of


@dataclass(frozen=True, slots=True)
class Podcast:
    """What templates/portal/_podcast.html calls `podcast`; `url` is empty where it cannot be shown again."""

    made_at: datetime | None = None
    url: str = ""


def podcast_of(learner: Learner | None) -> Podcast | None:
    """None while there is nothing to listen to and no address that could be ended."""
    key = ListeningKey.objects.filter(learner=learner).first() if learner else None
    if key is None:
        return Podcast() if Film.objects.exclude(sound="").exists() else None
    token = token_of(key)
    return Podcast(key.made_at, address_of(token) if token else "")


@act
def make(request: HttpRequest) -> HttpResponse:
    """A new address; where there was one, that one is ended."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_login"))
    make_podcast_address(learner_for_writing(request), timezone.now())
    return HttpResponseRedirect(f"{reverse('me')}#listen")


@act
def end(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_login"))
    end_podcast_address(learner_for_writing(request))
    return HttpResponseRedirect(f"{reverse('me')}#listen")
