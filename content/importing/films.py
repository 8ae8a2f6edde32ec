"""Made films put into the media library; a file's name holds its hash, so the same film is stored once."""

from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage

from content import parsing
from content.models import Film, Imported

from .digests import film_digest
from .report import Report


def put_film(film: parsing.Film, overwrite: frozenset[str], report: Report) -> Film | None:
    """The film's row, made or brought up to date; None while there is a storyboard only."""
    row = Film.objects.filter(key=film.key).first()
    key = f"films/{film.key}"
    if film.made is None:
        report.add("waiting", key, "it has a storyboard and is not made yet")
        return row
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


def _fill(row: Film, film: parsing.Film, made: parsing.Made, report: Report) -> Film:
    row.title, row.credits = film.title, film.credits
    row.duration, row.captions, row.chapters = made.duration, made.captions, made.chapters
    row.file.name = _stored(made.folder / "film.mp4", film.key, made.file_digest, report)
    row.thumbnail.name = _stored(made.folder / "poster.jpg", film.key, made.poster_digest, report)
    has_sound = bool(made.sound_digest)
    row.sound.name = (
        _stored(made.folder / "sound.m4a", film.key, made.sound_digest, report) if has_sound else ""
    )
    # What an author had uploaded and nobody has seen yet gives way as well.
    row.upload = row.refused = row.refused_value = row.address = ""
    row.full_clean(exclude=["tags"])
    row.save()
    return row


def _stored(path: Path, key: str, digest: str, report: Report) -> str:
    name = f"films/{key}-{digest[:12]}{path.suffix}"
    if not default_storage.exists(name):
        with path.open("rb") as stream:
            name = default_storage.save(name, File(stream))
        report.stored.append(name)
    return name
