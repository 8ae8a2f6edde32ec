"""Same input, same film: what can be made twice is compared; without the media tools it is skipped aloud."""

import hashlib
import importlib
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from content.films_maker import places
from content.films_maker.browser import open_stage
from content.films_maker.copies import OPEN_ENCODERS, write_open, write_sound
from content.films_maker.faults import FilmError
from content.films_maker.mp4 import mp4_facts
from content.films_maker.storyboard import load_storyboard
from content.films_maker.timing import Spoken, build_timeline
from content.films_maker.tools import find_ffmpeg, run_tool
from tests.browsing import chromium
from tests.content.test_films_kinds import BOARD

PREDICTION = places.FILMS / "prediction"


def drawn(timeline: dict, seconds: list[float]) -> tuple[list[str], list[str]]:
    """The hash of the picture of each second, and the faults of the layout, from a stage of its own."""
    path = chromium(os.environ, shutil.which)
    if path is None:
        pytest.skip("No Chromium, which draws the pictures of films.")

    def draw() -> tuple[list[str], list[str]]:
        with open_stage(timeline, path) as stage:
            pictures = [hashlib.sha256(stage.picture(second)[0]).hexdigest() for second in seconds]
            return pictures, stage.faults()

    # A thread of its own: the journeys keep a browser open in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(draw).result()


@pytest.fixture
def ffmpeg() -> str:
    try:
        return find_ffmpeg(*OPEN_ENCODERS)
    except FilmError as error:
        pytest.skip(str(error))


@pytest.fixture
def voice():
    pytest.importorskip("hibari", reason="The voice is not installed (requirements/media.txt).")
    return importlib.import_module("content.films_maker.voice")


def test_two_runs_draw_the_same_pictures_in_whatever_order():
    """Moments at rest and in the middle of a movement, asked for forward and then backward."""
    timeline = json.loads((PREDICTION / "timeline.json").read_text(encoding="utf-8"))
    seconds = [0.9, 9.2, 22.0, 48.33, 70.0, 82.0]
    forward, faults = drawn(timeline, seconds)
    backward, _ = drawn(timeline, seconds[::-1])
    assert forward == backward[::-1]
    assert len(set(forward)) == len(seconds)
    assert faults == []


def test_new_kinds_are_drawn_without_a_fault_and_a_heading_that_runs_over_is_one(tmp_path: Path):
    path = tmp_path / "sample.yaml"
    path.write_text(BOARD, encoding="utf-8")
    timeline = build_timeline(load_storyboard(path), {name: Spoken(2.0) for name in "abcd"})
    ends = [scene["end"] - 0.3 for scene in timeline["scenes"]]
    pictures, faults = drawn(timeline, ends)
    assert (len(set(pictures)), faults) == (4, [])
    timeline["scenes"][1]["cells"][3]["text"] = "Far more words than a cell of this picture can hold. " * 6
    assert any(fault.startswith("scene square") for fault in drawn(timeline, [])[1])


def test_two_readings_give_the_same_sound_and_other_words_another(voice):
    def track(text: str) -> bytes:
        sound, spoken = voice.Voice(1.0, 7, {}).say(text)
        timeline = {
            "duration": spoken.seconds + 1,
            "transcript": [{"sentences": [{"id": "a", "start": 0.5}]}],
        }
        return voice.narration(timeline, {"a": sound}).tobytes()

    assert track("A flag is not information.") == track("A flag is not information.")
    assert track("A flag is not information.") != track("A flag is information.")


def test_the_sound_of_a_film_is_taken_twice_with_the_same_bytes(ffmpeg, tmp_path: Path):
    for name in ("one", "two"):
        write_sound(ffmpeg, PREDICTION / "film.mp4", tmp_path / name)
    data = (tmp_path / "one").read_bytes()
    assert data == (tmp_path / "two").read_bytes()
    facts = mp4_facts(data)
    assert (facts.tracks, facts.faststart) == (("soun",), True)
    assert facts.seconds == pytest.approx(mp4_facts((PREDICTION / "film.mp4").read_bytes()).seconds, abs=0.05)


def test_the_open_twin_is_webm_with_av1_and_opus_and_the_same_bytes_twice(ffmpeg, tmp_path: Path):
    film = tmp_path / "film.mp4"
    picture = ("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30", "-f", "lavfi", "-i", "sine=r=48000")
    run_tool([ffmpeg, "-v", "error", *picture, "-t", "1", "-pix_fmt", "yuv420p", str(film)])
    for name in ("one", "two"):
        write_open(ffmpeg, film, tmp_path / name)
    data = (tmp_path / "one").read_bytes()
    assert data == (tmp_path / "two").read_bytes()
    assert data[:4] == b"\x1a\x45\xdf\xa3"
    assert all(word in data[:4096] for word in (b"webm", b"V_AV1", b"A_OPUS"))


def test_a_film_that_cannot_be_copied_is_one_clear_sentence(ffmpeg, tmp_path: Path):
    (tmp_path / "film.mp4").write_bytes(b"not a film")
    with pytest.raises(FilmError, match=r"^ffmpeg stopped: "):
        write_open(ffmpeg, tmp_path / "film.mp4", tmp_path / "film.webm")
