"""What a plate promises: one drawing for a slug, small, in the page's colours, that keeps its own rules."""

import os
import re
import subprocess
import sys
from hashlib import sha256
from itertools import combinations, product
from math import hypot
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest

from content.plates import FAMILIES, SHEETS, draw, responsibility, strategy
from content.plates.contours import Grid, level_paths
from content.plates.pen import number, smooth_path
from content.plates.sheet import PALETTES

SLUGS = ["strategy/jabil", "strategy", "culture/ing-squads", "écluse", "a"]
CSS = Path(__file__).parents[2] / "static/css/components/plate.css"
SVG = "{http://www.w3.org/2000/svg}"


def elements(svg, name):
    return list(ElementTree.fromstring(svg).iter(SVG + name))  # noqa: S314 - our own drawing


def ends(data):
    """End points of every piece of a path of M, c, s and z."""
    here, found = (0.0, 0.0), []
    for letter, body in re.findall(r"([Mcsz])([^Mcsz]*)", data):
        values = [float(word) for word in re.findall(r"-?\d*\.?\d+", body)]
        if letter == "M":
            here = (values[0], values[1])
        elif letter in "cs":
            here = (here[0] + values[-2], here[1] + values[-1])
        if letter != "z":
            found.append(here)
    return found


@pytest.mark.parametrize(("family", "shape"), list(product(FAMILIES, SHEETS)))
def test_a_plate_is_small_well_formed_and_sized_to_its_sheet(family, shape):
    for slug in SLUGS:
        svg = draw(slug, family, 0, shape)
        root = ElementTree.fromstring(svg)  # noqa: S314
        sheet = SHEETS[shape]
        assert root.get("viewBox") == f"0 0 {sheet.width:g} {sheet.height:g}"
        assert [child.get("id") for child in root] == ["p"]
        assert 3_000 < len(svg.encode()) < 30_000


@pytest.mark.parametrize("family", FAMILIES)
def test_numbers_in_paths_have_one_decimal(family):
    for path in elements(draw("strategy/jabil", family), "path"):
        # "1.2.5" is two numbers: the grammar of paths lets the second begin at its point.
        assert not re.search(r"\.\d\d", path.get("d"))


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_in_a_plate_needs_a_style_or_a_script(family):
    svg = draw("strategy/jabil", family)
    assert not re.search(r"\sstyle=|<style|<script|<image|href=|class=", svg)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_colour_is_a_property_of_the_page_with_the_light_theme_to_fall_back_on(family):
    svg = draw("strategy/jabil", family)
    palette = PALETTES[family]
    colours = {value for value in re.findall(r'(?:fill|stroke)="([^"]+)"', svg) if value != "none"}
    assert colours == {
        f"var(--plate-ground,{palette.ground})",
        f"var(--plate-line,{palette.line})",
        f"var(--plate-mark,{palette.mark})",
    }


@pytest.mark.parametrize("family", FAMILIES)
def test_lines_keep_their_width_at_any_size(family):
    for path in elements(draw("strategy/jabil", family), "path"):
        a_dot = path.get("stroke") is None  # dots grow with the drawing
        assert (path.get("vector-effect") == "non-scaling-stroke") != a_dot


def test_the_only_words_are_depths():
    for slug, family in product(SLUGS, FAMILIES):
        svg = draw(slug, family)
        words = [element.text for element in elements(svg, "text")]
        assert "".join(ElementTree.fromstring(svg).itertext()).strip() == "".join(words)  # noqa: S314
        assert all(word.isdigit() for word in words)
        assert bool(words) == (family == "strategy")


def test_a_slug_gives_the_same_bytes_in_another_process():
    code = (
        "from hashlib import sha256; from content.plates import draw, FAMILIES;"
        "print(sha256(''.join(draw('strategy/jabil', f) for f in FAMILIES).encode()).hexdigest(), hash('a'))"
    )
    answers = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            cwd=CSS.parents[3],
        ).stdout.split()
        for seed in ("1", "2")
    ]
    here = sha256("".join(draw("strategy/jabil", family) for family in FAMILIES).encode()).hexdigest()
    assert answers[0][0] == answers[1][0] == here
    assert answers[0][1] != answers[1][1]  # the control: Python's own hash does differ between these runs


@pytest.mark.parametrize("family", FAMILIES)
def test_each_slug_and_each_turn_has_its_own_drawing(family):
    drawings = {draw(slug, family, turn) for slug in SLUGS for turn in range(3)}
    assert len(drawings) == 3 * len(SLUGS)


@pytest.mark.parametrize(
    ("family", "turn", "shape"),
    [("finance", 0, "card"), ("strategy", -1, "card"), ("strategy", 0, "poster")],
)
def test_what_cannot_be_drawn_is_refused(family, turn, shape):
    with pytest.raises(ValueError):
        draw("strategy/jabil", family, turn, shape)


@pytest.mark.parametrize("shape", SHEETS)
def test_depth_numerals_keep_clear_of_one_another_and_of_the_course(shape):
    sheet = SHEETS[shape]
    for slug in [f"case-{n}" for n in range(12)]:
        svg = draw(slug, "strategy", 0, shape)
        places = [(float(e.get("x")), float(e.get("y"))) for e in elements(svg, "text")]
        assert 3 <= len(places) <= 7
        assert all(hypot(a[0] - b[0], a[1] - b[1]) > 95 * sheet.scale for a, b in combinations(places, 2))
        track = next(e.get("d") for e in elements(svg, "path") if "L" in e.get("d"))
        course = [
            tuple(float(word) for word in re.findall(r"-?\d*\.?\d+", piece)) for piece in track[1:].split("L")
        ]
        assert len(course) == 5  # two edges and three waypoints
        assert [y for _, y in course] == sorted((y for _, y in course), reverse=True)
        assert min(strategy.distance_to(place, course) for place in places) > 20 * sheet.scale


def test_contours_lie_on_their_level_and_stay_on_the_sheet():
    sheet = SHEETS["card"]
    field = strategy.evenest(sheet, Random(7))
    grid = Grid.over(field, sheet.width, sheet.height, 9)
    interval = grid.steepness() * 22
    lines = level_paths(grid, 0, interval, 13)
    assert len(lines) > 6
    for n, data in lines.items():
        for x, y in ends(data):
            assert -15 < x < sheet.width + 25
            assert -15 < y < sheet.height + 25
            assert abs(field(x, y) - n * interval) < interval / 8


def test_a_saddle_is_drawn_once_each_way():
    # x·y has its saddle at (50, 50): four arms, two lines for each level, none of them through the middle.
    grid = Grid.over(lambda x, y: (x - 50) * (y - 50), 100, 100, 7)
    lines = level_paths(grid, 0, 300, 5)
    assert {n: data.count("M") for n, data in lines.items() if abs(n) == 1} == {-1: 2, 1: 2}


@pytest.mark.parametrize("shape", SHEETS)
def test_no_line_of_the_current_enters_a_limit(shape):
    for slug in [f"case-{n}" for n in range(8)]:
        svg = draw(slug, "responsibility", 0, shape)
        paths = [e.get("d") for e in elements(svg, "path")]
        rims = [tuple(map(float, rim)) for rim in re.findall(r"M(-?[\d.]+) ?(-?[\d.]+)a([\d.]+)", paths[2])]
        assert len(rims) in (2, 3)
        for x, y in ends(paths[0]) + ends(paths[1]):
            assert all(hypot(x - left - r, y - middle) > r * 1.08 for left, middle, r in rims)


def test_the_current_takes_one_value_all_round_a_limit():
    sheet, random = SHEETS["card"], Random(3)
    around = responsibility.limits(sheet, random)
    stream = responsibility.current(sheet, random, around, 16)
    for (x, y), radius in around:
        berth = radius * responsibility.BERTH * 1.0005
        rim = [stream(x + berth * dx, y + berth * dy) for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1))]
        assert max(rim) - min(rim) < 1


@pytest.mark.parametrize(
    ("tenths", "text"), [(0, "0"), (120, "12"), (5, ".5"), (-5, "-.5"), (-34, "-3.4"), (1001, "100.1")]
)
def test_numbers_are_written_briefly(tenths, text):
    assert number(tenths) == text


def test_rounding_does_not_add_up_along_a_path():
    points = [(k * 10.04, 3.33 * (k % 2)) for k in range(200)]
    for (x, y), (px, py) in zip(ends(smooth_path(points, closed=False)), points, strict=True):
        assert abs(x - px) < 0.06
        assert abs(y - py) < 0.06


def rules():
    """Selector → {property: colour} for every rule of plate.css that sets the colours of a plate."""
    found = {}
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*--plate-ground[^{}]*)\}", CSS.read_text()):
        colours = dict(re.findall(r"--plate-(\w+): (#\w{6})", body))
        for one in selector.split("*/")[-1].split(","):
            found[one.strip()] = colours
    return found


def luminance(colour):
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def test_the_stylesheet_and_the_literals_agree_and_both_dark_themes_are_one():
    css = rules()
    for family, palette in PALETTES.items():
        light = css[".plate" if family == "strategy" else f".plate--{family}"]
        assert light == {"ground": palette.ground, "line": palette.line, "mark": palette.mark}
        assert css.get(f'[data-theme="dark"] .plate--{family}') == css.get(
            f':root:not([data-theme="light"]) .plate--{family}'
        )


def test_lines_and_marks_can_be_told_from_the_ground_in_both_themes():
    assert len(rules()) == 9
    for colours in rules().values():
        assert contrast(colours["ground"], colours["line"]) >= 6
        assert contrast(colours["ground"], colours["mark"]) >= 4.5
