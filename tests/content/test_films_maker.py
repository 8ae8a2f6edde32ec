"""The maker refuses what it cannot film and says where it stands; times and captions follow from the text."""

import ast
import re
from pathlib import Path

import pytest

from content.films_maker import __main__ as command_line
from content.films_maker import places, tools
from content.films_maker.beats import marks, parse_beat, written
from content.films_maker.captions import caption_cues, chapter_cues, coverage, cue_faults, split_caption
from content.films_maker.faults import FilmError, StoryboardError
from content.films_maker.kinds import KINDS, PLATES
from content.films_maker.storyboard import load_storyboard
from content.films_maker.timing import Spoken, build_timeline, poster_time, spoken_stretches
from content.films_maker.vtt import Cue, read_vtt, write_vtt
from tests.content import boards

PACKAGE = places.STAGE.parent
# Its own modules, and the reader of film files, which knows nothing of the site either.
OWN = ("content.films_maker", "content.film_files.")

BOARD = (
    boards.HEAD
    + """\
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
)
SPOKEN = {"a": Spoken(2.0), "b": Spoken(4.0, {"half": 2.0}), "c": Spoken(1.5), "d": Spoken(1.0)}


@pytest.fixture
def board_file(tmp_path):
    def write(text: str = BOARD) -> Path:
        return boards.written(tmp_path, text)

    return write


@pytest.fixture
def timeline(board_file):
    return build_timeline(load_storyboard(board_file()), SPOKEN)


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


# --- the maker as a program ---


def test_each_kind_and_plate_is_drawn_by_the_stage():
    for kind in KINDS:
        assert "export" in (places.STAGE / "scenes" / f"{kind}.js").read_text(encoding="utf-8")
        assert (places.STAGE / "scenes" / f"{kind}.css").is_file()
    assert {path.stem for path in (places.STAGE / "plates").glob("*.js")} == set(PLATES)


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
            assert all(name.startswith(OWN) for name in ours), path.name
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
