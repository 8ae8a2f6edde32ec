"""Words in a drawing stay inside it, however long they are and whatever the language."""

import re
from html import unescape
from itertools import pairwise

import pytest

from charts import Series, bars, lines, radar
from charts.geometry import Row
from charts.letters import width
from charts.lines import NARROW, WIDE

GERMAN = "Verantwortungsübernahmebereitschaft"
NAMES = [
    "Index",
    "Technologie und Daten",
    GERMAN,
    "מוכנות הארגון לבינה מלאכותית",
    "人工智能战略与治理能力评估",
]
DATES = ["März 2024", "September 2024", "Februar 2025", "September 2025", "Februar 2026", "November 2026"]
TEXT = re.compile(r'<text class="([\w-]+)"([^>]*)>(.*?)</text>')
SIZES = {"lines-name": 14, "lines-figure": 14, "lines-value": 13, "lines-date": 13}


def boxes(svg: str, pixels: float) -> list[tuple[str, float, float, str]]:
    """Kind, start and end in pixels, and words of each text, in a drawing that is so wide."""
    found = []
    for kind, attributes, inner in TEXT.findall(svg):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        words = unescape(re.sub("<[^>]+>", "", inner))
        long = width(words, SIZES[kind], bold=kind == "lines-figure")
        at = float(given["x"].rstrip("%")) / 100 * pixels + float(given.get("dx", 0))
        start = at - long * {"middle": 0.5, "end": 1.0}.get(given.get("text-anchor", ""), 0.0)
        found.append((kind, start, start + long, words))
    return found


def outside(svg: str, pixels: float) -> list[str]:
    return [words for _, start, end, words in boxes(svg, pixels) if start < -0.5 or end > pixels + 0.5]


def touching(svg: str, pixels: float, kind: str) -> list[str]:
    spans = sorted((start, end, words) for of, start, end, words in boxes(svg, pixels) if of == kind)
    return [after[2] for before, after in pairwise(spans) if after[0] < before[1]]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("count", [1, 2, 6])
@pytest.mark.parametrize("span", [(12, 62), (16, 56)])
def test_words_lie_inside_and_dates_apart(name: str, count: int, span: tuple[float, float]) -> None:
    series = [Series(name, [40 + n * 7 for n in range(count)]), Series("B", [99.5] * count)][: 1 + count % 2]
    made = lines(DATES[-count:], series, span=span, within=(0, 100))
    for svg, least in ((made.svg, WIDE), (made.narrow, NARROW)):
        for pixels in (least, least * 1.3, least * 2):
            assert outside(svg, pixels) == []
            assert touching(svg, pixels, "lines-date") == []
        assert DATES[-1] in svg
    assert name in made.svg or made.listed == "always"
    assert name in made.narrow or made.listed


def test_a_short_name_stands_beside_its_line_and_a_long_one_below() -> None:
    def listed(name: str) -> str:
        return lines(["a", "b"], [Series(name, [1, 2])]).listed

    assert [listed(name) for name in ("Index", "Technologie und Daten", GERMAN)] == ["", "phone", "always"]


def test_control_a_name_that_is_written_beside_its_line_regardless_is_found() -> None:
    made = lines(["a", "b"], [Series("Technologie und Daten", [1, 2])])
    assert outside(made.svg, NARROW) == ["2.0 Technologie und Daten"]
    crowded = lines(DATES, [Series("Index", [1, 2, 3, 4, 5, 6])]).svg
    assert touching(crowded, NARROW, "lines-date")


def test_figures_along_an_axis_stay_over_their_plot() -> None:
    """A plot cell has 6 pixels beside its plot on a phone, and the page 20 more."""
    for most in (7, 1_500_000, 9_000_000_000):
        made = bars([Row("a", most), Row("b", most / 3)])
        found = re.findall(r'<text x="([\d.]+)%"[^>]*text-anchor="(\w+)">([^<]*)<', made.axis_svg)
        ends = []
        for at, anchor, words in found:
            long = width(words, 13)
            start = float(at) * 2.8 - long * {"middle": 0.5, "end": 1.0, "start": 0.0}[anchor]
            ends.append((start, start + long))
        assert all(start >= -20 and end <= 280 + 20 for start, end in ends)
        assert all(after[0] > before[1] for before, after in pairwise(ends)), most


def test_the_names_of_a_radar_are_short_ones() -> None:
    drawn = radar(["S1", "S2", "S3", "C1"], [1, 2, 3, 4])
    for at, words in re.findall(r'<text x="([-\d.]+)"[^>]*>([^<]*)<', drawn):
        assert abs(float(at)) + width(words, 12) / 2 <= 140
    with pytest.raises(ValueError, match="short names"):
        radar(["S1", GERMAN, "S3"], [1, 2, 3])
