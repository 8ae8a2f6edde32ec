"""Finds what programs read as a number but a language wrote: "12,5" in a drawing, a value, a datum."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

DRAWN = frozenset(
    [
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "dx",
        "dy",
        "d",
        "points",
        "viewbox",
        "transform",
        "width",
        "height",
        "offset",
        "opacity",
        "stroke-width",
        "stroke-dasharray",
        "font-size",
    ]
)
NUMBER_INPUTS = ("number", "range", "date", "datetime-local", "hidden")
MEASURED = ("value", "min", "max", "step", "low", "high", "optimum")
DECIMAL_COMMA = re.compile(r"\s*[-+−]?\d[\d.]*,\d+\s*%?\s*")
IN_STYLE = re.compile(r"\d,\d")
# Shown figures: not part of a word, a code, a day or a version.
DECIMAL_POINT = re.compile(r"(?<![\w.,:/-])[-+−]?\d+\.\d{1,2}(?![\w.]*\w)")
ALIKE = r"\b\d{1,2} (?:April|August)\b"  # the German month has the same name, and a point before it
ENGLISH_DAY = re.compile(
    r"\b(?:January|February|March|May|June|July|October|December)(?: \d{1,4}|,)|"
    r"\b\d{1,2} (?:January|February|March|May|June|July|October|December)\b|" + ALIKE
)
NAMED = "Open Badges 3.0"
UNREAD = ("script", "style", "textarea", "code")
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


class Numbers(HTMLParser):
    """`faults`: attributes with a decimal comma; `drawn`: drawings; English `points` and `days`."""

    def __init__(self, language: str = "de") -> None:
        super().__init__(convert_charrefs=True)
        self.language: str = language
        self.faults: list[str] = []
        self.drawn: list[str] = []
        self.points: list[str] = []
        self.days: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            if name in DRAWN:
                self.drawn.append(f"{tag} {name}={value}")
            if self._wrong(tag, name, value, given):
                self.faults.append(f"{tag} {name}={value}")
        if tag not in VOID:
            above = self._open[-1][1] if self._open else ""
            self._open.append((tag, given.get("lang", above)))

    def _wrong(self, tag: str, name: str, value: str, given: Mapping[str, str]) -> bool:
        if name == "style":
            return bool(IN_STYLE.search(value))
        pairs = name in ("points", "d", "transform", "viewbox")  # there a comma parts two numbers
        read = (name in DRAWN and not pairs) or name.startswith("data-")
        if name in MEASURED:
            read = tag != "input" or given.get("type") in NUMBER_INPUTS
        return read and bool(DECIMAL_COMMA.fullmatch(value))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        tag, language = self._open[-1] if self._open else ("", "")
        data = data.replace(NAMED, "")
        if language == self.language and tag not in UNREAD:
            self.days += [f"{tag}: {data.strip()[:90]}" for _ in ENGLISH_DAY.findall(data)[:1]]
            self.points += [f"{tag}: {data.strip()[:90]}" for _ in DECIMAL_POINT.findall(data)[:1]]


def numbers_in(page: str, language: str = "de") -> Numbers:
    found = Numbers(language)
    found.feed(page)
    found.close()
    return found
