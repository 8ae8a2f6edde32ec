"""Reads people out of pasted text or CSV: what is good, and what is not with its line and the reason. Pure.

A line is one address, "Name <address>", several of them with commas or semicolons between, or columns
(address, name, role; in any order under a header line). An address that comes again is read once.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from saying import _

from .addresses import EDGES, Unfit, plain_address

MOST = 2_000
LONGEST_NAME = 120
SHOWN = 80  # characters of a bad line
HEADERS = {
    "email": "email",
    "e-mail": "email",
    "mail": "email",
    "address": "email",
    "e-mail address": "email",
    "email address": "email",
    "name": "name",
    "full name": "name",
    "role": "role",
    "group": "role",
}
COLUMNS = ("email", "name", "role")
NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
IN_BRACKETS = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>]*)>")


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    email: str
    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pasted:
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read_pasted(text: str, roles: Collection[str] = ()) -> Pasted:
    """Everyone named in the text, in its order; without `roles` a column of roles is not read."""
    rows: dict[str, Row] = {}
    faults: list[Fault] = []
    for count, (line, cells) in enumerate(_entries(text, faults)):
        if count + len(faults) >= MOST:
            faults.append(
                Fault(
                    line,
                    _shown(cells),
                    _("At most %(most)s at once: what follows was not read.") % {"most": f"{MOST:,}"},
                )
            )
            break
        try:
            row = _row(line, cells, roles)
            before = rows.setdefault(row.email, row)
            if row.role and before.role != row.role:
                raise Unfit(
                    _("Line %(line)s names the same address with another role.") % {"line": before.line}
                )
        except Unfit as unfit:
            faults.append(Fault(line, _shown(cells), str(unfit)))
    return Pasted(tuple(rows.values()), tuple(sorted(faults, key=lambda fault: fault.line)))


def _entries(text: str, faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    """One by one what shall be a person, by column; lines that cannot be cut up become faults."""
    columns: tuple[str, ...] | None = None
    first = True
    for line, words in enumerate(re.split("\r\n|\r|\n", text.removeprefix("\ufeff")), start=1):
        if not words.strip(EDGES + ",;"):
            continue
        if NOT_TEXT.search(words) or words.count('"') % 2:
            faults.append(Fault(line, _clean(words), _why_not_cut(words)))
            if len(faults) > MOST:
                return
            continue
        if first and (columns := _header(words)):
            first = False
            continue
        first = False
        for cells in _cut(words, columns):
            yield line, cells


def _why_not_cut(words: str) -> str:
    if NOT_TEXT.search(words):
        return _("It holds signs that are not text. Was the file saved as plain text or CSV (UTF-8)?")
    return _("A quotation mark is opened and not closed.")


def _header(words: str) -> tuple[str, ...] | None:
    """The names of the columns, if the line is a header."""
    if "@" in words:
        return None
    names = tuple(HEADERS.get(cell.strip(EDGES).lower(), "") for cell in _split(words, _mark(words)))
    return names if "email" in names else None


def _cut(words: str, columns: tuple[str, ...] | None) -> Iterator[dict[str, str]]:
    """The persons of one line: several addresses, or the columns of one."""
    cells = _split(words, _mark(words))
    if columns:
        yield {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    elif sum("@" in cell for cell in cells) > 1:
        for cell in filter(None, cells):
            yield from _cut(cell, None) if cell.count("@") > 1 and "," in cell else [{"email": cell}]
    elif words.rstrip(EDGES + ",;").endswith(">"):
        yield {"email": words.strip(EDGES + ",;")}  # Lovelace, Ada <ada@example.org>
    else:
        yield dict(zip(COLUMNS, cells, strict=False))


def _mark(words: str) -> str:
    """What stands between the cells of the line."""
    bare = re.sub('"[^"]*"', "", words)
    return next((mark for mark in "\t;," if mark in bare), ",")


def _split(words: str, mark: str) -> list[str]:
    """The cells; a mark inside quotation marks does not part them, and those that enclose a cell go."""
    cells = re.findall(rf'(?:"[^"]*"|[^"{mark}])+|(?<={mark})(?={mark})|^(?={mark})', words)
    return [_unquoted(cell.strip(EDGES)) for cell in cells]


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"').strip(EDGES)
    return cell


def _row(line: int, cells: dict[str, str], roles: Collection[str]) -> Row:
    """Raises Unfit, with the reason."""
    email, name, role = (cells.get(column, "") for column in COLUMNS)
    if bracketed := IN_BRACKETS.fullmatch(email):
        name = name or _unquoted(bracketed["name"].strip(EDGES))
        email = bracketed["email"]
    known = {name.lower(): name for name in roles}
    if name.lower() in known and not role:
        name, role = "", name
    if len(name) > LONGEST_NAME:
        raise Unfit(_("The name is longer than %(most)s characters.") % {"most": LONGEST_NAME})
    if roles and role and role.lower() not in known:
        raise Unfit(
            _("“%(role)s” is none of the roles: %(roles)s.")
            % {"role": role[:SHOWN], "roles": ", ".join(roles)}
        )
    return Row(line, plain_address(email), name, known.get(role.lower(), ""))


def _shown(cells: dict[str, str]) -> str:
    return _clean(", ".join(filter(None, cells.values())))


def _clean(words: str) -> str:
    """Short enough for a list, without what a page cannot show."""
    shown = NOT_TEXT.sub("?", words).strip(EDGES)
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"
