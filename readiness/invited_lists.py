"""A list of people that was pasted or uploaded: whom it names, and which lines name nobody."""

import codecs
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from accounts.pasted import Fault, Row, read_pasted

MOST_BYTES = 300_000


@dataclass(frozen=True, slots=True)
class Named:
    """`text` is what was read, to be sent again on confirming; `role` goes to rows that name none."""

    text: str
    role: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]

    @property
    def people(self) -> Mapping[str, str]:
        """Role by address."""
        return {row.email: row.role or self.role for row in self.rows}


def named(text: str, role: str, roles: Collection[str]) -> Named:
    found = read_pasted(text, roles)
    return Named(text, role, found.rows, found.faults)


def decoded(content: bytes) -> str:
    """As programs write CSV: UTF-8, UTF-16 with its mark, or the old Western set of spreadsheets."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
