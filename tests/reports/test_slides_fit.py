"""What stands on a slide keeps to its place, measured in a face wider than ours; nothing meets anything."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.slide import Slide
from pptx.text.text import TextFrame

from reports.slides import fitting, look
from reports.slides.deck import made
from tests.reports.cruel import CRUEL, GERMAN, full_of, slides

FONTS = Path(fitting.__file__).resolve().parents[1] / "fonts"
WIDER = {False: 1.12, True: 1.24}  # the widest of the usual faces (DejaVu Sans) beside ours
LINE = 1.17
POINT = 12_700
HAIR = 2 * POINT
DEFAULT = {"Finding": 32, "Measure": 14, "Source": 10, "Footer": 9, "Slide number": 9}


@cache
def face(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{name}.ttf", 100)


@cache
def wide(word: str, bold: bool) -> float:
    """As a share of the size; Arabic in its own face, pictures as squares and a quarter."""
    pictures = sum(ord(sign) > 0xFFFF for sign in word)
    rest = "".join(sign for sign in word if ord(sign) <= 0xFFFF)
    if any("\u0600" <= sign <= "\u06ff" for sign in rest):
        own = face(f"noto-sans-arabic{'-bold' if bold else ''}").getlength(rest)
    else:
        own = face(f"public-sans{'-semibold' if bold else ''}").getlength(rest) * WIDER[bold]
    return own / 100 + 1.25 * pictures


def needed(frame: TextFrame, room: float, default: float) -> float:
    """The height of the words, broken as a program would break them."""
    whole = 0.0
    for paragraph in frame.paragraphs:
        run = paragraph.runs[0] if paragraph.runs else None
        size = run.font.size.pt if run and run.font.size else default
        lines, used, bold = 1, 0.0, bool(run and run.font.bold)
        for word in paragraph.text.split():
            step = wide(word, bold) * size * POINT
            space = wide(" ", bold) * size * POINT if used else 0
            if used and used + space + step > room:
                lines, used, space = lines + 1, 0.0, 0
            used += space + step
            lines, used = lines + int(used // room), used % room
        after = paragraph.space_after.pt if paragraph.space_after is not None else 0
        whole += lines * LINE * size + after
    return (whole - after) * POINT


def words(slide: Slide) -> Iterator[tuple[str, float, float]]:
    """Every place with words: its name, the height it needs and the height it has."""
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text:
            yield shape.name, needed(shape.text_frame, shape.width, DEFAULT.get(shape.name, 14)), shape.height
        for inner in shape.shapes if shape.shape_type == 6 else ():
            if inner.has_text_frame and inner.text_frame.text:
                yield inner.text_frame.text, needed(inner.text_frame, inner.width, 10), inner.height
        if shape.has_table:
            for row in shape.table.rows:
                room = [column.width - 128_000 for column in shape.table.columns]
                cells = [needed(c.text_frame, w, 12) for c, w in zip(row.cells, room, strict=True)]
                yield f"{shape.name}: {row.cells[0].text[:30]}", max(cells) + 48_000, row.height


def places(slide: Slide) -> list[tuple[str, int, int, int, int]]:
    """Where things stand that somebody sees; the number is a column of the footer's line."""
    return [
        (shape.name, shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
        for shape in slide.shapes
        if not shape.has_text_frame or shape.text_frame.text
    ]


def overflowing(content: bytes) -> list[str]:
    return [
        f"{number} {name}: {need / POINT:.0f} of {have / POINT:.0f} points"
        for number, slide in enumerate(Presentation(io.BytesIO(content)).slides, start=1)
        for name, need, have in words(slide)
        if need > have + HAIR
    ]


@pytest.mark.parametrize("name", CRUEL)
def test_words_keep_to_their_places(name: str) -> None:
    assert overflowing(slides(name)) == []


@pytest.mark.parametrize("name", CRUEL)
def test_no_two_things_stand_in_one_place(name: str) -> None:
    for number, slide in enumerate(Presentation(io.BytesIO(slides(name))).slides, start=1):
        found = places(slide)
        assert all(left >= 0 and right <= look.WIDTH for _, left, _, right, _ in found)
        assert all(low <= look.HEIGHT for *_, low in found)
        for n, (one, left, top, right, low) in enumerate(found):
            for other, left2, top2, right2, low2 in found[n + 1 :]:
                meet = min(right, right2) - max(left, left2) > HAIR and min(low, low2) - max(top, top2) > HAIR
                assert not meet, f"slide {number}: {one} and {other}"


def test_the_measure_would_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: words that nobody measures run over."""
    monkeypatch.setattr(fitting, "width", lambda *words, **more: 0.0)
    assert overflowing(made(full_of(GERMAN)))


def test_nothing_is_set_smaller_than_can_be_read() -> None:
    shown = Presentation(io.BytesIO(slides("German"))).slides
    runs = [
        run
        for slide in shown
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert min(run.font.size.pt for run in runs if run.font.size) >= 9


def test_a_name_from_right_to_left_leaves_the_figures_after_it_in_order() -> None:
    slide = Presentation(io.BytesIO(slides("right to left"))).slides[1]
    said = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
    for place in ("Source", "Footer"):
        assert "\u200e · 14 September 2026" in said[place]


@pytest.mark.parametrize(("name", "beside"), [("lowest", 11), ("sample", 0)])
def test_the_figure_of_a_bar_that_cannot_hold_it_stands_dark_beside_it(name: str, beside: int) -> None:
    slide = Presentation(io.BytesIO(slides(name))).slides[1]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    labels = chart._chartSpace.xpath(".//c:dLbl")
    assert len(labels) == beside
    for label in labels:
        assert label.xpath("./c:dLblPos/@val") == ["outEnd"]
        assert label.xpath(".//a:srgbClr/@val") == [look.INK]
        assert label.xpath("./c:showVal/@val") == ["1"]


@pytest.mark.parametrize("name", ["suppressed", "one answer", "nothing known"])
def test_a_profile_without_scores_says_so_where_the_chart_would_stand(name: str) -> None:
    slide = Presentation(io.BytesIO(slides(name))).slides[1]
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert any(words.startswith("No dimension has a score yet") for words in said)
    assert not any(shape.has_chart for shape in slide.shapes)
    assert not any("Too little known to show" in words for words in said)
