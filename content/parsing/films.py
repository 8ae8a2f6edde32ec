"""Films: a storyboard in the curriculum names one, and a folder of made files beside it holds it."""

import hashlib
import json
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, ScalarNode

from saying import _

from .faults import Ledger
from .files import read_source
from .outline import Film, Made
from .schema import LOADER

FILMS = ("film.mp4", "film.webm")
PARTS = ("poster.jpg", "captions.vtt", "chapters.vtt")
SOUND = "sound.m4a"


def read_film(folder: Path, path: Path, films: Path, ledger: Ledger) -> Film | None:
    """The storyboard's title and credits, and the made film of the same name in the folder `films`."""
    source = read_source(folder, path, ledger)
    if source is None:
        return None
    try:
        node = yaml.compose(source.text, LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        ledger.add(mark.line + 1 if mark else 1, _("This is not YAML: %(problem)s."), problem=error.problem)
        return None
    pairs = node.value if isinstance(node, MappingNode) else []
    words = {str(key.value): str(value.value) for key, value in pairs if isinstance(value, ScalarNode)}
    if words.get("id") != path.stem:
        ledger.add(
            1,
            _("id: “%(what)s” is not the name of the file, “%(stem)s”."),
            what=words.get("id", ""),
            stem=path.stem,
        )
    title = words.get("title", "")
    if not title or len(title) > 255:
        ledger.add(1, _("title: a film has a title of at most 255 characters."))
    made = _made(films / path.stem, ledger) if (films / path.stem).is_dir() else None
    credits, described = words.get("credits", ""), words.get("described", "")
    return Film(source.file, path.stem, title, credits, made, described=described)


def _made(folder: Path, ledger: Ledger) -> Made | None:
    """None with a fault where the files are not those that the manifest names."""
    try:
        text = (folder / "manifest.json").read_bytes()
        manifest: dict[str, Any] = json.loads(text)
        outputs: dict[str, Any] = manifest["outputs"]
        film = next((name for name in FILMS if name in outputs), FILMS[0])
        duration = float(outputs[film]["duration"])
        parts = [film, *PARTS, *([SOUND] if SOUND in outputs or (folder / SOUND).exists() else [])]
        data = {name: (folder / name).read_bytes() for name in parts}
        wanted = {name: outputs.get(name, {}).get("sha256") for name in parts}
    except FileNotFoundError as error:
        ledger.add(
            1, _("The made film is incomplete: %(name)s is missing."), name=Path(str(error.filename)).name
        )
        return None
    except (ValueError, KeyError, TypeError) as error:
        ledger.add(
            1, _("The manifest of the made film cannot be read: %(error)s."), error=type(error).__name__
        )
        return None
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in data.items()}
    if changed := [name for name in parts if digests[name] != wanted[name]]:
        ledger.add(
            1,
            _("Not the files that the film's manifest names: %(names)s. Make it again."),
            names=", ".join(changed),
        )
    captions, chapters = (data[name].decode("utf-8", "replace") for name in ("captions.vtt", "chapters.vtt"))
    for name, words in (("captions.vtt", captions), ("chapters.vtt", chapters)):
        if not words.removeprefix("\ufeff").startswith("WEBVTT"):
            ledger.add(1, _("%(name)s of the made film is not WebVTT."), name=name)
    digest = hashlib.sha256(text).hexdigest()
    own, poster, sound = (digests.get(name, "") for name in (film, "poster.jpg", SOUND))
    return Made(folder, digest, own, poster, duration, captions, chapters, sound, film)
