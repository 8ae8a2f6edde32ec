"""A film as the files it is imported from: its storyboard's head, and the made files with their manifest."""

import hashlib
import json
from pathlib import Path, PurePosixPath

import yaml
from django.db.models.fields.files import FieldFile

from content.importing.stamps import CURRICULUM, FILMS
from content.models import Film, Imported

# What an uploaded film has in place of a storyboard: it cannot be made again from text.
UPLOADED = "uploaded-film/1"
NO_PARTS = "WEBVTT\n"


class NoFile(ValueError):
    """The film has no file that could travel; the message says why."""


def storyboard(film: Film) -> str:
    """The shipped text that the film was made from, as long as its title is still that; else its facts."""
    kept = Imported.objects.filter(key=f"films/{film.key}").first()
    path = CURRICULUM / str(kept.source_path) if kept else None
    if path is not None and path.is_file():
        text = path.read_text(encoding="utf-8")
        said: dict[str, object] = yaml.safe_load(text)
        if said.get("title") == film.title and said.get("credits", "") == film.credits:
            return text
    return head_of(film)


def head_of(film: Film) -> str:
    """What stands in place of the storyboard of an uploaded film."""
    facts = {"schema": UPLOADED, "id": film.key, "title": film.title, "credits": film.credits}
    return str(yaml.safe_dump(facts, sort_keys=False, allow_unicode=True, width=10**6))


def film_files(film: Film) -> dict[str, bytes]:
    """The files of films/<key>/ by their paths; those of the shipped film where it is the same one.

    Raises NoFile for what is no MP4 with a poster.
    """
    if not film.file or PurePosixPath(film.file.name).suffix.lower() not in (".mp4", ".m4v"):
        raise NoFile(f"The film “{film.title}” is not an MP4 file here.")
    if not film.thumbnail:
        raise NoFile(f"The film “{film.title}” has no poster.")
    words = {"captions.vtt": film.captions, "chapters.vtt": film.chapters or NO_PARTS}
    data = {name: text.encode() for name, text in words.items()}
    try:
        data |= {"film.mp4": _bytes(film.file), "poster.jpg": _bytes(film.thumbnail)}
    except FileNotFoundError as fault:
        raise NoFile(f"The file of the film “{film.title}” is missing here.") from fault
    shipped = _shipped(FILMS / str(film.key), data)
    files = shipped or {**data, "manifest.json": _manifest(film, data)}
    return {f"films/{film.key}/{name}": content for name, content in sorted(files.items())}


def _bytes(file: FieldFile) -> bytes:
    with file.open("rb") as stream:
        return bytes(stream.read())


def _shipped(folder: Path, data: dict[str, bytes]) -> dict[str, bytes] | None:
    same = all((folder / name).is_file() and (folder / name).read_bytes() == data[name] for name in data)
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} if same else None


def _manifest(film: Film, data: dict[str, bytes]) -> bytes:
    outputs = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for name, content in data.items()
    }
    outputs["film.mp4"]["duration"] = float(film.duration or 0)
    facts = {"schema": "film-manifest/1", "id": film.key, "outputs": outputs}
    return json.dumps(facts, indent=2, sort_keys=True).encode() + b"\n"
