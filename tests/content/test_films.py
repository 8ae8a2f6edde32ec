"""The shipped films are whole, fresh and within their limits, and a film that is not is found."""

import json
import re
import shutil
import struct

import pytest

from content.films_maker import __main__ as command_line
from content.films_maker import places
from content.films_maker.captions import coverage, cue_faults
from content.films_maker.check import check_films, film_faults
from content.films_maker.manifest import inputs_hash, record_again, stage_files
from content.films_maker.mp4 import mp4_facts
from content.films_maker.storyboard import load_storyboard
from content.films_maker.timing import spoken_stretches
from content.films_maker.vtt import read_vtt

FILMS = [path.stem for path in places.storyboard_paths()]
OPENINGS = {module: f"{module}-opening" for module in ("strategy", "culture", "responsibility", "technology")}


# --- the shipped films ---


def test_films_are_shipped():
    assert {*OPENINGS.values(), "prediction"} <= set(FILMS)


@pytest.mark.parametrize("module", OPENINGS)
def test_every_module_opens_with_its_film(module):
    first = min((places.CURRICULUM / module).glob("[0-9][0-9]-*.md"))
    facts = first.read_text(encoding="utf-8").split("\n---\n")[0]
    assert "kind: video\n" in facts
    assert f"film: {OPENINGS[module]}\n" in facts


@pytest.mark.parametrize("film", OPENINGS.values())
def test_an_opening_takes_one_to_three_minutes(film):
    timeline = json.loads((places.FILMS / film / "timeline.json").read_text(encoding="utf-8"))
    assert 60 <= timeline["duration"] <= 180


def test_every_shipped_film_is_whole_fresh_and_within_its_limits():
    assert check_films() == []


@pytest.mark.parametrize("film", FILMS)
def test_captions_follow_the_speech(film):
    folder = places.FILMS / film
    timeline = json.loads((folder / "timeline.json").read_text(encoding="utf-8"))
    cues = read_vtt((folder / "captions.vtt").read_text(encoding="utf-8"))
    assert cue_faults(cues, timeline["duration"]) == []
    assert coverage(cues, spoken_stretches(timeline)) > 0.95
    said = " ".join(line["text"] for scene in timeline["transcript"] for line in scene["sentences"])
    assert " ".join(cue.text.replace("\n", " ") for cue in cues) == said


@pytest.mark.parametrize("film", FILMS)
def test_chapters_cover_the_film_from_its_first_second_to_its_last(film):
    folder = places.FILMS / film
    duration = json.loads((folder / "timeline.json").read_text(encoding="utf-8"))["duration"]
    chapters = read_vtt((folder / "chapters.vtt").read_text(encoding="utf-8"))
    edges = [chapters[0].start, *(cue.end for cue in chapters)]
    assert edges == [0.0, *(cue.start for cue in chapters[1:]), duration]


@pytest.mark.parametrize("film", FILMS)
def test_the_film_says_that_its_voice_is_synthetic(film):
    timeline = json.loads((places.FILMS / film / "timeline.json").read_text(encoding="utf-8"))
    assert "ynthetic voice" in timeline["credits"]
    assert timeline["scenes"][-1]["credit"] == "Synthetic voice"


def test_every_video_unit_of_the_curriculum_names_a_film_that_exists():
    named = {
        path.relative_to(places.CURRICULUM).as_posix(): found[1]
        for path in places.CURRICULUM.glob("*/*.md")
        if (found := re.search(r"^film: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    }
    assert named, "no unit with a film"
    assert {film for film in named.values() if film not in FILMS} == set()


def test_the_bands_of_the_label_audit_follow_from_its_counts():
    """Counts of images and of errors from the table of the founding document (Megler, 2019)."""
    counts = {"80 to 85": (29, 9), "85 to 90": (54, 17), "90 to 95": (130, 14), "95 to 100": (297, 23)}
    counts |= {"Stop signs": (31, 0), "All labels": (297, 23), "Crawdads": (47, 19)}
    board = load_storyboard(places.storyboard_path("prediction"))
    rows = [row for scene in board["scenes"] for row in scene.get("rows", [])]
    assert {row["label"] for row in rows} == set(counts)
    for row in rows:
        total, wrong = counts[row["label"]]
        assert row["value"] == round(100 * (total - wrong) / total, 2), row["label"]
        assert row["detail"] == f"{total} images"


def test_what_the_technology_opening_works_out_follows_from_its_figures():
    """Parameters of the winners, memory about three times, waits and prices: the founding documents' own."""
    board = load_storyboard(places.storyboard_path("technology-opening"))
    scenes = {scene["id"]: scene for scene in board["scenes"]}
    assert [row["value"] for row in scenes["bigger"]["rows"]] == [74.8, 82.7, 84.3]
    assert scenes["memory"]["rows"][1]["value"] == round(145.8 / 4)
    waits = [row["value"] for row in scenes["wait"]["rows"]]
    prices = [float(row["detail"].removeprefix("$")) for row in scenes["wait"]["rows"]]
    assert (waits, prices) == ([244, 52, 23], [0.65, 0.33, 2.05])
    assert (waits[1] - waits[2], round(prices[2] / prices[1])) == (29, 6)
    assert scenes["wait"]["heading"] == "About six times the price, to save 29 milliseconds"


def test_what_the_film_on_the_forecasts_works_out_follows_from_its_figures():
    board = load_storyboard(places.storyboard_path("from-finance"))
    scenes = {scene["id"]: scene for scene in board["scenes"]}
    assert "made up" in scenes["errors"]["exercise"]
    one, other, both = (
        [point["value"] for point in series["points"]] for series in scenes["errors"]["series"]
    )
    assert both == [(first + second) / 2 for first, second in zip(one, other, strict=True)]
    for series, errors in zip(scenes["errors"]["series"], (one, other, both), strict=True):
        assert f"off by {sum(map(abs, errors)) / len(errors):.1f}°" in series["shown"]
    start, gained, perfect = (row["value"] for row in scenes["start"]["rows"])
    assert (start, perfect) == (0.25, 1)
    assert gained == round(start * 1.9, 3) < 0.48


# --- freshness ---


@pytest.fixture
def copied(tmp_path):
    """A made film in a folder of its own, with its storyboard."""
    folder = tmp_path / "films" / "prediction"
    shutil.copytree(places.FILMS / "prediction", folder)
    return folder, load_storyboard(places.storyboard_path("prediction"))


def test_an_untouched_film_is_fresh(copied):
    assert film_faults(*copied) == []


def test_a_changed_word_makes_a_film_stale(copied):
    folder, board = copied
    board["scenes"][0]["say"][0]["text"] = "Another sentence."
    assert "storyboard" in " ".join(film_faults(folder, board))


def test_a_missing_and_a_changed_file_are_named(copied):
    folder, board = copied
    captions = folder / "captions.vtt"
    captions.write_text(captions.read_text(encoding="utf-8").replace("prediction", "guess"), encoding="utf-8")
    assert "captions.vtt is not the file that the maker wrote" in film_faults(folder, board)
    captions.unlink()
    assert "captions.vtt is missing" in film_faults(folder, board)


def test_a_film_that_lacks_its_sound_alone_gets_it_without_being_made_anew(copied):
    folder, board = copied
    manifest = (folder / "manifest.json").read_text(encoding="utf-8")
    sound = (folder / "sound.m4a").read_bytes()
    (folder / "sound.m4a").unlink()
    assert film_faults(folder, board) == ["sound.m4a is missing"]
    (folder / "sound.m4a").write_bytes(sound)
    record_again(folder, board)
    assert (folder / "manifest.json").read_text(encoding="utf-8") == manifest
    assert film_faults(folder, board) == []


def test_a_film_over_its_size_is_named(copied):
    folder, board = copied
    with (folder / "film.mp4").open("ab") as film:
        film.write(struct.pack(">I4s", 8 + 4_000_000, b"free") + bytes(4_000_000))
    assert "MB a minute" in " ".join(film_faults(folder, board))


def test_a_sound_that_is_not_the_sound_alone_is_named(copied):
    folder, board = copied
    (folder / "sound.m4a").write_bytes((folder / "film.mp4").read_bytes())
    said = " ".join(film_faults(folder, board))
    assert "sound.m4a holds vide, soun, not soun" in said
    assert "sound.m4a has 1.62 MB a minute; the limit is 0.6" in said
    (folder / "sound.m4a").write_bytes(b"ID3 something else")
    assert "sound.m4a is not a whole MP4" in film_faults(folder, board)


def test_a_new_scene_kind_leaves_old_films_fresh_and_a_new_font_does_not(tmp_path):
    board = load_storyboard(places.storyboard_path("prediction"))
    stage = tmp_path / "stage"
    shutil.copytree(places.STAGE, stage)
    before = inputs_hash(board, {}, stage)
    (stage / "scenes" / "timeline.js").write_text("export function draw() {}", encoding="utf-8")
    assert inputs_hash(board, {}, stage) == before
    font = next(iter((stage / "fonts").glob("*.woff2")))
    font.write_bytes(font.read_bytes() + b"\0")
    assert inputs_hash(board, {}, stage) != before


def test_a_film_without_a_storyboard_is_named(tmp_path):
    (tmp_path / "films" / "stray").mkdir(parents=True)
    faults = check_films(curriculum=tmp_path / "curriculum", films=tmp_path / "films")
    assert [fault.message for fault in faults] == ["a film without a storyboard"]


def test_a_film_is_hashed_over_every_stage_file_it_loads():
    """Each import and style sheet of the files counted is itself counted (faults.js draws nothing)."""
    counted = {path.resolve() for path in stage_files(load_storyboard(places.storyboard_path("prediction")))}
    for path in [path for path in counted if path.suffix == ".js"]:
        for name in re.findall(r'from "(\.[^"]+)"', path.read_text(encoding="utf-8")):
            target = (path.parent / name).resolve()
            assert target in counted or target.name == "faults.js", f"{path.name} loads {name}"


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), name) + body


def test_the_index_of_an_mp4_is_found_before_or_after_its_pictures():
    movie = _box(b"moov", _box(b"mvhd", bytes(12) + struct.pack(">II", 1000, 90_500)))
    head, pictures = _box(b"ftyp", b"isom"), _box(b"mdat", bytes(64))
    assert mp4_facts(head + movie + pictures).seconds == 90.5
    assert mp4_facts(head + movie + pictures).faststart
    assert not mp4_facts(head + pictures + movie).faststart
    with pytest.raises(ValueError, match="whole MP4"):
        mp4_facts((head + movie + pictures)[:-5])
    for end in range(len(head + movie)):
        with pytest.raises(ValueError, match="whole MP4"):
            mp4_facts((head + movie)[:end] + pictures)


def test_check_runs_without_the_media_requirements(capsys):
    assert command_line.main(["check"]) == 0
    assert "whole, fresh" in capsys.readouterr().out
