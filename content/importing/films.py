"""Made films put into the media library; a file's name holds its hash, so the same film is stored once."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage

from content import parsing
from content.captions import cues_of
from content.film_files import Unfit, facts_of
from content.film_files.heads import HEAD, kind_of
from content.models import Film, Imported
from content.uploads.pictures import picture_fault
from content.uploads.words import reason

from .contents import holds
from .digests import film_digest
from .report import ImportRefused, Report


def faults_of_films(films: Iterable[parsing.Film]) -> dict[str, str]:
    """By path why a file of a made film is not what its name says, read as when an author uploads it."""
    found = {}
    for film in films:
        if film.made is None:
            continue
        sound = ["sound.m4a"] if film.made.sound_digest else []
        for part in (film.made.file, "poster.jpg", *sound):
            with _path(film.made, part).open("rb") as stream:
                if fault := _fault(part, stream):
                    found[f"films/{film.key}/{part}"] = fault
    return found


def _fault(part: str, stream: BinaryIO) -> str:
    if part == "poster.jpg":
        return picture_fault(File(stream, name=part))
    try:
        if part == "sound.m4a":
            kind_of(stream.read(HEAD))
        else:
            facts_of(stream, part)
    except Unfit as unfit:
        return reason(unfit.code, unfit.value)
    return ""


def put_film(film: parsing.Film, overwrite: frozenset[str], report: Report) -> Film | None:
    """The film's row, made or brought up to date; None while there is a storyboard only."""
    row = Film.objects.filter(key=film.key).first()
    key = f"films/{film.key}"
    if film.made is None:
        report.add("waiting", key, "it has a storyboard and is not made yet")
        return row
    if row is None and (uploaded := _uploaded_here(film.made)):
        return _left_as_it_is(uploaded, film, film.made, report)
    source = f"{film.file.digest[:32]}{film.made.digest[:32]}"
    kept = Imported.objects.filter(key=key).first()
    if row is not None and kept is not None and kept.source_digest == source and key not in overwrite:
        report.add("same", key)
        return row
    if row is not None and key not in overwrite and (kept is None or kept.digest != film_digest(row)):
        report.add("left", key, "an editor changed it; --overwrite replaces it")
        return row
    before = film_digest(row) if row else ""
    row = _fill(row or Film(key=film.key, type="video"), film, film.made, report)
    Imported.objects.update_or_create(
        key=key,
        defaults={"source_path": film.file.path, "source_digest": source, "digest": film_digest(row)},
    )
    report.add("created" if not before else "same" if before == film_digest(row) else "updated", key)
    return row


def value_of(film: Film) -> str | int:
    """How a block keeps it: by its key, or by its number where it was uploaded here and has none."""
    return film.key or int(film.pk)


def _uploaded_here(made: parsing.Made) -> Film | None:
    """A film of an author with the very same pictures: it needs no second row."""
    size = _path(made, made.file).stat().st_size
    uploaded = Film.objects.filter(key=None, type="video").exclude(file="").order_by("pk")
    return next((row for row in uploaded if holds(row.file, size, made.file_digest)), None)


def _left_as_it_is(row: Film, film: parsing.Film, made: parsing.Made, report: Report) -> Film:
    """What was uploaded here belongs to its author: it is shown, and never written over."""
    wanted = (film.title, film.credits, film.described, _track(made.captions), _track(made.chapters))
    if wanted == (row.title, row.credits, row.described, row.captions, row.chapters):
        report.add("same", f"films/{film.key}")
    else:
        report.add("left", f"films/{film.key}", "it was uploaded here, with other words")
    return row


def _fill(row: Film, film: parsing.Film, made: parsing.Made, report: Report) -> Film:
    row.title, row.credits = film.title, film.credits
    # What an editor described stays where the files say nothing about it.
    row.described = film.described or row.described
    row.duration, row.captions, row.chapters = made.duration, _track(made.captions), _track(made.chapters)
    row.file.name = _stored(made, made.file, film.key, made.file_digest, report)
    row.thumbnail.name = _stored(made, "poster.jpg", film.key, made.poster_digest, report)
    has_sound = bool(made.sound_digest)
    row.sound.name = _stored(made, "sound.m4a", film.key, made.sound_digest, report) if has_sound else ""
    # What an author had uploaded and nobody has seen yet gives way as well.
    row.upload = row.refused = row.refused_value = row.address = ""
    try:
        row.full_clean(exclude=["tags"])
    except ValidationError as error:
        raise ImportRefused(f"{film.file.path}: {' '.join(error.messages)}") from error
    row.save()
    return row


def _track(words: str) -> str:
    """A file without a line stands for no track at all."""
    return words if cues_of(words) else ""


def _stored(made: parsing.Made, part: str, key: str, digest: str, report: Report) -> str:
    path = _path(made, part)
    name = f"films/{key}-{digest[:12]}{path.suffix}"
    if not default_storage.exists(name):
        with path.open("rb") as stream:
            name = default_storage.save(name, File(stream))
        report.stored.append(name)
    return name


def _path(made: parsing.Made, part: str) -> Path:
    return (made.folder or Path()) / part
