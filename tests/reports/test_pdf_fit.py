"""What stands on a page of the PDF keeps to its line, its column and its page, with the cruellest words."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from PIL import ImageFont

from reports import places
from reports.papers.typesetting import plate, typeset
from reports.pdf import drawings, typesetting
from tests.reports.cruel import CRUEL, GERMAN, LONG, full_of, pdf
from tests.reports.sources import board

FONTS = Path(typesetting.__file__).resolve().parents[1] / "fonts"
FACES = {
    "Public-Sans-Regular": "public-sans",
    "Public-Sans-Bold": "public-sans-semibold",
    "Newsreader-Regular": "newsreader",
    "Newsreader-Display-Regular": "newsreader-display",
}
RIGHT = 595 - 54  # points, of A4 with its margin
FOOT, HEAD = 60, 770
HAIR, TIGHT = 2.5, 0.02


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one face: where they begin, on which line, where they end (None: a face not measured here)."""

    x: float
    y: float
    size: float
    text: str
    end: float | None


@cache
def face(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{name}.ttf", 200)


def pieces(page: pypdf.PageObject) -> list[Piece]:
    found: list[Piece] = []

    def see(text: str, cm: list[float], tm: list[float], font: dict[str, object] | None, size: float) -> None:
        text = text.strip("\n")
        if not text.strip() or font is None:
            return
        x, y = cm[4] + tm[4], cm[5] - tm[5]
        name = FACES.get(str(font["/BaseFont"]).split("+")[-1])
        kept = text.strip().replace("\u200b", "").replace("\u00ad", "")
        known = name and not re.search("[\u0590-\u08ff]", kept)
        end = x + face(name).getlength(kept) * size / 200 if known and name else None
        if end is not None and name == "newsreader-display":
            end -= TIGHT * size * len(kept)
        found.append(Piece(x, y, size, kept, end))

    page.extract_text(visitor_text=see)
    return found


def beyond(found: Sequence[Piece]) -> list[str]:
    """Words that run into the next column or out of the page."""
    lines: dict[int, list[Piece]] = {}
    for piece in found:
        lines.setdefault(round(piece.y), []).append(piece)
    said = []
    for line in lines.values():
        line.sort(key=lambda piece: piece.x)
        for piece, after in [*pairwise(line), (line[-1], None)]:
            limit = after.x if after else RIGHT
            if piece.end is not None and len(piece.text) > 1 and piece.end > limit + HAIR:
                said.append(f"{piece.text[:40]} ends at {piece.end:.0f}, {limit:.0f} is taken")
    return said


def on_each_other(found: Sequence[Piece]) -> list[str]:
    """Lines that begin in one column and touch."""
    columns: dict[int, list[Piece]] = {}
    for piece in found:
        columns.setdefault(round(piece.x), []).append(piece)
    said = []
    for column in columns.values():
        column.sort(key=lambda piece: -piece.y)
        for upper, lower in pairwise(column):
            gap = upper.y - lower.y
            if 0.5 < gap < 0.75 * min(upper.size, lower.size):
                said.append(f"{upper.text[:30]} / {lower.text[:30]}: {gap:.1f} points apart")
    return said


def opened(name: str) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(pdf(name))).pages)


@pytest.mark.parametrize("name", CRUEL)
def test_words_keep_to_their_lines_columns_and_pages(name: str) -> None:
    for number, page in enumerate(opened(name), start=1):
        found = pieces(page)
        assert not beyond(found), f"page {number}"
        assert not on_each_other(found), f"page {number}"
        assert len({round(piece.y) for piece in found if piece.y < FOOT}) == 2, "the footer has two lines"
        if number > 1:
            assert len({round(piece.y) for piece in found if piece.y > HEAD}) == 1, "the header has one"


def test_the_measure_would_notice() -> None:
    """The control: words over each other."""
    one = Piece(70, 500, 9, "Geschäftsleitungsperson", 190)
    assert beyond([one, Piece(150, 500, 9, "Datenschutz", 200)])
    assert beyond([Piece(500, 500, 9, "Datenschutz", 560)])
    assert on_each_other([one, Piece(70, 495, 9, "Vorstand", 110)])
    assert not beyond([one]) + on_each_other([one, Piece(70, 488, 9, "Vorstand", 110)])


def test_no_row_is_torn_over_two_pages() -> None:
    of = full_of(LONG)
    pages = [
        re.sub(r"\s+", " ", page.extract_text())
        for page in pypdf.PdfReader(io.BytesIO(typesetting.made(of, "a4"))).pages
    ]
    for place in places.places(of):
        if place.name not in ("finding", "subject"):
            words = " ".join(place.words.text.split())
            whole = sum(page.count(words) for page in pages)
            same = [each for each in places.places(of) if each.words.text.startswith(place.words.text)]
            assert whole >= 2 * len(same), place.name  # where it is asked, and in the appendix


@pytest.mark.parametrize("name", ["twelve blockers", "long"])
def test_the_reference_to_the_blockers_leads_to_their_page(name: str) -> None:
    pages = [" ".join(page.extract_text().split()) for page in opened(name)]
    number = int(re.search(r"more on page (\d+)", pages[0])[1])
    assert "Blockers and risks" in pages[number - 1]


def test_a_panel_that_may_show_nothing_is_told_so_in_its_own_words() -> None:
    whole = " ".join(" ".join(page.extract_text().split()) for page in opened("suppressed"))
    assert "of what was asked is known, too little for an index" in whole
    assert "No level could be claimed, so no condition is named." in whole
    assert "Find out what is not known" in whole
    assert "There is no index that other weights could change." in whole
    assert "too few for an index" not in whole
    assert "Set a target level" not in whole
    assert "÷" not in whole, "no sum of what is not shown"


def test_one_answer_is_counted_as_one() -> None:
    whole = " ".join(" ".join(page.extract_text().split()) for page in opened("one answer"))
    assert "The one question that has a level stands at level 3 or above" in whole
    assert "Not known" in whole
    assert board().title in whole


ROW = [GERMAN[:90], GERMAN[:40], "14 September 2026", "8", "yes"]
LINE = [GERMAN[:90], "Case study", "14 September 2026", "Marked as read by the learner", "8"]
COMMON = {
    "product": "Soundings", "name": GERMAN[:120], "organisation": GERMAN[:120], "made_on": "5 March 2026",
    "totals": [["31", "units they completed"]] * 4, "notes": ["A record of learning."] * 3,
}  # fmt: skip
PAPERS = {
    "record": {"modules": [{"title": GERMAN[:80], "state": "12 units", "rows": [LINE] * 12}] * 3},
    "evidence": {
        "period": "July to September 2026",
        "people": [{"name": GERMAN[:120], "role": "administrator", "rows": [ROW] * 12}] * 2,
        "others": "Fewer than five others.",
        "counts": [[GERMAN[:60], "not shown"]],
    },
    "certificate": {
        "module": GERMAN[:100], "completed_at": "5 March 2026", "count": "26 units", "minutes": "180",
        "units": [f"{GERMAN[:60]} {number} (case study, 8 min)" for number in range(26)],
        "number": "0f7e2c1a",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_a_learners_papers_keep_to_their_places_too(name: str) -> None:
    ours = {"address": "https://portal.example.org/certificates/0f7e2c1a/"}
    ours["plate"] = plate("strategy", "strategy")
    made = typeset(name, COMMON | PAPERS[name], "A paper", date(2026, 3, 5), ours)
    found = [pieces(page) for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    for page in found:
        assert not beyond(page)
        assert not on_each_other(page)
    if name != "certificate":
        assert any(piece.text == "14 September 2026" for piece in found[0]), "a day stands on one line"


@pytest.mark.parametrize("name", ["top", "lowest", "sample"])
def test_the_mark_of_the_index_stands_whole_on_its_axis(name: str) -> None:
    of = CRUEL[name]()
    drawn = drawings.scale(of.standing, None)
    for at, radius in re.findall(r'cx="([0-9.]+)" cy="[0-9.]+" r="([0-9.]+)"', drawn):
        assert float(radius) <= float(at) <= drawings.SCALE_WIDTH - float(radius)
    assert drawn.count("<circle") == 2


@pytest.mark.parametrize("name", ["top", "lowest", "sample"])
def test_a_dot_at_the_end_of_the_axis_stands_whole(name: str) -> None:
    drawn = drawings.profile(CRUEL[name](), 27)
    left, _, width, _ = map(float, re.search(r'viewBox="([^"]+)"', drawn)[1].split())
    assert (left, width) == (-drawings.EDGE, drawings.WIDTH + 2 * drawings.EDGE)
    radii = [float(radius) for radius in re.findall(r' r="([0-9.]+)"', drawn)]
    assert max(radii) <= drawings.EDGE
    assert len(re.findall(r'<svg x="0"[^>]*overflow="visible"', drawn)) == 11


@pytest.mark.parametrize(("name", "score"), [("top", "100.0"), ("lowest", "0.0")])
def test_dimensions_that_stand_at_one_score_are_not_ranked_in_the_title(name: str, score: str) -> None:
    whole = " ".join(opened(name)[1].extract_text().split())
    assert f"Every dimension that is known stands at {score}" in whole
    assert "is furthest" not in whole
