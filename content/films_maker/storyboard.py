"""Storyboards: read from YAML and refused with every fault at once, each with its file and line."""

import re
from pathlib import Path

from content.films_maker.beats import beat_names, parse_beat, written
from content.films_maker.faults import Fault, StoryboardError
from content.films_maker.kinds import COMMON, FILM, KINDS, Key
from content.films_maker.yaml_lines import Document, Trail

_TYPES = {"text": str, "beat": str, "choice": str, "flag": bool, "list": list, "group": dict}
_SAID = {"text": "text", "beat": "a beat", "choice": "text", "flag": "true or false", "list": "a list"}
_ID = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*")
_CAPTION_WIDTH = 42


def load_storyboard(path: Path) -> dict:
    """The storyboard at a path; raises StoryboardError with all faults."""
    document = Document(path, path.read_text(encoding="utf-8"))
    board = document.data
    if not isinstance(board, dict):
        raise StoryboardError([Fault(path, 1, "a storyboard is a list of keys and values")])
    _check_keys(document, board, FILM, ())
    if not document.faults:
        _check_film(document, board)
    if document.faults:
        raise StoryboardError(sorted(document.faults, key=lambda fault: fault.line))
    return board


def _check_film(document: Document, board: dict) -> None:
    if board["id"] != document.path.stem:
        document.fault(("id",), f"id “{board['id']}” is not the name of the file")
    if any(not isinstance(spoken, str) for spoken in board.get("lexicon", {}).values()):
        document.fault(("lexicon",), "every entry of the lexicon is a text")
    for index, scene in enumerate(board["scenes"]):
        _check_scene(document, scene, ("scenes", index))
    if document.faults:
        return
    _check_unique(document, board["scenes"])
    if "chapter" not in board["scenes"][0]:
        document.fault(("scenes", 0), "the first scene opens a chapter: give it `chapter`")
    by_id = {scene["id"]: scene for scene in board["scenes"]}
    poster = board["poster"]
    if poster["scene"] not in by_id:
        document.fault(("poster", "scene"), f"no scene “{poster['scene']}”")
    else:
        _check_beat(document, poster["at"], by_id[poster["scene"]]["say"], ("poster", "at"))


def _check_scene(document: Document, scene, trail: Trail) -> None:
    if not isinstance(scene, dict):
        document.fault(trail, "a scene is a group of keys")
        return
    kind = scene.get("kind")
    if kind not in KINDS:
        document.fault((*trail, "kind"), f"unknown kind “{kind}”; known are {', '.join(sorted(KINDS))}")
        return
    before = len(document.faults)
    _check_keys(document, scene, COMMON + KINDS[kind], trail)
    if len(document.faults) > before:
        return
    for index, sentence in enumerate(scene["say"]):
        _check_sentence(document, sentence, (*trail, "say", index))
    _check_beats(document, scene, scene["say"], trail)
    _check_source(document, scene, trail)
    _check_figures(document, scene, trail)


def _check_keys(document: Document, found: dict, keys: tuple[Key, ...], trail: Trail) -> None:
    known = {key.name: key for key in keys}
    for name in found:
        if name not in known:
            document.fault((*trail, name), f"unknown key “{name}”; known are {', '.join(sorted(known))}")
    for key in keys:
        if key.name in found:
            _check_value(document, found[key.name], key, (*trail, key.name))
        elif key.required:
            document.fault(trail, f"“{key.name}” is missing")


def _check_value(document: Document, value, key: Key, trail: Trail) -> None:
    if key.type == "number":
        if isinstance(value, bool) or not isinstance(value, int | float):
            document.fault(trail, f"“{key.name}” must be a number")
    elif not isinstance(value, _TYPES[key.type]):
        document.fault(trail, f"“{key.name}” must be {_SAID.get(key.type, 'a group of keys')}")
    elif key.type == "choice" and value not in key.choices:
        document.fault(trail, f"“{key.name}” is “{value}”; it may be {', '.join(key.choices)}")
    elif key.type == "text" and not value.strip():
        document.fault(trail, f"“{key.name}” is empty")
    elif key.type == "group" and key.item:
        _check_keys(document, value, key.item, trail)
    elif key.type == "list":
        _check_list(document, value, key, trail)


def _check_list(document: Document, value: list, key: Key, trail: Trail) -> None:
    if not key.least <= len(value) <= key.most:
        document.fault(trail, f"“{key.name}” has {len(value)} entries; it takes {key.least} to {key.most}")
    for index, item in enumerate(value):
        if not key.item:
            continue
        if isinstance(item, dict):
            _check_keys(document, item, key.item, (*trail, index))
        else:
            document.fault((*trail, index), f"an entry of “{key.name}” is a group of keys")


def _check_sentence(document: Document, sentence: dict, trail: Trail) -> None:
    text = written(sentence["text"])
    if not _ID.fullmatch(sentence["id"]) or sentence["id"] in {"start", "end"}:
        document.fault((*trail, "id"), f"“{sentence['id']}” cannot be the id of a sentence")
    if "{" in text or "}" in text:
        document.fault((*trail, "text"), "a mark is a small word in braces, such as {lost}")
    if not text.rstrip("”’\"')").endswith((".", "?")):
        document.fault((*trail, "text"), "a spoken sentence ends with a full stop or a question mark")
    if any(len(word) > _CAPTION_WIDTH for word in text.split()):
        document.fault(
            (*trail, "text"), f"a word is longer than a caption line ({_CAPTION_WIDTH} characters)"
        )


def _check_beats(document: Document, value, sentences: list[dict], trail: Trail) -> None:
    if isinstance(value, list):
        for index, item in enumerate(value):
            _check_beats(document, item, sentences, (*trail, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            if name == "at":
                _check_beat(document, item, sentences, (*trail, name))
            elif name != "say":
                _check_beats(document, item, sentences, (*trail, name))


def _check_beat(document: Document, text: str, sentences: list[dict], trail: Trail) -> None:
    beat = parse_beat(text)
    names = beat_names(sentences)
    if beat is None or beat.name not in names:
        document.fault(trail, f"unknown beat “{text}”; this scene knows {', '.join(sorted(names))}")


def _check_unique(document: Document, scenes: list[dict]) -> None:
    seen: set[str] = set()
    for index, scene in enumerate(scenes):
        named = [(("id",), scene["id"])]
        named += [(("say", number, "id"), sentence["id"]) for number, sentence in enumerate(scene["say"])]
        for trail, name in named:
            if name in seen:
                document.fault(("scenes", index, *trail), f"“{name}” is used twice")
            seen.add(name)


def _check_source(document: Document, scene: dict, trail: Trail) -> None:
    shows_figures = scene["kind"] in {"figure", "bars", "line", "quote"}
    if not shows_figures:
        texts = _visible_texts(
            {name: value for name, value in scene.items() if name in _content(scene["kind"])}
        )
        shows_figures = any(character.isdigit() for text in texts for character in text)
    if shows_figures and not ("source" in scene or "exercise" in scene):
        document.fault(trail, "a figure or a quotation on the screen needs a `source` (or `exercise`)")


def _check_figures(document: Document, scene: dict, trail: Trail) -> None:
    for index, row in enumerate(scene.get("rows", [])):
        if not 0 <= row["value"] <= scene["top"]:
            document.fault((*trail, "rows", index, "value"), f"the value is outside 0 to {scene['top']}")
    for index, series in enumerate(scene.get("series", [])):
        if len(series["points"]) != len(scene["axis"]):
            document.fault((*trail, "series", index), "a line has one point for each entry of `axis`")
        if any(not scene.get("bottom", 0) <= point["value"] <= scene["top"] for point in series["points"]):
            document.fault((*trail, "series", index), "a value is outside `bottom` to `top`")
    years = [event["year"] for event in scene.get("events", [])]
    if years and [scene["from"], *years, scene["to"]] != sorted([scene["from"], *years, scene["to"]]):
        document.fault((*trail, "events"), "the years of events rise, between `from` and `to`")
    for index, figure in enumerate(scene.get("figures", [])):
        if ("value" in figure) == ("shown" in figure):
            document.fault((*trail, "figures", index), "a figure has either `value` (counts up) or `shown`")


def _content(kind: str) -> set[str]:
    return {key.name for key in KINDS[kind]}


def _visible_texts(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in _visible_texts(item)]
    if isinstance(value, dict):
        return [
            text
            for name, item in value.items()
            if name not in {"at", "plate"}
            for text in _visible_texts(item)
        ]
    return []
