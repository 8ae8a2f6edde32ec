"""`build`: make every film that is not fresh, from its storyboard to the files a learner is served."""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from content.films_maker.browser import Stage, open_stage
from content.films_maker.captions import caption_cues, chapter_cues
from content.films_maker.check import MB, film_faults
from content.films_maker.copies import OPEN_ENCODERS, write_open, write_sound
from content.films_maker.encode import encode_film, even_loudness, write_poster, write_wave
from content.films_maker.faults import FilmError
from content.films_maker.manifest import record_again, stale_because, write_manifest
from content.films_maker.narrate import find_board, narrate
from content.films_maker.places import FILMS, OUTPUTS, storyboard_paths
from content.films_maker.timing import poster_time
from content.films_maker.tools import find_browser, find_ffmpeg, tool_version
from content.films_maker.voice import RATE, narration, voice_version
from content.films_maker.vtt import write_vtt

FPS, DRAFT_FPS = 30, 15


def add_arguments(parser) -> None:
    parser.add_argument("id", nargs="?", help="only this film; default: all that are not fresh")
    parser.add_argument("--draft", action="store_true", help="a quick look, in a folder of its own")
    parser.add_argument("--again", action="store_true", help="make it even where it is fresh")
    parser.add_argument(
        "--open", type=Path, metavar="FOLDER", help="also write each film in open formats (AV1, Opus) there"
    )


def run(arguments) -> int:
    browser, ffmpeg = find_browser(), find_ffmpeg(*(OPEN_ENCODERS if arguments.open else ()))
    tools = {"browser": browser, "ffmpeg": ffmpeg, "draft": arguments.draft}
    for film in [arguments.id] if arguments.id else [path.stem for path in storyboard_paths()]:
        board = find_board(film)
        folder = Path(tempfile.gettempdir()) / "film-drafts" / film if arguments.draft else FILMS / film
        reasons = ["asked for"] if arguments.draft or arguments.again else stale_because(folder, board)
        if reasons == ["sound.m4a is missing"]:
            write_sound(ffmpeg, folder / "film.mp4", folder / "sound.m4a")
            record_again(folder, board)
            print(f"{film}: its sound taken from film.mp4")
        elif reasons:
            build_film(board, folder, tools)
        else:
            print(f"{film}: fresh")
        if arguments.open:
            _open_twin(ffmpeg, folder, arguments.open)
    return 0


def build_film(board: dict, folder: Path, tools: dict) -> None:
    """Make one film; the files of an earlier one stay until all new ones are whole."""
    timeline, sounds = narrate(board)
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        write_wave(made / "voice.wav", narration(timeline, sounds), RATE)
        loudness = even_loudness(tools["ffmpeg"], made / "voice.wav", made / "even.wav")
        with open_stage(timeline, tools["browser"]) as stage:
            faults = stage.faults()
            if faults:
                raise FilmError(f"{board['id']}: " + "; ".join(faults))
            frames = _film(board, timeline, stage, made, tools)
        write_sound(tools["ffmpeg"], made / "film.mp4", made / "sound.m4a")
        _texts(timeline, made)
        folder.mkdir(parents=True, exist_ok=True)
        for file in OUTPUTS:
            (folder / file).write_bytes((made / file).read_bytes())
    measured = {"duration": timeline["duration"], "loudness": round(loudness, 1), "frames": frames}
    write_manifest(folder, board, _versions(tools), measured)
    _report(board, folder, timeline, tools["draft"])


def _film(board: dict, timeline: dict, stage: Stage, made: Path, tools: dict) -> dict:
    """Write film.mp4 and poster.jpg; returns how many frames there are and how many were drawn."""
    fps = DRAFT_FPS if tools["draft"] else FPS
    counted = {"shown": 0, "drawn": 0}
    chapters = [chapter["start"] for chapter in timeline["chapters"]]
    plan = {"fps": fps, "duration": timeline["duration"], "chapters": chapters, "draft": tools["draft"]}
    pictures = _pictures(stage, timeline, fps, counted)
    encode_film(tools["ffmpeg"], pictures, made / "even.wav", made / "film.mp4", plan)
    write_poster(tools["ffmpeg"], stage.picture(poster_time(board, timeline))[0], made / "poster.jpg")
    return counted


def _pictures(stage: Stage, timeline: dict, fps: int, counted: dict) -> Iterator[bytes]:
    total = round(timeline["duration"] * fps)
    for number in range(total):
        picture, drawn = stage.picture(number / fps)
        counted["shown"] += 1
        counted["drawn"] += drawn
        if number % fps == 0 or number == total - 1:
            print(f"\r{timeline['id']}: {number + 1} of {total} frames", end="", file=sys.stderr, flush=True)
        yield picture
    print(file=sys.stderr)


def _open_twin(ffmpeg: str, folder: Path, into: Path) -> None:
    into.mkdir(parents=True, exist_ok=True)
    target = into / f"{folder.name}.webm"
    write_open(ffmpeg, folder / "film.mp4", target)
    print(f"{target}: {target.stat().st_size / MB:.2f} MB")


def _texts(timeline: dict, made: Path) -> None:
    (made / "captions.vtt").write_text(write_vtt(caption_cues(timeline)), encoding="utf-8")
    (made / "chapters.vtt").write_text(write_vtt(chapter_cues(timeline)), encoding="utf-8")
    text = json.dumps(timeline, indent=1, ensure_ascii=False)
    (made / "timeline.json").write_text(text + "\n", encoding="utf-8")


def _versions(tools: dict) -> dict:
    return {
        "hibari-tts": voice_version(),
        "chromium": tool_version(tools["browser"], "--version"),
        "ffmpeg": tool_version(tools["ffmpeg"], "-version"),
    }


def _report(board: dict, folder: Path, timeline: dict, draft: bool) -> None:
    size = (folder / "film.mp4").stat().st_size
    faults = film_faults(folder, board)
    minutes = timeline["duration"] / 60
    print(
        f"{folder}: {timeline['duration']:.1f} s, {size / 1e6:.2f} MB, {size / 1e6 / minutes:.2f} MB a minute"
    )
    if faults and not draft:
        raise FilmError(f"{board['id']}: " + "; ".join(faults))
