"""A small table as one text, the way spreadsheets copy it: lines of cells between tabs, or semicolons."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from charts.figures import MOST
from saying import _

SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
AROUND = re.compile(r"^[€$£]\s*|\s*[%€$£]$")
THOUSANDS = re.compile(r"^-?\d{1,3}(,\d{3})+(\.\d+)?$")
LONGEST = 20
PLAIN = re.compile(r"^-?\d+(\.\d+)?$")


def cells_of(text: str) -> list[list[str]]:
    """Lines without an empty one, cells without spaces around them, nothing after the last filled cell."""
    apart = "\t" if "\t" in text else ";"
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=apart)
    found = [_trimmed([SPACES.sub(" ", cell).strip() for cell in row]) for row in rows]
    return [row for row in found if row]


def text_of(rows: Iterable[Sequence[object]]) -> str:
    """What cells_of reads back; None is an empty cell."""
    kept = io.StringIO()
    writer = csv.writer(kept, delimiter="\t", lineterminator="\n")
    for row in rows:
        cells = ["" if cell is None else SPACES.sub(" ", str(cell)).strip() for cell in row]
        if any(cells):
            writer.writerow(cells)
    return kept.getvalue().rstrip("\n")


def number_of(cell: str) -> Decimal:
    """1 234.5, 1,234.5, 12,5 and 37 % as spreadsheets show them; ValueError for anything else."""
    bare = SPACES.sub("", AROUND.sub("", cell.strip())).replace("\u2212", "-").replace("–", "-")
    if THOUSANDS.match(bare):
        bare = bare.replace(",", "")
    elif bare.count(",") == 1 and bare.rfind(".") < bare.rfind(","):
        bare = bare.replace(".", "").replace(",", ".")
    if not PLAIN.match(bare) or len(bare) > LONGEST:
        raise ValueError(f"“{cell}” is not a number.")
    return Decimal(bare)


def cell_faults(rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Cells under lines over time that no line can show, and why; the first of a row is its date."""
    for place, row in enumerate(rows, 1):
        for cell in filter(None, row[1:]):
            known = {"row": place, "cell": cell}
            try:
                too_large = abs(number_of(cell)) > MOST
            except ValueError:
                yield cell, _("Row %(row)s: “%(cell)s” is no number.") % known
            else:
                if too_large:
                    yield cell, _("Row %(row)s: “%(cell)s” is too large for a chart.") % known


def _trimmed(row: list[str]) -> list[str]:
    filled = [place for place, cell in enumerate(row, 1) if cell]
    return row[: max(filled, default=0)]
