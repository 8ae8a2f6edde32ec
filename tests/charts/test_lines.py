"""Lines over dates: places, names that do not touch, gaps where a line is broken; dumbbells and radars."""

import re
from itertools import pairwise

import pytest

from charts import Pair, Series, dumbbells, lines, radar


def drawn(svg: str, name: str) -> list[dict[str, str]]:
    """The attributes of every mark of that class."""
    marks = re.findall(rf'<\w+ class="{name}"([^>]*)>', svg)
    return [dict(re.findall(r'(\w+)="([^"]*)"', attributes)) for attributes in marks]


def test_values_lie_between_the_first_and_the_last_date():
    made = lines(
        ["March", "June", "September"], [Series("Index", [0, 50, 100])], within=(0, 100), span=(10, 60)
    )
    dots = drawn(made.svg, "lines-dot")
    assert [dot["cx"] for dot in dots] == ["10%", "35%", "60%"]
    assert [dot["cy"] for dot in dots] == ["86%", "47%", "8%"]
    assert len(drawn(made.svg, "lines-line")) == 2
    assert made.rows[0].values == ("0.0", "50.0", "100.0")


def test_dates_lie_where_they_are_in_time():
    made = lines(["a", "b", "c"], [Series("Index", [1, 2, 3])], at=[0, 90, 100], span=(10, 80))
    assert [date["x"] for date in drawn(made.svg, "lines-date")] == ["10%", "73%", "80%"]


def test_a_line_stops_where_it_is_broken_or_a_value_is_missing():
    every = Series("A", [1, 2, 3, 4])
    assert len(drawn(lines(list("abcd"), [every]).svg, "lines-line")) == 3
    broken = Series("A", [1, 2, 3, 4], broken=frozenset({1}))
    assert len(drawn(lines(list("abcd"), [broken]).svg, "lines-line")) == 2
    missing = Series("A", [1, None, 3, 4])
    made = lines(list("abcd"), [missing])
    assert len(drawn(made.svg, "lines-line")) == 1
    assert made.rows[0].values[1] == ""


def test_names_at_the_end_never_touch_and_keep_their_order():
    made = lines(
        ["a", "b"], [Series(name, [50, value]) for name, value in zip("stuv", (50, 51, 50, 99), strict=True)]
    )
    names = drawn(made.svg, "lines-name")
    heights = sorted(float(name["y"].rstrip("%")) for name in names)
    assert all(after - before >= 7.4 for before, after in pairwise(heights))
    assert float(names[3]["y"].rstrip("%")) == heights[0]
    assert heights[-1] <= 86


def test_intervals_are_drawn_and_told():
    made = lines(["a", "b"], [Series("Index", [40, 52], [(37, 43), None])], within=(0, 100))
    assert len(drawn(made.svg, "lines-whisker")) == 1
    assert made.has_intervals
    assert made.rows[0].intervals == ("37.0 to 43.0", "")


def test_words_are_escaped_and_nothing_is_styled_in_place():
    made = lines(["<b>", "c"], [Series("A & B", [1, 2])], grid=[(1, "<low>")])
    assert "&lt;b&gt;" in made.svg
    assert "A &amp; B" in made.svg
    assert not re.search(r"style=|<b>|<low>", made.svg)


@pytest.mark.parametrize(
    ("dates", "series"),
    [
        ([], []),
        (["a"], [Series("A", [1, 2])]),
        (["a"], [Series("A", [None])]),
        (["a"], [Series(str(n), [n]) for n in range(5)]),
    ],
)
def test_what_cannot_be_drawn_is_refused(dates, series):
    with pytest.raises(ValueError, match="lines need"):
        lines(dates, series)


def test_dumbbells_put_the_widest_pair_first_and_the_unknown_last():
    made = dumbbells(
        [Pair("a", 50, 45), Pair("b", None, 20), Pair("c", 20, 60), Pair("d", 30, 35)], within=(0, 100)
    )
    assert [row.label for row in made.rows] == ["c", "a", "d", "b"]
    assert [(row.value_text, row.before_text) for row in made.rows] == [
        ("20", "60"),
        ("50", "45"),
        ("30", "35"),
        ("", ""),
    ]
    assert made.rows[-1].marks.before is None


def test_a_radar_has_two_open_outlines_at_most():
    made = radar(["S1", "S2", "S3", "S4"], [100, 50, None, 0], [10, 20, 30, 40])
    assert len(drawn(made, "radar-now")) == 3 + 2  # dots, and edges between neighbours that are known
    assert len(drawn(made, "radar-before")) == 4 + 4
    assert "fill=" not in made
    assert drawn(made, "radar-now")[0]["cy"] == "-100.0"
    for wrong in ((["a", "b"], [1, 2]), (["a", "b", "c"], [1, 2])):
        with pytest.raises(ValueError, match="a radar needs"):
            radar(*wrong)
