"""The skin of files: the geometry of the page, colours of its own, nothing that a typesetter cannot read."""

import re
from xml.etree import ElementTree

import pytest

from charts import Row, bars, dots, file_skin, page_skin
from charts.file_skin import MARK, PAINT, Behind, sheet

ROWS = [
    Row("Governance", 39.5, before=26.9, low=31.4, high=47.7, marked=True),
    Row("Data", 49.0, before=42.6, low=41.2, high=56.9),
    Row("Nothing known", None),
]
PLACE = re.compile(r'\b(?:x1|x2|cx)="([\d.]+%)"')


@pytest.mark.parametrize("kind", [bars, dots])
def test_both_skins_put_every_mark_in_the_same_place(kind) -> None:
    page = kind(ROWS, within=(0, 100), skin=page_skin)
    file = kind(ROWS, within=(0, 100), skin=file_skin)
    for one, other in zip(page.rows, file.rows, strict=True):
        assert PLACE.findall(one.svg) == PLACE.findall(other.svg)


@pytest.mark.parametrize("kind", [bars, dots])
def test_a_file_carries_its_colours(kind) -> None:
    drawn = sheet(
        kind(ROWS, within=(0, 100), skin=file_skin), 180, 24, Behind([(12.5, 37.5)], {0: 62.5}, [2])
    )
    assert "class=" not in drawn
    assert "var(" not in drawn
    assert MARK in drawn  # the row that the title is about
    root = ElementTree.fromstring(drawn)  # noqa: S314 - our own
    assert root.get("viewBox") == "0 0 180 72"
    assert all(child.get("fill") or child.get("stroke") or len(child) for child in root)


def test_every_mark_of_the_page_has_a_paint() -> None:
    drawn = "".join(
        row.svg for kind in (bars, dots) for row in kind(ROWS, within=(0, 100), skin=page_skin).rows
    )
    assert set(re.findall(r'<\w+ class="(chart-[a-z]+)"', drawn)) - {"chart-plot"} <= set(PAINT)


def test_what_stands_behind_is_drawn_first() -> None:
    drawn = sheet(dots(ROWS, within=(0, 100), skin=file_skin), 180, 24, Behind([(12.5, 37.5)]))
    assert drawn.index("<rect") < drawn.index("<circle")
