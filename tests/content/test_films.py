"""The shipped films are whole and fresh; the maker refuses what it cannot film and says where it stands."""

import ast
import json
import re
import shutil
import struct
from pathlib import Path

import pytest

from content.films_maker import __main__ as command_line
from content.films_maker import places, tools
from content.films_maker.beats import marks, parse_beat, written
from content.films_maker.captions import caption_cues, chapter_cues, coverage, cue_faults, split_caption
from content.films_maker.check import check_films, film_faults
from content.films_maker.faults import FilmError, StoryboardError
from content.films_maker.kinds import KINDS, PLATES
from content.films_maker.manifest import inputs_hash, stage_files
from content.films_maker.mp4 import mp4_facts
from content.films_maker.storyboard import load_storyboard
from content.films_maker.timing import Spoken, build_timeline, poster_time, spoken_stretches
from content.films_maker.vtt import Cue, read_vtt, write_vtt

STORYBOARDS = places.storyboard_paths()
FILMS = [path.stem for path in STORYBOARDS]
PACKAGE = places.STAGE.parent

BOARD = """\
schema: lesson-film/1
id: sample
title: A sample
module: strategy
kicker: Strategy
language: en
credits: "Synthetic voice"
voice: {engine: hibari, name: heart, speed: 1.0, seed: 7}
pauses: {lead_in: 1.0, cue: 0.5, scene: 1.0, tail: 2.0}
poster: {scene: opening, at: end-0.5}
scenes:
  - id: opening
    kind: title
    chapter: The question
    heading: A sample
    plate: strategy
    say:
      - {id: a, text: "The first sentence is short."}
  - id: measured
    kind: bars
    chapter: The figures
    heading: A finding
    measure: What is counted
    source: "Somebody, 2019"
    top: 100
    rows:
      - {label: One, value: 20, at: b}
      - {label: Two, value: 40, at: b.half+0.25}
    say:
      - {id: b, text: "The second sentence {half}has a mark in it."}
  - id: close
    kind: close
    heading: To take along
    points:
      - {text: "A point"}
    say:
      - {id: c, text: "The third closes."}
      - {id: d, text: "And a fourth?"}
"""
SPOKEN = {"a": Spoken(2.0), "b": Spoken(4.0, {"half": 2.0}), "c": Spoken(1.5), "d": Spoken(1.0)}


@pytest.fixture
def board_file(tmp_path):
    def write(text: str = BOARD) -> Path:
        path = tmp_path / "sample.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def timeline(board_file):
    return build_timeline(load_storyboard(board_file()), SPOKEN)


# --- the shipped films ---


def test_films_are_shipped():
    assert {"strategy-opening", "prediction"} <= set(FILMS)


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


# --- storyboards ---


def test_a_whole_storyboard_is_read(board_file):
    assert [scene["id"] for scene in load_storyboard(board_file())["scenes"]] == [
        "opening",
        "measured",
        "close",
    ]


FAULTS = [
    ("kind: bars", "kind: pie", 20, "unknown kind “pie”"),
    ("at: b.half+0.25", "at: b.third", 28, "unknown beat “b.third”"),
    ("value: 20, at: b}", "value: 20, at: a}", 27, "unknown beat “a”"),
    ("measure: What is counted", "measured: What is counted", 23, "unknown key “measured”"),
    ("    measure: What is counted\n", "", 19, "“measure” is missing"),
    ('    source: "Somebody, 2019"\n', "", 19, "needs a `source`"),
    ("heading: To take along", "heading: Take 3 along", 31, "needs a `source`"),
    ("value: 40", "value: 400", 28, "outside 0 to 100"),
    ("value: 40", "value: forty", 28, "must be a number"),
    ("plate: strategy", "plate: whales", 16, "it may be"),
    ("name: heart", "name: emma", 8, "it may be heart"),
    ("- {id: c,", "- {id: a,", 37, "“a” is used twice"),
    ('"The third closes."', '"The third closes"', 37, "ends with a full stop"),
    ("{half}", "{half of}", 30, "a mark is a small word in braces"),
    ("poster: {scene: opening", "poster: {scene: nowhere", 10, "no scene “nowhere”"),
    ("id: sample", "id: other", 2, "not the name of the file"),
    ("kicker: Strategy\n", "kicker: Strategy\nkicker: Twice\n", 6, "stands here twice"),
    ("    chapter: The question\n", "", 12, "opens a chapter"),
    ("  - id: opening", "  - id: opening: x", 12, "not YAML"),
]


@pytest.mark.parametrize(("there", "planted", "line", "message"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_a_planted_fault_is_named_with_its_line(board_file, there, planted, line, message):
    assert there in BOARD
    path = board_file(BOARD.replace(there, planted, 1))
    with pytest.raises(StoryboardError) as caught:
        load_storyboard(path)
    found = [(fault.file, fault.line) for fault in caught.value.faults if message in fault.message]
    assert found == [(path, line)]


def test_all_faults_are_named_at_once(board_file):
    planted = BOARD.replace("kind: title", "kind: tittle").replace("value: 40", "value: 400")
    with pytest.raises(StoryboardError) as caught:
        load_storyboard(board_file(planted))
    assert [fault.line for fault in caught.value.faults] == [13, 28]


def test_an_exercise_needs_no_source(board_file):
    stated = BOARD.replace('source: "Somebody, 2019"', 'exercise: "figures made for it"')
    assert load_storyboard(board_file(stated))


# --- timing ---


def test_sentences_follow_each_other_with_the_stated_pauses(timeline):
    first, second, third = timeline["scenes"]
    assert (first["start"], first["moments"]["a"], first["end"]) == (0.0, 1.0, 3.45)
    assert (second["start"], second["moments"]["b"]) == (3.45, 4.0)
    assert third["moments"]["d"] == pytest.approx(third["moments"]["c"] + 1.5 + 0.5)
    assert timeline["duration"] == third["end"] == pytest.approx(third["moments"]["d"] + 1.0 + 2.0, abs=0.1)


def test_marks_and_offsets_become_seconds(timeline):
    rows = timeline["scenes"][1]["rows"]
    assert [row["at"] for row in rows] == [4.0, 6.25]
    assert timeline["scenes"][2]["points"][0]["at"] == timeline["scenes"][2]["start"]


def test_the_poster_is_taken_at_its_moment(board_file, timeline):
    assert poster_time(load_storyboard(board_file()), timeline) == 2.95


def test_marks_are_not_written():
    assert written("One {two}three.") == "One three."
    assert marks("One {two}three.") == {"two": "One "}
    assert parse_beat("a.two-0.5").offset == -0.5
    assert parse_beat("a two") is None


# --- captions ---


def test_captions_of_a_timeline_are_within_the_limits(timeline):
    cues = caption_cues(timeline)
    assert cue_faults(cues, timeline["duration"]) == []
    assert coverage(cues, spoken_stretches(timeline)) == pytest.approx(1.0)
    assert [cue.text for cue in chapter_cues(timeline)] == ["The question", "The figures"]


def test_a_long_sentence_is_split_at_a_clause():
    sentence = (
        "High-growth companies were further along in their plans, with about half of them planning to use "
        "more in the coming year, compared with about a third of the companies that grew more slowly."
    )
    pieces = split_caption(sentence)
    assert " ".join(pieces).replace("\n", " ") == sentence
    assert all(len(line) <= 42 for piece in pieces for line in piece.split("\n"))
    assert all(piece.count("\n") <= 1 for piece in pieces)
    assert any(piece.endswith(",") for piece in pieces[:-1])


@pytest.mark.parametrize(
    ("cue", "message"),
    [
        (Cue(1.0, 1.5, "Too short."), "shorter than 1 s"),
        (Cue(1.0, 2.0, "Far more words than anybody reads"), "more than 20 characters"),
        (Cue(1.0, 9.0, "one\ntwo\nthree"), "more than 2 lines"),
        (Cue(1.0, 9.0, "x" * 43), "more than 2 lines"),
        (Cue(0.2, 2.0, "Overlaps."), "before the one ahead"),
        (Cue(9.0, 11.0, "After the end."), "after the film"),
    ],
)
def test_a_bad_cue_is_named(cue, message):
    assert message in " ".join(cue_faults([Cue(0.0, 1.0, "Fine."), cue], duration=10.0))


def test_uncovered_speech_is_counted():
    assert coverage([Cue(0.0, 5.0, "Half.")], [(0.0, 4.0), (4.0, 10.0)]) == pytest.approx(0.5)


def test_captions_are_read_as_they_were_written():
    cues = [Cue(0.0, 1.25, "Less < more & so on"), Cue(3599.5, 3600.75, "Two\nlines")]
    assert read_vtt(write_vtt(cues)) == cues
    with pytest.raises(ValueError):
        read_vtt("1\n00:00.000 --> 00:01.000\nNo heading")


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


def test_a_film_over_its_size_is_named(copied):
    folder, board = copied
    with (folder / "film.mp4").open("ab") as film:
        film.write(struct.pack(">I4s", 8 + 4_000_000, b"free") + bytes(4_000_000))
    assert "MB a minute" in " ".join(film_faults(folder, board))


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


# --- the maker as a program ---


def test_each_kind_and_plate_is_drawn_by_the_stage():
    for kind in KINDS:
        assert "export" in (places.STAGE / "scenes" / f"{kind}.js").read_text(encoding="utf-8")
        assert (places.STAGE / "scenes" / f"{kind}.css").is_file()
    assert {path.stem for path in (places.STAGE / "plates").glob("*.js")} == set(PLATES)


def test_a_film_is_hashed_over_every_stage_file_it_loads():
    """Each import and style sheet of the files counted is itself counted (faults.js draws nothing)."""
    counted = {path.resolve() for path in stage_files(load_storyboard(places.storyboard_path("prediction")))}
    for path in [path for path in counted if path.suffix == ".js"]:
        for name in re.findall(r'from "(\.[^"]+)"', path.read_text(encoding="utf-8")):
            target = (path.parent / name).resolve()
            assert target in counted or target.name == "faults.js", f"{path.name} loads {name}"


def test_the_colours_of_the_stage_are_those_of_the_site():
    token = re.compile(r"(--[\w-]+): *(#[0-9A-Fa-f]{6});")
    site = (places.ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    light = dict(token.findall(site.split("[data-theme")[0]))
    stage = dict(token.findall((places.STAGE / "tokens.css").read_text(encoding="utf-8")))
    assert stage
    assert stage == {name: light[name] for name in stage}


def test_the_maker_knows_neither_django_nor_the_rest_of_the_site():
    rooms = {"portal", "courses", "accounts", "content", "jobs", "charts"}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            ours = [name for name in names if name.split(".")[0] in rooms]
            assert all(name.startswith("content.films_maker") for name in ours), path.name
            assert not {name.split(".")[0] for name in names} & {"django", "wagtail"}, path.name


def test_a_missing_program_is_one_clear_sentence(monkeypatch):
    monkeypatch.setattr(tools.shutil, "which", lambda name: None)
    with pytest.raises(FilmError, match=r"^Chromium is missing.*\.$"):
        tools.find_browser()
    with pytest.raises(FilmError, match=r"^ffmpeg is missing.*\.$"):
        tools.find_ffmpeg()


def test_a_missing_voice_is_one_clear_sentence(monkeypatch, capsys):
    def absent(name):
        raise ModuleNotFoundError("No module named 'hibari'", name="hibari")

    monkeypatch.setattr(command_line.importlib, "import_module", absent)
    assert command_line.main(["build"]) == 1
    assert capsys.readouterr().err == (
        "build needs the Python package hibari: pip install -r requirements/media.txt\n"
    )


def test_check_runs_without_the_media_requirements(capsys):
    assert command_line.main(["check"]) == 0
    assert "whole, fresh" in capsys.readouterr().out
