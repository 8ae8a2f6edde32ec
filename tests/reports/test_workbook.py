"""The workbook: formulas come to the printed numbers, text stays text, same input gives same bytes."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import ImageFont

from reports.briefing.pages import Briefing
from reports.pdf.typesetting import FONTS
from reports.workbook.book import ORDER, made
from tests.reports.calculator import Calculator, find, opened
from tests.reports.cruel import CRUEL, GERMAN, LONG, full_of
from tests.reports.sample import HOSTILE, briefing, hostile


def test_the_formulas_come_to_the_printed_numbers() -> None:
    of, book = briefing(), opened(made(briefing()))
    calculator = Calculator(book)
    for part in (*of.profile, *of.pillars):
        row = find(book, "Dimensions", "A", part.id)
        assert calculator.at("Dimensions", f"F{row}") == pytest.approx(part.score.number, abs=1e-9)
        assert book["Dimensions"][f"G{row}"].value == part.score.text
    row = find(book, "Dimensions", "B", "Index")
    assert calculator.at("Dimensions", f"E{row}") == pytest.approx(of.standing.index.number, abs=1e-9)
    index = book["Summary"][f"B{find(book, 'Summary', 'A', 'Index')}"].value
    assert index == f"=Dimensions!$E${row}"


def test_a_formula_that_points_elsewhere_would_be_noticed() -> None:
    """The control: the sum follows the cells it is made of."""
    book = opened(made(briefing()))
    book["Items"]["E5"] = 0
    assert Calculator(book).at("Dimensions", "E5") != pytest.approx(briefing().profile[0].score.number)


def test_readers_that_do_not_calculate_find_the_same_values_beside_the_formulas() -> None:
    formulas, values = opened(made(briefing())), opened(made(briefing()), values=True)
    calculator = Calculator(formulas)
    found = [
        (sheet.title, cell.coordinate)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(found) == 2 * (11 + 4 + 1) + 1
    for sheet, cell in found:
        if sheet == "Dimensions":
            assert values[sheet][cell].value == pytest.approx(calculator.at(sheet, cell), abs=1e-9)


def test_what_is_not_known_is_an_empty_cell_and_no_zero() -> None:
    of = briefing()
    first = of.heatmap[0]
    blank = tuple(replace(line, points=None, level=None, mark="Don’t know") for line in first.lines)
    unknown = replace(
        of,
        heatmap=(replace(first, lines=blank), *of.heatmap[1:]),
        profile=tuple(replace(part, score=None) if part.id == first.id else part for part in of.profile),
        pillars=tuple(replace(part, score=None) for part in of.pillars),
    )
    book = opened(made(unknown))
    assert book["Items"]["E5"].value is None
    assert Calculator(book).at("Dimensions", "E5") == ""
    whole = Calculator(book).at("Dimensions", f"E{find(book, 'Dimensions', 'A', 'S')}")
    assert whole == pytest.approx(sum(p.score.number for p in of.profile if p.id in ("S2", "S3")) / 2)


def test_what_nobody_may_see_is_not_worked_out_by_subtraction() -> None:
    """A question under five answers is not shown, yet counts: the sum above it is a number and says so."""
    of = briefing()
    first = of.heatmap[0]
    lines = (replace(first.lines[0], points=None, mark="Under five answers"), *first.lines[1:])
    lines = (lines[0], replace(lines[1], points=of.heatmap[8].lines[0].points), *lines[2:])
    book = opened(made(replace(of, heatmap=(replace(first, lines=lines), *of.heatmap[1:]))))
    row = find(book, "Dimensions", "A", first.id)
    printed = next(part.score for part in of.profile if part.id == first.id)
    assert book["Dimensions"][f"E{row}"].value == pytest.approx(printed.number)
    assert "Under five" in book["Dimensions"][f"N{row}"].value
    index = find(book, "Dimensions", "B", "Index")
    assert Calculator(book).at("Dimensions", f"E{index}") == pytest.approx(of.standing.index.number)


def dangerous(of: Briefing) -> bytes:
    return made(replace(of, about=replace(of.about, title="@SUM(1)")))


@pytest.mark.parametrize("made_of", [made, dangerous])
def test_words_stay_words(made_of: Callable[[Briefing], bytes]) -> None:
    content = made_of(hostile())
    book = opened(content)
    formulas = [c.value for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert all(re.match(r"=(IF\(SUMPRODUCT|E\d+$|Dimensions!)", said) for said in formulas)
    words = [c for s in book for row in s.iter_rows() for c in row if str(c.value).startswith("=1+1")]
    assert len(words) >= 10
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in words)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any("hyperlink" in parts.read(name).decode(errors="replace") for name in parts.namelist())


def test_the_finding_stands_as_the_owner_wrote_it() -> None:
    book = opened(made(hostile()))
    assert book["Summary"]["A4"].value == HOSTILE.replace("\x07", "").replace("\u202e", "")


def test_sheets_stand_in_their_order_and_the_same_input_gives_the_same_bytes() -> None:
    content = made(briefing())
    assert tuple(opened(content).sheetnames) == ORDER
    assert content == made(replace(briefing()))
    assert content != made(hostile())
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert b"2026-03-09T00:00:00Z" in parts.read("docProps/core.xml")


def test_a_long_name_wraps_over_the_sheet_and_leaves_the_foot_its_figures() -> None:
    of = full_of(LONG)
    sheet = opened(made(of))["Summary"]
    assert sheet["A1"].value == of.about.subject.text
    assert sheet["A1"].alignment.wrap_text
    assert "A1:F1" in {str(each) for each in sheet.merged_cells.ranges}
    assert sheet.row_dimensions[1].height > 60
    for each in opened(made(of)):
        assert "14 September 2026 · 24 of 28 people answered · rf-1.0" in each.oddFooter.left.text
    assert "A1:F1" not in {str(each) for each in opened(made(briefing()))["Summary"].merged_cells.ranges}


def test_where_nothing_may_be_shown_the_first_sheet_says_so_without_an_empty_chart() -> None:
    sheet = opened(made(CRUEL["suppressed"]()))["Summary"]
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "No level could be claimed, so no condition is named." in said
    assert any(each.endswith("of what was asked is known") for each in said)
    assert not any("level is known for" in each for each in said)
    assert not sheet._charts
    assert opened(made(briefing()))["Summary"]._charts


def test_rows_are_as_high_as_their_words() -> None:
    """Measured in our own face, with the words broken as a program breaks them."""
    sheet = opened(made(full_of(GERMAN)))["Summary"]
    face = ImageFont.truetype(FONTS / "public-sans-semibold.ttf", 100)
    row = find_start(sheet, GERMAN[:30])
    room = sheet.column_dimensions["A"].width * 5.25 - 4  # points
    lines, used = 1, 0.0
    for word in sheet[f"A{row}"].value.split():
        wide = face.getlength(word + " ") / 10
        if used and used + wide > room:
            lines, used = lines + 1, 0.0
        used += wide
        lines, used = lines + int(used // room), used % room
    assert sheet.row_dimensions[row].height >= lines * 12.5


def find_start(sheet: object, words: str) -> int:
    """The row of the first decision, which begins so."""
    rows = range(8, sheet.max_row)
    return next(n for n in rows if str(sheet[f"A{n}"].value).startswith(words))
