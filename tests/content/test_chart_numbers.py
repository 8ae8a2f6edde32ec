"""A figure that no chart can show is refused where it is written: a file names its line, a form its row."""

from decimal import Decimal
from pathlib import Path

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from charts.figures import MOST, exact
from content.blocks.plots import ChartBlock, LinesBlock
from content.parsing import read_curriculum
from content.templatetags.reading import lined, plotted
from tests.content.test_grids import CHART, sent
from tests.content.test_parsing import change, faults_of, good_copy

BARS = """
```chart
kind: bars
finding: It grew
measure: Units
rows:
  - label: One
    value: {value}
    before: {before}
```
"""
LINES = """
```lines
finding: It grew
measure: Units
head: [Year, Units]
rows:
  - ["{year}", "1"]
  - ["2015", "{cell}"]
```
"""
FITS = str(MOST)
OVER = str(MOST + 1)
LONG_YEAR = "9" * 40


def planted(tmp_path: Path, block: str, **figures: str) -> Path:
    folder = good_copy(tmp_path)
    change(folder / "strategy/01-good.md", "Some words", block.format(**figures) + "\nSome words")
    return folder


@pytest.mark.parametrize("value", ["1e308", "-1e308", "1e999999999", OVER, f"-{OVER}"])
@pytest.mark.parametrize("place", ["value", "before"])
def test_a_chart_in_a_file_is_refused_with_file_and_line(tmp_path: Path, place: str, value: str) -> None:
    folder = planted(tmp_path, BARS, **{"value": "1", "before": "1", place: value})
    line = {"value": 33, "before": 34}[place]
    assert faults_of(folder) == [
        ("strategy/01-good.md", line, f"{place}: “{value}” is too large for a chart.")
    ]


@pytest.mark.parametrize(("cell", "said"), [(OVER, "too large for a chart"), ("1e308", "is no number")])
def test_lines_in_a_file_are_refused_with_file_and_line(tmp_path: Path, cell: str, said: str) -> None:
    ((path, line, message),) = faults_of(planted(tmp_path, LINES, year="2014", cell=cell))
    assert (path, line, message) == ("strategy/01-good.md", 33, f"Row 2: “{cell}” {message.split('” ')[1]}")
    assert said in message


def test_the_largest_that_is_taken_can_be_drawn(tmp_path: Path) -> None:
    """The control: what passes is shown, and one more would not be."""
    read_curriculum(planted(tmp_path, BARS, value=FITS, before=f"-{FITS}"))
    row = {"label": "One", "value": Decimal(FITS), "before": -Decimal(FITS)}
    assert plotted({"kind": "bars", "rows": [row]}).rows
    with pytest.raises(ValueError, match="cannot show"):
        exact(MOST + 1)


def test_dates_of_any_length_are_drawn(tmp_path: Path) -> None:
    read_curriculum(planted(tmp_path, LINES, year=LONG_YEAR, cell=FITS))
    assert lined({"head": ["Year", "Units"], "rows": [[LONG_YEAR, "1"], ["2015", FITS]]})


@pytest.mark.parametrize("figure", [OVER, f"-{OVER}"])
def test_the_form_names_the_row(figure: str) -> None:
    block = ChartBlock()
    assert block.clean(sent(block, **CHART, rows=f"One;{FITS}"))
    with pytest.raises(StructBlockValidationError) as found:
        block.clean(sent(block, **CHART, rows=f"One;1\nTwo;{figure}"))
    assert found.value.block_errors["rows"].messages[0].startswith("Row 2: Ensure this value is")


def test_the_form_names_the_row_of_lines() -> None:
    block = LinesBlock()
    words = {"finding": "F", "measure": "M", "source": ""}
    assert block.clean(sent(block, **words, rows=f"Year\tA\n2014\t{FITS}\n2015\t"))
    with pytest.raises(StructBlockValidationError) as found:
        block.clean(sent(block, **words, rows=f"Year\tA\n2014\t{OVER}\n2015\t1"))
    assert found.value.block_errors["rows"].messages == [f"Row 1: “{OVER}” is too large for a chart."]
