"""How much room words take on a slide, in the widest face that a program may take where ours is missing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.words import cut, plain

from . import look

POINT = 12_700  # slide units
LINE = 1.2
SAFE = 1.04
# Advance widths as shares of the size, as in the widest of the usual faces (DejaVu Sans, Verdana).
WIDTHS = {
    **dict.fromkeys("ijlI'|", 0.29),
    **dict.fromkeys('frt.,:;()[]!/"- ’‘·', 0.38),
    **dict.fromkeys("cszJ“”", 0.54),
    **dict.fromkeys("wMOQGDHN", 0.81),
    **dict.fromkeys("mW@%…", 0.98),
}
SMALL, CAPITAL, SQUARE, PICTURE = 0.635, 0.7, 1.0, 1.3
BOLD = 1.13
STEPS = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
LEAST = 9.0
SHORTER = (110, 80, 60, 44, 32, 22)


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its words, its size in points, the room after it."""

    text: str
    size: float
    colour: str = look.INK
    bold: bool = False
    serif: bool = False
    after: float = 0


def _share(sign: str) -> float:
    if sign in WIDTHS:
        return WIDTHS[sign]
    if ord(sign) > 0xFFFF:
        return PICTURE
    return SQUARE if ord(sign) >= 0x2E80 else CAPITAL if sign.isupper() else SMALL


def width(words: str, size: float, *, bold: bool = False) -> float:
    """In the slide's units, on one line."""
    return sum(map(_share, words)) * size * POINT * SAFE * (BOLD if bold else 1)


def rows(words: str, size: float, room: float, *, bold: bool = False) -> int:
    """Lines that the words fill where a line has so much room; a longer word breaks inside."""
    count, used = 1, 0.0
    space = width(" ", size, bold=bold)
    for word in plain(words).split():
        wide = width(word, size, bold=bold)
        if used and used + space + wide <= room:
            used += space + wide
            continue
        count += bool(used) + int(wide // room)
        used = wide % room if wide > room else wide
    return count


def height(lines: Sequence[Line], room: float) -> int:
    """Of paragraphs below each other."""
    whole = sum(rows(line.text, line.size, room, bold=line.bold) * LINE * line.size for line in lines)
    return int((whole + sum(line.after for line in lines[:-1])) * POINT)


def fitted(lines: Sequence[Line], room: float, high: float) -> list[Line]:
    """The same smaller, or without the last of them, so that they keep to their place."""
    for step in STEPS:
        found = [
            replace(line, size=max(LEAST, round(line.size * step, 1)), after=line.after * step)
            for line in lines
        ]
        if height(found, room) <= high:
            return found
    while len(found) > 1 and height(found, room) > high:
        found.pop()
    for most in SHORTER:
        if height(found, room) <= high:
            break
        found = [replace(line, text=cut(line.text, most)) for line in found]
    return found


def sized(words: str, sizes: Sequence[float], room: float, high: float) -> float:
    """The first of the sizes at which the words keep to their place, else the last."""
    return next((size for size in sizes if height([Line(words, size)], room) <= high), sizes[-1])


def on_one_line(words: str, size: float, room: float) -> str:
    """Cut where they would go over one line."""
    most = len(words)
    while most > 1 and width(cut(words, most), size) > room:
        most -= 1
    return cut(words, most)
