"""A storyboard and the length of each sentence become the timeline, the one thing the stage is given."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from content.films_maker.beats import parse_beat, written

# Of the pause between two scenes this much comes before the cut: the picture leads the voice a little.
_BEFORE_CUT = 0.45


@dataclass(frozen=True)
class Spoken:
    """How long a sentence takes and when its marks are reached, in seconds from its start."""

    seconds: float
    marks: Mapping[str, float] = field(default_factory=dict)


def build_timeline(board: dict, spoken: Mapping[str, Spoken]) -> dict:
    """The timeline of a film; all times are seconds from its first frame, to the millisecond."""
    scenes, transcript, chapters = [], [], []
    start = 0.0
    for index, scene in enumerate(board["scenes"]):
        placed = _place(board, index, start, spoken)
        moments = _moments(scene, placed, spoken)
        scenes.append(_timed_scene(scene, placed, moments))
        transcript.append(_paragraph(scene, placed))
        if "chapter" in scene:
            chapters.append({"title": scene["chapter"], "start": placed["start"]})
        start = placed["end"]
    duration = math.ceil(start * 10) / 10
    scenes[-1]["end"] = duration
    return {
        "schema": "film-timeline/1",
        **{name: board[name] for name in ("id", "title", "module", "kicker", "language", "credits")},
        "size": [1280, 720],
        "duration": duration,
        "chapters": chapters,
        "scenes": scenes,
        "transcript": transcript,
    }


def poster_time(board: dict, timeline: dict) -> float:
    """The second whose picture is the poster."""
    index = [scene["id"] for scene in board["scenes"]].index(board["poster"]["scene"])
    moments = timeline["scenes"][index]["moments"]
    beat = parse_beat(board["poster"]["at"])
    return round(moments[beat.name] + beat.offset, 3)


def spoken_stretches(timeline: dict) -> list[tuple[float, float]]:
    """Every stretch with speech, as start and end."""
    return [(said["start"], said["end"]) for scene in timeline["transcript"] for said in scene["sentences"]]


def _place(board: dict, index: int, start: float, spoken: Mapping[str, Spoken]) -> dict:
    """Where one scene and its sentences lie when it begins at `start`."""
    pauses, scene = board["pauses"], board["scenes"][index]
    last = index == len(board["scenes"]) - 1
    at = start + (pauses["lead_in"] if index == 0 else pauses["scene"] * (1 - _BEFORE_CUT))
    sentences = []
    for sentence in scene["say"]:
        length = spoken[sentence["id"]].seconds
        sentences.append({"id": sentence["id"], "start": round(at, 3), "end": round(at + length, 3)})
        at += length + pauses["cue"]
    end = (
        sentences[-1]["end"]
        + scene.get("hold", 0)
        + (pauses["tail"] if last else pauses["scene"] * _BEFORE_CUT)
    )
    return {"start": round(start, 3), "end": round(end, 3), "sentences": sentences}


def _moments(scene: dict, placed: dict, spoken: Mapping[str, Spoken]) -> dict[str, float]:
    moments = {"start": placed["start"], "end": placed["end"]}
    for sentence in placed["sentences"]:
        moments[sentence["id"]] = sentence["start"]
        for mark, offset in spoken[sentence["id"]].marks.items():
            moments[f"{sentence['id']}.{mark}"] = round(sentence["start"] + offset, 3)
    return moments


def _timed_scene(scene: dict, placed: dict, moments: dict[str, float]) -> dict:
    shown = {name: value for name, value in scene.items() if name not in {"say", "hold"}}
    return {
        **_resolve({"at": "start", **shown}, moments),
        "start": placed["start"],
        "end": placed["end"],
        "moments": moments,
    }


def _resolve(value, moments: dict[str, float]):
    """Moments as seconds; an entry of a list that names no moment comes with its scene."""
    if isinstance(value, list):
        return [_resolve({"at": "start", **item}, moments) for item in value]
    if isinstance(value, dict):
        return {
            name: _second(item, moments) if name == "at" else _resolve(item, moments)
            for name, item in value.items()
        }
    return value


def _second(text: str, moments: dict[str, float]) -> float:
    beat = parse_beat(text)
    return round(moments[beat.name] + beat.offset, 3)


def _paragraph(scene: dict, placed: dict) -> dict:
    texts = {sentence["id"]: written(sentence["text"]) for sentence in scene["say"]}
    sentences = [{**sentence, "text": texts[sentence["id"]]} for sentence in placed["sentences"]]
    return {
        "scene": scene["id"],
        **({"chapter": scene["chapter"]} if "chapter" in scene else {}),
        "sentences": sentences,
    }
