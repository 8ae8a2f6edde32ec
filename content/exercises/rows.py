"""The rows of an exercise as the small table of the form: one text, its head naming what each column holds.

name    line    cost    wait    key
The small one    Enough for most    0.65    244    small
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from content.grids import cells_of, number_of, text_of
from saying import _

from .faults import Fault

Values = Mapping[str, Any]
NAME, LINE, KEY = "name", "line", "key"
LONGEST = 40


def columns_of(columns: Sequence[Values]) -> list[str]:
    """The keys of those whose figures are typed."""
    return [column["key"] for column in columns if "formula" not in column]


def rows_text(values: Values) -> str:
    """The table of a file's values; empty without rows."""
    keys = columns_of(values.get("columns", ()))
    rows = values.get("rows", ())
    lines = [[row["label"], row.get("text", ""), *map(_written, row["values"]), row["key"]] for row in rows]
    return text_of([[NAME, LINE, *keys, KEY], *lines]) if rows else ""


def _written(value: Any) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def rows_of(text: str, keys: Sequence[str]) -> list[dict[str, Any]]:
    """As a file has them: the figures in the order of `keys`, what is no number as it was typed."""
    found = []
    for row in _records(text):
        named = {"key": row.get(KEY, ""), "label": row.get(NAME, "")}
        told = {"text": row[LINE]} if row.get(LINE) else {}
        found.append({**named, **told, "values": [_number(row.get(f"={key}", "")) for key in keys]})
    return found


def _records(text: str) -> list[dict[str, str]]:
    """Cells by what their column holds; a column of figures with = before its key."""
    table = cells_of(text)
    if not table:
        return []
    head = table[0]
    names = [NAME, LINE, *(f"={key}" for key in head[2:-1]), KEY]
    return [dict(zip(names, [*row, *[""] * len(names)], strict=False)) for row in table[1:]]


def _number(cell: str) -> Any:
    try:
        return number_of(cell)
    except ValueError:
        return cell


def with_keys(text: str, borrowed: Mapping[str, str] = MappingProxyType({})) -> str:
    """The table with a key for every row that has none: made of its name once, and kept from then on.

    `borrowed`: names by keys that go with those names only, such as the rows of an example.
    """
    table = cells_of(text)
    if not table:
        return ""
    width = len(table[0])
    rows = [[*row, *[""] * (width - len(row))] for row in table[1:]]
    for row in rows:
        if borrowed.get(row[width - 1], row[0]) != row[0]:
            row[width - 1] = ""
    taken = {row[width - 1] for row in rows}
    for row in rows:
        if not row[width - 1] and row[0]:
            row[width - 1] = _free(_named(row[0]), taken)
            taken.add(row[width - 1])
    return text_of([table[0], *rows])


def _named(words: str) -> str:
    plain = normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    found = re.findall(r"[a-z0-9]+", plain)
    return "-".join(found)[:LONGEST].strip("-") or "row"


def _free(name: str, taken: set[str]) -> str:
    number, wanted = 2, name
    while wanted in taken:
        wanted, number = f"{name}-{number}", number + 1
    return wanted


def table_faults(text: str, columns: Sequence[Values]) -> Iterator[Fault]:
    """Cells that hold no number where one is needed, and rows without a name."""
    typed = [column for column in columns if "formula" not in column]
    for place, row in enumerate(_records(text)):
        if not row.get(NAME):
            yield Fault(("rows", place), "", _("Row %(row)s has no name.") % {"row": place + 1})
        for column in typed:
            cell = row.get(f"={column['key']}", "")
            known = {"row": place + 1, "column": column["label"] or column["key"], "cell": cell}
            if not cell:
                said = _("Row %(row)s: a number is missing under “%(column)s”.")
                yield Fault(("rows", place), "", said % known)
            elif isinstance(_number(cell), str):
                said = _("Row %(row)s: “%(cell)s” under “%(column)s” is no number.")
                yield Fault(("rows", place), "", said % known)
