"""One briefing, four files: the figures that are read back from each are the briefing's own."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping

import openpyxl
import pytest
from django.test import Client
from pptx import Presentation

from readiness.models import Round
from reports import csv_file, json_file
from reports.briefing.of_round import briefing_for
from reports.briefing.pages import Briefing
from reports.slides import deck
from reports.workbook import book
from tests.reports.calculator import Calculator, find, opened
from tests.reports.rounds import board, own_view

Figures = Mapping[str, str]


def from_briefing(of: Briefing) -> Figures:
    """By id: the index, pillars and dimensions as printed; "" where too little is known."""
    parts = {part.id: str(part.score or "") for part in (*of.pillars, *of.profile)}
    return {"index": str(of.standing.index or ""), **parts}


def from_json(of: Briefing) -> Figures:
    found = json.loads(json_file.made(of))
    parts = {part["id"]: part["score"] for part in (*found["pillars"], *found["profile"])}
    return {
        id: figure["text"] if figure else ""
        for id, figure in {"index": found["standing"]["index"], **parts}.items()
    }


def from_csv(of: Briefing) -> Figures:
    rows = csv.DictReader(io.StringIO(csv_file.made(of).decode("utf-8-sig"), newline=""))
    return {row["id"]: row["printed"] for row in rows if row["part"] != "item"}


def from_workbook(of: Briefing) -> Figures:
    """What stands printed, where the value beside it, rounded, says the same."""
    content = io.BytesIO(book.made(of))
    sheet = openpyxl.load_workbook(content, data_only=True)["Dimensions"]
    found = {}
    for row in sheet.iter_rows(min_row=5, values_only=True):
        id, name, value, printed = row[0], row[1], row[5], row[6]
        if id in ("Pillars", None) and name != "Index":
            continue
        found[id or "index"] = printed or ""
        if printed:
            assert abs(float(value) - float(printed)) <= 0.05 + 1e-9, (id, value, printed)
    return found


def from_slides(of: Briefing) -> Figures:
    """The chart's numbers, the pillars' table, and the sentence on the first slide."""
    shown = Presentation(io.BytesIO(deck.made(of)))
    ids = {part.name: part.id for part in (*of.pillars, *of.profile)}
    found = {part.id: "" for part in of.profile}
    second = list(shown.slides[1].shapes)
    for chart in (shape.chart for shape in second if shape.has_chart):
        texts = {part.name: part.score for part in of.profile}
        for name, value in zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True):
            assert value == texts[name].number
            found[ids[name]] = texts[name].text
    table = next(shape.table for shape in second if shape.has_table)
    for row in range(1, len(table.rows)):
        found[ids[table.cell(row, 0).text]] = table.cell(row, 1).text.replace("–", "")
    words = " ".join(shape.text_frame.text for shape in shown.slides[0].shapes if shape.has_text_frame)
    sentence = re.search(r"Index (\d+\.\d) of 100", words)
    found["index"] = sentence[1] if sentence else ""
    return found


READERS = (from_json, from_csv, from_workbook, from_slides)


@pytest.fixture(params=["panel", "one person", "much unknown"])
def measured(request: pytest.FixtureRequest, course: None) -> Round:
    if request.param == "panel":
        return board()[1]
    if request.param == "one person":
        return own_view(Client(), 3, C1=2, S2=5, R1_2="DK")
    return own_view(Client(), "DK", S1=4, C1=2)


def test_every_file_has_the_briefings_figures(measured: Round) -> None:
    of = briefing_for(measured)
    assert {read.__name__: read(of) for read in READERS} == {
        read.__name__: from_briefing(of) for read in READERS
    }


def test_the_workbooks_formulas_come_to_the_index_of_real_answers(measured: Round) -> None:
    of = briefing_for(measured)
    workbook = opened(book.made(of))
    row = find(workbook, "Dimensions", "B", "Index")
    found = Calculator(workbook).at("Dimensions", f"E{row}")
    if of.standing.index is None:
        assert found == "Too little known"
    else:
        assert found == pytest.approx(of.standing.index.number, abs=1e-9)
        assert workbook["Dimensions"][f"E{row}"].data_type == "f"


@pytest.mark.parametrize("read", READERS)
def test_another_result_would_give_other_figures(course: None, read: Callable[[Briefing], Figures]) -> None:
    """The control: what is read back follows the briefing."""
    first, second = (briefing_for(each) for each in board())
    assert read(first) != from_briefing(second)
