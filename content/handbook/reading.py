"""The Markdown of the handbook as HTML with a list of contents; wide parts scroll in a frame of their own."""

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import markdown

# As docs/editors.md is indented: three signs bring a paragraph into its numbered line.
INDENT = 3
# The title of the page is a heading of the second level there, below the one that the editor's frame says.
BELOW = 2
PIECES = re.compile(
    r'(?P<heading><h[34] id="[^"]+">(?P<title>.*?)</h[34]>)'
    r"|(?P<table><table>.*?</table>)"
    r"|<pre><code[^>]*>(?P<code>.*?)</code></pre>"
    r'|<img alt="(?P<words>[^"]*)" src="(?P<name>[^"]*)">',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Picture:
    src: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; `title` may hold the marks of its heading and is HTML."""

    anchor: str
    title: str
    inside: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Handbook:
    title: str
    entries: tuple[Entry, ...]
    html: str

    def anchors(self) -> Iterator[str]:
        for entry in self.entries:
            yield entry.anchor
            yield from (each.anchor for each in entry.inside)


def read(text: str, picture: Callable[[str], Picture]) -> Handbook:
    """`picture` finds what is called in an image: what the text names, from its own folder on."""
    title, _end, rest = text.partition("\n")
    converter = markdown.Markdown(
        extensions=["fenced_code", "sane_lists", "tables", "toc"],
        extension_configs={"toc": {"baselevel": BELOW}, "tables": {"use_align_attribute": True}},
        output_format="html",
        tab_length=INDENT,
    )
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    html = converter.convert(rest)
    entries = _entries(vars(converter)["toc_tokens"])
    return Handbook(title.removeprefix("# "), entries, _framed(html, picture))


def _entries(tokens: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    return tuple(Entry(each["id"], each["html"], _entries(each["children"])) for each in tokens)


def _framed(html: str, picture: Callable[[str], Picture]) -> str:
    """A frame that scrolls is reached by keyboard and named after the heading above it."""
    above = ""

    def piece(found: re.Match[str]) -> str:
        nonlocal above
        if found["heading"]:
            above = re.sub(r"<[^>]+>", "", found["title"]).replace('"', "&quot;")
            return found[0]
        if found["table"]:
            return _frame("table", above, found["table"].replace("<th>", '<th scope="col">'))
        if found["code"] is not None:
            code = textwrap.dedent(found["code"]).rstrip()
            return _frame("text", above, f"<pre><code>{code}</code></pre>")
        return _image(picture(found["name"]), found["words"])

    return PIECES.sub(piece, html)


def _frame(kind: str, above: str, inside: str) -> str:
    name = f'role="group" tabindex="0" aria-label="{above}: {kind}"'
    return f'<div class="handbook-scroll" {name}>{inside}</div>'


def _image(shown: Picture, words: str) -> str:
    """Pressed it opens by itself, since on a phone its words are too small."""
    size = f'width="{shown.width}" height="{shown.height}"'
    return (
        f'<a class="handbook-picture" href="{shown.src}">'
        f'<img src="{shown.src}" alt="{words}" {size} loading="lazy" decoding="async"></a>'
    )
