"""Small tables: what spreadsheets paste is read, what authors type is kept as the lists that pages hold."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from wagtail.blocks.struct_block import StructBlockValidationError

from content.blocks.plots import ChartBlock, LinesBlock, TableBlock
from content.blocks.reading import OnePageTemplateBlock
from content.grids import cells_of, number_of, text_of


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\t1\r\nb\t2\r\n", [["a", "1"], ["b", "2"]]),
        ("a;1\n\n;\nb;2", [["a", "1"], ["b", "2"]]),
        ('"two\nlines"\t1', [["two lines", "1"]]),
        ('"say ""yes"""\t1', [['say "yes"', "1"]]),
        ("a; b\t1", [["a; b", "1"]]),
        ("a\t\tc\t\t", [["a", "", "c"]]),
        ("  \n\t\n", []),
    ],
)
def test_rows_of_a_spreadsheet_are_read(text: str, cells: list[list[str]]) -> None:
    assert cells_of(text) == cells


def test_what_is_written_is_read_back() -> None:
    rows = [["a", None, "3"], ['"quoted" and more', "tab\there", ""], ["", "", ""]]
    assert cells_of(text_of(rows)) == [["a", "", "3"], ['"quoted" and more', "tab here"]]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("37 %", "37"), ("1,234.5", "1234.5"), ("1 234", "1234"), ("12,5", "12.5"), ("1.234,5", "1234.5"),
        ("−3", "-3"), ("€ 20", "20"), ("1,234", "1234"), ("0.65", "0.65"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_spreadsheets_show_them(cell: str, number: str) -> None:
    assert number_of(cell) == Decimal(number)


@pytest.mark.parametrize("cell", ["", "about 3", "1,2,3", "NaN", "1e5", "12.3.4"])
def test_anything_else_is_no_number(cell: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        number_of(cell)


def sent(block: Any, **fields: str) -> Any:
    """As the form sends it, with as few fields as it has."""
    data = QueryDict(mutable=True)
    data.update({f"b-{name}": words for name, words in fields.items()})
    return block.value_from_datadict(data, {}, "b")


CHART = {"kind": "bars", "finding": "F", "measure": "M", "unit": "%", "source": ""}


def test_a_chart_is_typed_as_one_field_and_kept_as_before() -> None:
    block = ChartBlock()
    value = block.clean(sent(block, **CHART, rows="One;62;50\nTwo;36"))
    assert [dict(row) for row in value["rows"]] == [
        {"label": "One", "value": Decimal(62), "before": Decimal(50)},
        {"label": "Two", "value": Decimal(36), "before": None},
    ]
    kept = block.get_prep_value(value)["rows"]
    assert [set(row) for row in kept] == [{"type", "value", "id"}] * 2
    again = block.to_python(block.get_prep_value(value))
    assert block.get_form_state(again)["rows"] == "One\t62\t50\nTwo\t36\t"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("One;many", "Row 1: Enter a number."),
        ("One;1\n;2", "Row 2: This field is required."),
        ("", "The minimum number of items is 1"),
        ("\n".join(f"r{n};{n}" for n in range(21)), "The maximum number of items is 20"),
    ],
)
def test_a_fault_in_the_rows_names_its_row(rows: str, said: str) -> None:
    block = ChartBlock()
    with pytest.raises(StructBlockValidationError) as found:
        block.clean(sent(block, **CHART, rows=rows))
    error = found.value.block_errors["rows"]
    assert type(error) is ValidationError
    assert error.messages == [said]


def test_the_first_row_of_a_table_is_its_head() -> None:
    block = TableBlock()
    value = block.clean(sent(block, caption="C", source="", rows="Model\tRight\nA\t74.8%\nB"))
    assert list(value["head"]) == ["Model", "Right"]
    assert [list(row) for row in value["rows"]] == [["A", "74.8%"], ["B", ""]]
    assert block.get_form_state(value)["rows"] == "Model\tRight\nA\t74.8%\nB\t"
    assert "head" not in block.get_form_state(value)
    with pytest.raises(StructBlockValidationError) as found:
        block.clean(sent(block, caption="C", source="", rows="x" * 81 + "\ty\na\tb"))
    assert set(found.value.block_errors) == {"rows"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Year\tA\n2014\t74.8\n2017\t", []),
        ("Year\tA\n2014\tmuch\n2017\t1", ["Row 1: “much” is no number."]),
        ("Year\tA\n2014\n2017", ["A chart needs at least one figure."]),
        ("Year\n2014\n2017", ["A chart of lines has one to four lines beside its dates.",
                              "A chart needs at least one figure."]),
    ],
)  # fmt: skip
def test_lines_need_dates_and_figures(rows: str, said: list[str]) -> None:
    block = LinesBlock()
    value = sent(block, finding="F", measure="M", source="", rows=rows)
    if not said:
        assert list(block.clean(value)["head"]) == ["Year", "A"]
        return
    with pytest.raises(StructBlockValidationError) as found:
        block.clean(value)
    assert found.value.block_errors["rows"].messages == said


def test_a_page_to_write_on_takes_words_in_both_columns() -> None:
    block = OnePageTemplateBlock()
    value = block.clean(sent(block, title="T", lead="", rows="Owner\t1 name\nDate"))
    assert [dict(row) for row in value["rows"]] == [
        {"label": "Owner", "hint": "1 name"},
        {"label": "Date", "hint": ""},
    ]


def test_a_draft_may_wait_for_its_rows() -> None:
    block = LinesBlock()
    block.defer_required_validation()
    assert list(block.clean(sent(block, finding="", measure="", source="", rows=""))["rows"]) == []
