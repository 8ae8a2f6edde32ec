"""The signs of GIFT, in which Moodle and others exchange questions: what is escaped, what is refused.

Described at docs.moodle.org/en/GIFT_format. A backslash takes the meaning from ~ = # { } : and from itself;
with an n it is a new line.
"""

import html
import re

from saying import _

BIGGEST = 512 * 1024
NOTE = "// soundings: "
TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
MARKERS = re.compile(r"\[(html|moodle|plain|markdown)\]")
# Noncharacters of Unicode stand for escaped signs while a text is taken apart; a file may not hold them.
_HIDDEN = {sign: chr(0xFDD0 + number) for number, sign in enumerate("~=#{}:\\n")}
_SHOWN = str.maketrans({hidden: "\n" if sign == "n" else sign for sign, hidden in _HIDDEN.items()})
ESCAPED = re.compile(r"\\([~=#{}:\\n])")
SIGNS = re.compile(r"[~=#{}:\\]")
# Control characters but tab and line ends, the ends of lines that are none, and the noncharacters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


class Unreadable(ValueError):
    """The file as a whole cannot be read; the sentence says why."""


def decoded(data: bytes) -> str:
    """The text with one kind of line end; Unreadable for what is too big, no text, or hides something."""
    if len(data) > BIGGEST:
        raise Unreadable(_("The file has %(n)s bytes; at most %(most)s are read.") % _sizes(len(data)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        said = _("The file is not UTF-8 text: byte %(n)s is none.") % _sizes(fault.start + 1)
        raise Unreadable(said) from fault
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        sign = f"U+{ord(found[0]):04X}"
        said = _("Line %(line)s holds a control character (%(sign)s), which no question needs.")
        raise Unreadable(said % {"line": line, "sign": sign})
    return text


def _sizes(n: int) -> dict[str, str]:
    return {"n": f"{n:,}", "most": f"{BIGGEST:,}"}


def hidden(text: str) -> str:
    """Escaped signs as characters that mean nothing, so that what is left means what it says."""
    return ESCAPED.sub(lambda match: _HIDDEN[match[1]], text)


def plain(text: str) -> str:
    """The words, with their escaped signs back and without a marker of format before them."""
    text = text.strip()
    marker = MARKERS.match(text)
    words = text[marker.end() :] if marker else text
    return without_tags(words) if marker and marker[1] == "html" else words.translate(_SHOWN).strip()


def without_tags(words: str) -> str:
    """HTML as its words: tags go, entities become the signs that they stand for, once and not again."""
    return " ".join(html.unescape(TAG.sub(" ", words.translate(_SHOWN))).split())


def escaped(text: str) -> str:
    """Words as GIFT writes them, on one line; a marker keeps their first sign from being taken for one."""
    written = SIGNS.sub(lambda match: "\\" + match[0], text.strip()).replace("\n", "\\n")
    return f"[plain]{written}" if written[:1] in ("[", "%") else written
