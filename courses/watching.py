"""How a film is to be played for this reader: from which second, how fast, with or without its pictures."""

from dataclasses import dataclass

from content.models import Film

from .learner import Who
from .models import Place
from .standings import Stopped


@dataclass(frozen=True, slots=True)
class Watching:
    """What templates/components/film.html calls `watching`.

    `stay` is what a link to another second adds so that without script, too, it stays with the sound.
    """

    second: float | None = None
    speed: float = 1
    listen: bool = False
    stay: str = ""

    @property
    def begun(self) -> bool:
        return self.second is not None


def watching(who: Who, film: Film, place: Stopped | None, asked: str) -> Watching:
    """The address decides (`?listen=1` or `0`), then what was chosen here, then in the film seen last.

    One statement, and none where this film was begun or nobody is known.
    """
    kept: Stopped | Place | None = place or (_last_played(who) if who.named else None)
    chosen = kept.listening if kept else False
    listen = bool(film.sound) and (asked == "1" or (chosen and asked != "0"))
    return Watching(
        second=place.second if place else None,
        speed=kept.speed if kept else 1,
        listen=listen,
        stay="" if listen == (chosen and bool(film.sound)) else f"&listen={int(listen)}",
    )


def _last_played(who: Who) -> Place | None:
    played = Place.objects.filter(learner__in=who.learners(), second__isnull=False)
    return played.newest_first().only("speed", "listening").first()
