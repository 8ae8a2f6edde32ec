"""A film as the files it is imported from: its storyboard's head, and the made files with their manifest."""

import hashlib
import json
from pathlib import Path, PurePosixPath

import yaml
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from content.importing.stamps import CURRICULUM, FILMS
from content.models import Film, Imported

from .words import Unwritable

# What an uploaded film has in place of a storyboard: it cannot be made again from text.
UPLOADED = "uploaded-film/1"
NO_WORDS = "WEBVTT\n"


PLAYED = {".mp4": "film.mp4", ".m4v": "film.mp4", ".webm": "film.webm"}


class NoFile(Unwritable):
    """The film has no file that could travel; the message says why."""


def key_of(film: Film) -> str:
    """Its key; of one that an author uploaded a name made from its bytes, the same wherever they are."""
    if film.key:
        return str(film.key)
    if not film.file:
        raise NoFile(_("The film “%(title)s” is not an MP4 or WebM file here.") % {"title": film.title})
    try:
        with film.file.open("rb") as stream:
            return f"upload-{hashlib.file_digest(stream, 'sha256').hexdigest()[:12]}"
    except FileNotFoundError as fault:
        raise NoFile(_("The file of “%(title)s” is missing here.") % {"title": film.title}) from fault


def storyboard(film: Film, key: str) -> str:
    """The shipped text that the film was made from, as long as its words are still those; else its facts."""
    kept = Imported.objects.filter(key=f"films/{key}").first()
    path = CURRICULUM / str(kept.source_path) if kept else None
    if path is not None and path.is_file():
        text = path.read_text(encoding="utf-8")
        said: dict[str, object] = yaml.safe_load(text)
        if (said.get("title"), said.get("credits", "")) == (film.title, film.credits) and not film.described:
            return text
    return head_of(film, key)


def head_of(film: Film, key: str) -> str:
    """What stands in place of the storyboard of an uploaded film."""
    facts = {"schema": UPLOADED, "id": key, "title": film.title, "credits": film.credits}
    if film.described:
        facts["described"] = film.described
    return str(yaml.safe_dump(facts, sort_keys=False, allow_unicode=True, width=10**6))


def film_files(film: Film, key: str) -> dict[str, bytes]:
    """The files of films/<key>/ by their paths; those of the shipped film where it is the same one.

    Raises NoFile for what is no MP4 or WebM with a poster.
    """
    played = PLAYED.get(PurePosixPath(film.file.name).suffix.lower()) if film.file else None
    if played is None:
        raise NoFile(_("The film “%(title)s” is not an MP4 or WebM file here.") % {"title": film.title})
    if not film.thumbnail:
        raise NoFile(_("The film “%(title)s” has no poster.") % {"title": film.title})
    words = {"captions.vtt": film.captions or NO_WORDS, "chapters.vtt": film.chapters or NO_WORDS}
    data = {name: text.encode() for name, text in words.items()}
    try:
        data |= {played: _bytes(film.file), "poster.jpg": _bytes(film.thumbnail)}
    except FileNotFoundError as fault:
        raise NoFile(_("The file of “%(title)s” is missing here.") % {"title": film.title}) from fault
    shipped = _shipped(FILMS / key, data)
    files = shipped or {**data, "manifest.json": _manifest(film, key, played, data)}
    return {f"films/{key}/{name}": content for name, content in sorted(files.items())}


def _bytes(file: FieldFile) -> bytes:
    with file.open("rb") as stream:
        return bytes(stream.read())


def _shipped(folder: Path, data: dict[str, bytes]) -> dict[str, bytes] | None:
    same = all((folder / name).is_file() and (folder / name).read_bytes() == data[name] for name in data)
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} if same else None


def _manifest(film: Film, key: str, played: str, data: dict[str, bytes]) -> bytes:
    outputs = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for name, content in data.items()
    }
    outputs[played]["duration"] = float(film.duration or 0)
    facts = {"schema": "film-manifest/1", "id": key, "outputs": outputs}
    return json.dumps(facts, indent=2, sort_keys=True).encode() + b"\n"
