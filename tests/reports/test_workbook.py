"""The workbook: formulas come to the printed numbers, text stays text, same input gives same bytes."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from reports.briefing.pages import Briefing
from reports.workbook.book import ORDER, made
from tests.reports.calculator import Calculator, find, opened
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
