"""The job behind an upload: its own bytes are read, then a tool reads it too; it is shown, or refused."""

from functools import partial
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from content.film_files import Facts, Unfit, facts_of
from content.models import Film
from jobs.models import Job
from jobs.work import Record, enqueue

from . import tools

KIND = "film"


def ask_for_check(film: Film) -> Job:
    """One job for each upload: its name is used once."""
    return enqueue(KIND, key_of(film), film=film.pk, upload=film.upload.name)


def key_of(film: Film) -> str:
    return f"{KIND}:{film.pk}:{PurePosixPath(film.upload.name).stem}"


def check(job: Job) -> Record | None:
    """None where the film, or this upload of it, is gone meanwhile."""
    film = Film.objects.filter(pk=job.payload["film"], upload=job.payload["upload"]).first()
    if film is None or not film.upload:
        return None
    try:
        facts = read(film)
        picture = tools.poster(film.upload.path, facts)
    except Unfit as unfit:
        return partial(_refuse, film.pk, film.upload.name, unfit)
    return partial(_accept, film.pk, film.upload.name, facts, picture)


def read(film: Film) -> Facts:
    """What both gates agree on; Unfit otherwise."""
    try:
        with film.upload.open("rb") as stream:
            facts = facts_of(stream, film.upload.name)
    except FileNotFoundError as error:
        raise Unfit("truncated") from error
    tools.compare(film.upload.path, facts)
    return facts


def _waiting(pk: int, name: str) -> Film | None:
    """The row, if it still waits for this very upload."""
    return Film.objects.select_for_update().filter(pk=pk, upload=name).first()


def _refuse(pk: int, name: str, unfit: Unfit) -> None:
    """What readers see stays as it was."""
    film = _waiting(pk, name)
    if film is not None:
        film.refused, film.refused_value, film.upload = unfit.code, unfit.value, ""
        film.save(update_fields=["refused", "refused_value", "upload"])
        _forget(name)


def _accept(pk: int, name: str, facts: Facts, picture: bytes | None) -> None:
    film = _waiting(pk, name)
    if film is None:
        return
    before = film.file.name
    film.file.name, film.upload, film.refused, film.refused_value = name, "", "", ""
    film.duration, film.width, film.height = facts.seconds, facts.width, facts.height
    film.picture_code, film.sound_code = facts.picture, facts.sound
    # The sound alone was that of the film before.
    old = [before, film.sound.name]
    film.sound = ""
    if picture and (film.poster_taken or not film.thumbnail):
        old.append(film.thumbnail.name)
        film.thumbnail.save("poster.jpg", ContentFile(picture), save=False)
        film.poster_taken = True
    film.save()
    _forget(*old)


def _forget(*names: str) -> None:
    """Files that no row names any more go once that is certain."""
    for name in filter(None, names):
        transaction.on_commit(partial(default_storage.delete, name))
