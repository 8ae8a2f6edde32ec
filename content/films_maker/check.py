"""`check`: are the made films whole, fresh and within their limits? Pure Python, a second or two."""

import json
from pathlib import Path

from content.films_maker.captions import caption_cues, chapter_cues, coverage, cue_faults
from content.films_maker.faults import Fault, StoryboardError
from content.films_maker.manifest import stale_because
from content.films_maker.mp4 import mp4_facts
from content.films_maker.places import CURRICULUM, FILMS, storyboard_paths
from content.films_maker.storyboard import load_storyboard
from content.films_maker.timing import spoken_stretches
from content.films_maker.vtt import read_vtt

MB = 1_000_000
PER_MINUTE = 2 * MB
SOUND_PER_MINUTE = 0.6 * MB
ALL_FILMS = 60 * MB
OTHER_FILE = 1 * MB
# What each file that is played may weigh a minute, and the tracks that it holds.
_PLAYED = {"film.mp4": (PER_MINUTE, ["soun", "vide"]), "sound.m4a": (SOUND_PER_MINUTE, ["soun"])}


def add_arguments(parser) -> None:
    parser.add_argument("ids", nargs="*", metavar="id", help="only these films")


def run(arguments) -> int:
    faults = check_films(only=arguments.ids)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else "all films are whole, fresh and within their limits")
    return 1 if faults else 0


def check_films(
    curriculum: Path = CURRICULUM, films: Path = FILMS, only: list[str] | None = None
) -> list[Fault]:
    """Every fault of every storyboard and film."""
    faults: list[Fault] = []
    paths = [path for path in storyboard_paths(curriculum) if not only or path.stem in only]
    for path in paths:
        try:
            board = load_storyboard(path)
        except StoryboardError as error:
            faults.extend(error.faults)
            continue
        faults.extend(Fault(films / path.stem, 0, text) for text in film_faults(films / path.stem, board))
    if not only:
        known = {path.stem for path in paths}
        strays = [
            folder for folder in sorted(films.glob("*")) if folder.is_dir() and folder.name not in known
        ]
        faults.extend(Fault(folder, 0, "a film without a storyboard") for folder in strays)
        if sum(file.stat().st_size for file in films.rglob("*") if file.is_file()) > ALL_FILMS:
            faults.append(Fault(films, 0, f"all films together are over {ALL_FILMS // MB} MB"))
    return faults


def film_faults(folder: Path, board: dict) -> list[str]:
    """What is wrong with one made film."""
    reasons = stale_because(folder, board)
    if any("missing" in reason or "not been made" in reason for reason in reasons):
        return reasons
    timeline = json.loads((folder / "timeline.json").read_text(encoding="utf-8"))
    return reasons + _size_faults(folder, timeline["duration"]) + _text_faults(folder, timeline)


def _size_faults(folder: Path, duration: float) -> list[str]:
    others = [
        file for file in folder.iterdir() if file.name not in _PLAYED and file.stat().st_size > OTHER_FILE
    ]
    played = [fault for name in _PLAYED for fault in _played_faults(folder / name, duration)]
    return played + [f"{file.name} is over 1 MB" for file in others]


def _played_faults(path: Path, duration: float) -> list[str]:
    data, (limit, tracks) = path.read_bytes(), _PLAYED[path.name]
    try:
        facts = mp4_facts(data)
    except ValueError as error:
        return [f"{path.name} is {error}"]
    found = []
    if len(data) > limit * duration / 60:
        found.append(
            f"{path.name} has {len(data) / MB / duration * 60:.2f} MB a minute; the limit is {limit / MB:g}"
        )
    if not facts.faststart:
        found.append(f"{path.name} cannot start before it has arrived whole")
    if abs(facts.seconds - duration) > 0.15:
        found.append(f"{path.name} lasts {facts.seconds:.2f} s, its timeline {duration:.2f} s")
    if sorted(facts.tracks) != tracks:
        found.append(f"{path.name} holds {', '.join(facts.tracks) or 'nothing'}, not {' and '.join(tracks)}")
    return found


def _text_faults(folder: Path, timeline: dict) -> list[str]:
    captions = read_vtt((folder / "captions.vtt").read_text(encoding="utf-8"))
    chapters = read_vtt((folder / "chapters.vtt").read_text(encoding="utf-8"))
    found = [f"captions.vtt: {text}" for text in cue_faults(captions, timeline["duration"])]
    if coverage(captions, spoken_stretches(timeline)) <= 0.95:
        found.append("captions.vtt: less than 95 % of the speech has a caption")
    if captions != caption_cues(timeline):
        found.append("captions.vtt does not follow from timeline.json")
    if chapters != chapter_cues(timeline):
        found.append("chapters.vtt does not follow from timeline.json")
    return found
