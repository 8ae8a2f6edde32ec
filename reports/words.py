"""Words as files can hold them: nothing that XML refuses, nothing that a spreadsheet would calculate."""

import re
import unicodedata

# What XML 1.0 cannot hold, and the marks that turn the direction of the words around them.
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
CALCULATED = ("=", "+", "-", "@", "\t", "\r", "\n")
CELL = 32_000  # a cell holds 32,767 characters


def plain(text: str) -> str:
    """The words without characters that no file format can hold; lines end with a line feed."""
    return REFUSED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def cell(text: str) -> str:
    """The same, short enough for a cell of a workbook, whose cells know that they are text."""
    return plain(text)[:CELL]


def quoted(text: str) -> str:
    """For a format without types: what a spreadsheet would take for a formula gets a leading apostrophe."""
    # Looked at before the clean-up too, which may have taken away what stood before the sign.
    kept = REFUSED.sub("", text)[:CELL]
    dangerous = kept.startswith(CALCULATED) or kept.lstrip().startswith(CALCULATED)
    return f"'{plain(kept)}" if dangerous else plain(kept)


def cut(text: str, most: int) -> str:
    """At most so many characters, the last one an ellipsis where something is missing."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def apart(text: str) -> str:
    """Right-to-left words end with a mark, so that a figure after them stays where it was written."""
    turned = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
    return f"{text}\u200e" if turned else text
