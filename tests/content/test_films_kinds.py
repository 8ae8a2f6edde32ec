"""Lines, two-by-twos, timelines and plates: what a storyboard may say of them, and what is refused."""

from pathlib import Path

import pytest

from content.films_maker import places
from content.films_maker.faults import StoryboardError
from content.films_maker.kinds import KINDS
from content.films_maker.manifest import stage_files
from content.films_maker.storyboard import load_storyboard
from content.films_maker.timing import Spoken, build_timeline
from tests.content.boards import HEAD, written

ISSUE = {
    "title",
    "statement",
    "figure",
    "bars",
    "line",
    "matrix",
    "flow",
    "timeline",
    "quote",
    "compare",
    "plate",
}
BOARD = (
    HEAD
    + """\
poster: {scene: lines, at: end-0.5}
scenes:
  - id: lines
    kind: line
    chapter: All of them
    heading: A finding
    measure: What is counted
    exercise: made up
    bottom: -4
    top: 4
    axis: [{label: "1"}, {label: "2"}]
    series:
      - {name: One, at: a, points: [{value: 3}, {value: -2}]}
      - {name: Other, tone: mark, at: a+1, points: [{value: -1}, {value: 2}]}
    say:
      - {id: a, text: "The first sentence."}
  - id: square
    kind: matrix
    heading: Two questions
    up: {high: Much, low: Little}
    across: {low: Slow, high: Fast}
    cells:
      - {title: One, at: b}
      - {title: Two, text: With words, mark: true}
      - {title: Three}
      - {title: Four}
    say:
      - {id: b, text: "The second sentence."}
  - id: years
    kind: timeline
    heading: What came when
    source: "Somebody, 2024"
    from: 2019
    to: 2025
    events:
      - {year: 2019.2, when: March 2019, title: Begun, at: c}
      - {year: 2024, when: "2024", title: Ended, mark: true}
    say:
      - {id: c, text: "The third sentence."}
  - id: pause
    kind: plate
    heading: One thought
    plate: strategy
    at: d
    say:
      - {id: d, text: "The fourth sentence."}
"""
)
FAULTS = [
    ("{value: 3}, {value: -2}", "{value: 3}", "“points” has 1 entries"),
    ("{value: 3}, {value: -2}", "{value: 3}, {value: 1}, {value: 2}", "one point for each entry of `axis`"),
    ("{value: -2}", "{value: -5}", "outside `bottom` to `top`"),
    ("    exercise: made up\n", "", "needs a `source`"),
    ("      - {title: Four}\n", "", "“cells” has 3 entries; it takes 4 to 4"),
    ("across: {low: Slow, high: Fast}", "across: {low: Slow}", "“high” is missing"),
    ("{year: 2024,", "{year: 2026,", "the years of events rise"),
    ("{year: 2019.2,", "{year: 2024.5,", "the years of events rise"),
    ('    source: "Somebody, 2024"\n', "", "needs a `source`"),
    ("    plate: strategy\n", "    plate: whales\n", "it may be"),
]


@pytest.fixture
def read(tmp_path: Path):
    def load(text: str = BOARD) -> dict:
        return load_storyboard(written(tmp_path, text))

    return load


def test_the_maker_draws_every_kind_that_a_lesson_needs():
    assert set(KINDS) >= ISSUE


def test_each_of_them_is_read_and_timed(read):
    timeline = build_timeline(read(), {name: Spoken(2.0) for name in "abcd"})
    lines, square, years, pause = timeline["scenes"]
    assert [series["at"] for series in lines["series"]] == [1.0, 2.0]
    assert [cell["at"] for cell in square["cells"]] == [square["moments"]["b"], *[square["start"]] * 3]
    assert years["events"][0]["at"] == years["moments"]["c"]
    assert pause["at"] == pause["moments"]["d"]


@pytest.mark.parametrize(("there", "planted", "message"), FAULTS)
def test_a_planted_fault_is_refused(read, there, planted, message):
    assert there in BOARD
    with pytest.raises(StoryboardError, match=message):
        read(BOARD.replace(there, planted, 1))


def test_a_film_with_a_plate_is_stale_when_the_colours_of_plates_change(read):
    names = {path.name for path in stage_files(read())}
    assert "@import url(title.css);" in (places.STAGE / "scenes" / "plate.css").read_text(encoding="utf-8")
    assert {"plate.js", "plate.css", "title.css", "strategy.js"} <= names
    board = read()
    board["scenes"].pop()
    assert "title.css" not in {path.name for path in stage_files(board)}
