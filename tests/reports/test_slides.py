"""The slides: native and editable, described for those who cannot see them, the briefing's own numbers."""

import io
import zipfile
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from reports.briefing.pages import Briefing
from reports.slides import look, master
from reports.slides.deck import made
from tests.reports.sample import briefing, hostile, result


def opened(of: Briefing) -> Deck:
    return Presentation(io.BytesIO(made(of)))


def shown(deck: Deck) -> list[list[object]]:
    return [list(slide.shapes) for slide in deck.slides]


def test_the_master_in_the_repository_is_what_its_code_makes() -> None:
    assert master.PATH.read_bytes() == master.made()
    assert master.PATH.stat().st_size < 1_000_000


def test_the_theme_has_our_colours_and_faces() -> None:
    with zipfile.ZipFile(master.PATH) as parts:
        theme = parts.read("ppt/theme/theme1.xml").decode()
    assert all(f'<a:srgbClr val="{colour}"/>' in theme for colour in (look.INK, look.DEEP, look.MARK))
    assert f'<a:majorFont><a:latin typeface="{look.SERIF}" panose=' in theme
    assert f'<a:minorFont><a:latin typeface="{look.SANS}" panose=' in theme


def test_each_slide_is_titled_by_a_finding_and_has_its_numbers_in_the_notes() -> None:
    of, deck = briefing(), opened(briefing())
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == [
        "Governance holds us at level 2",
        "Governance is where the level is decided",
        "Three conditions keep us from level 3, organised",
        "Governance holds level 3 back",
        "Board and executives see direction 15.0 points higher than everyone else",
        "Five actions in 90 days towards level 3",
        "The index moved",
        "Medium confidence: 12 of 15 people answered",
    ]
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert all(note.count("Source: Soundings readiness assessment") == 1 for note in notes)
    assert all(f"{part.name}: {part.score.text}" in notes[1] for part in of.profile)


@pytest.mark.parametrize(
    ("of", "count"),
    [
        (briefing(), 8),
        (replace(briefing(), trend=None), 7),
        (replace(briefing(), trend=None, alignment=replace(briefing().alignment, sides=None, gaps=())), 6),
    ],
)
def test_there_are_six_to_eight(of: Briefing, count: int) -> None:
    assert len(opened(of).slides) == count


def test_charts_and_tables_are_native_and_described() -> None:
    deck = opened(briefing())
    shapes = [shape for slide in shown(deck) for shape in slide]
    charts = [shape for shape in shapes if shape.has_chart]
    tables = [shape for shape in shapes if shape.has_table]
    assert (len(charts), len(tables)) == (3, 6)
    described = [*charts, *tables, *(shape for shape in shapes if shape.name == "Level scale")]
    assert len(described) == 10
    for shape in described:
        assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), shape.name
    assert not [shape for shape in shapes if shape.shape_type == 13], "no pictures"


def test_the_charts_hold_the_exact_numbers() -> None:
    of, deck = briefing(), opened(briefing())
    chart = next(shape.chart for shape in deck.slides[1].shapes if shape.has_chart)
    assert list(chart.plots[0].categories) == [part.name for part in of.profile]
    assert list(chart.plots[0].series[0].values) == [part.score.number for part in of.profile]
    whiskers = chart._chartSpace.xpath(".//c:errBars/c:plus//c:v")
    spans = [part.span.high.number - part.score.number for part in of.profile]
    assert [float(each.text) for each in whiskers] == pytest.approx(spans, abs=1e-4)
    pillars = next(shape.table for shape in deck.slides[1].shapes if shape.has_table)
    assert [pillars.cell(n, 1).text for n in range(1, 5)] == [part.score.text for part in of.pillars]
    words = [shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame]
    assert any(f"Index {of.standing.index.text} of 100" in said for said in words)


def test_words_of_people_stand_as_words_and_long_ones_are_set_smaller() -> None:
    deck = opened(hostile())
    title = deck.slides[0].shapes.title.text_frame
    assert title.text.startswith("=1+1 <b>&amp; ")
    assert title.text.endswith("]]>")
    assert title.paragraphs[0].runs[0].font.size < Pt(20)
    words = "".join(shape.text_frame.text for slide in shown(deck) for shape in slide if shape.has_text_frame)
    assert "\x07" not in words
    assert "\u202e" not in words


def test_too_little_known_still_gives_a_deck_that_says_so() -> None:
    of = briefing()
    unknown = replace(
        of,
        standing=replace(
            of.standing,
            index=None,
            claimed=None,
            next_level=None,
            index_level=None,
            span=None,
            evidenced=None,
        ),
        profile=tuple(replace(part, score=None, span=None) for part in of.profile),
        pillars=tuple(replace(part, score=None, span=None) for part in of.pillars),
        blockers=(),
        trend=None,
    )
    titles = [slide.shapes.title.text_frame.text for slide in opened(unknown).slides]
    assert "Too little is known to place a dimension" in titles
    assert "Too little is known to claim a level" in titles
    assert "Too little is known to say what holds us back" in titles


def test_the_same_input_gives_the_same_bytes_also_inside_charts() -> None:
    content = made(briefing())
    result.cache_clear()
    assert content == made(replace(briefing()))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        books = [name for name in parts.namelist() if name.endswith(".xlsx")]
        assert len(books) == 3
        for name in books:
            with zipfile.ZipFile(io.BytesIO(parts.read(name))) as book:
                assert {part.date_time[0] for part in book.infolist()} == {1980}
                assert b"2026-03-09T00:00:00Z" in book.read("docProps/core.xml")
        assert b"2026-03-09T00:00:00Z" in parts.read("docProps/core.xml")
