"""How a draft can be looked at: which part of it, as which reader, in which light: the names of modes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

APART = "~"
NEW, HALF, DARK = "new", "half", "dark"
# DESIGN.md section 4: a phone, and the width that laptops give a page.
PHONE, LAPTOP = 390, 1280


@dataclass(frozen=True, slots=True)
class Look:
    """`reader` is empty where nobody reads: then every section is open and nothing asks to be saved."""

    part: str = ""
    reader: str = ""
    dark: bool = False

    @property
    def mode(self) -> str:
        return APART.join([self.part, *filter(None, (self.reader, DARK if self.dark else ""))])


def look_of(mode: object) -> Look:
    """Of a mode's name; what is not known in it is passed over."""
    part, *marks = str(mode or "").split(APART)
    return Look(part, next((mark for mark in marks if mark in (NEW, HALF)), ""), DARK in marks)


def looks(parts: Iterable[str], readers: Iterable[str]) -> Iterator[Look]:
    """Every way to look, part by part, the plain one first."""
    readers = ["", *readers]
    for part in parts:
        for reader in readers:
            for dark in (False, True):
                yield Look(part, reader, dark)
