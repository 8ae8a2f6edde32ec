"""Words as the typesetter can print them: what has no glyph is replaced, and remembered (RULINGS 21)."""

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

COVERED = Path(__file__).resolve().parents[1] / "fonts" / "covered.txt"
REPLACEMENT = "\ufffd"
# Marks that turn the direction of everything around them, and joiners of pictures that we have no glyph for.
SILENT = re.compile(
    "[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u00ad\U000e0000-\U000e0fff]"
)
# Between letters of these scripts a joiner means something.
JOINED = re.compile("(?<=[\u0600-\u07ff])[\u200c\u200d](?=[\u0600-\u07ff])")
SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
PERCENT = re.compile(r"(?<=\d) %")
LONG = re.compile(r"\S{29,}")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+\W?")
PIECE = 28


class Press:
    """Cleans every text of one file, and knows afterwards which characters were replaced."""

    def __init__(self) -> None:
        self.replaced: set[str] = set()

    def text(self, words: str) -> str:
        """On one line, without control characters, every character with a glyph; long words may break."""
        kept = JOINED.sub(lambda found: chr(ord(found[0]) + 0xF0000), words)
        kept = SKIN.sub("", SILENT.sub("", kept))
        kept = re.sub("[\U000f200c\U000f200d]", lambda found: chr(ord(found[0]) - 0xF0000), kept)
        line = " ".join(unicodedata.normalize("NFC", kept).split())
        line = PERCENT.sub("\u00a0%", line)
        return LONG.sub(_breakable, "".join(self._glyph(character) for character in line))

    def _glyph(self, character: str) -> str:
        if has_glyph(ord(character)):
            return character
        if unicodedata.category(character) not in ("Cc", "Cs"):
            self.replaced.add(character)
        return REPLACEMENT if unicodedata.category(character) != "Cc" else ""


def _breakable(found: re.Match[str]) -> str:
    """A word longer than a column gets places where it may break, with a hyphen where it is all letters."""
    word = found[0]
    mark = "\u00ad" if LATIN.fullmatch(word) else "\u200b"
    return mark.join(word[start : start + PIECE] for start in range(0, len(word), PIECE))


def has_glyph(code: int) -> bool:
    starts, ends = _ranges()
    place = bisect_right(starts, code) - 1
    return code >= 0x20 and place >= 0 and code <= ends[place]


@cache
def _ranges() -> tuple[list[int], list[int]]:
    rows = [line.split() for line in COVERED.read_text().splitlines()]
    return [int(low, 16) for low, _ in rows], [int(high, 16) for _, high in rows]
