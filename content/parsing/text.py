"""Markdown to the few elements of HTML that a page may hold; everything else is a fault (docs/editors.md)."""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser

import markdown

from saying import _, gettext_noop

from .faults import Ledger
from .shapes import SLUG

LINK = re.compile(rf"(unit:{SLUG}/{SLUG}(#{SLUG})?|https://[^\s\"'<>]+|/([a-z0-9-]+/)*|mailto:[^\s\"'<>]+)")
# What Markdown would turn into something that has no place here; looked for line by line, to name the line.
NOT_HERE = (
    (re.compile(r"<(?=[A-Za-z/!?])"), gettext_noop("HTML is not used here; write Markdown.")),
    (re.compile(r"!\["), gettext_noop("Pictures are not used in the text.")),
    (re.compile(r"^#(?!#)"), gettext_noop("“#” is not used here: the title stands in the front matter.")),
    (re.compile(r"^#{4,}"), gettext_noop("Headings inside a section are “###”.")),
    (re.compile(r"^\s*\|.*\|\s*$"), gettext_noop("Tables are fenced blocks that begin with ```table.")),
    (re.compile(r"^(?: {8,}|\t{2,})\S"), gettext_noop("Indented this far, the line would become code.")),
    (re.compile(r"^ {0,3}([*_-] ?)(?:\1){2,}$"), gettext_noop("Rules across the page are not used.")),
    (re.compile(r"^ {0,3}>"), gettext_noop("Quotations are fenced blocks that begin with ```quote.")),
)  # fmt: skip
# Wagtail's editor writes b and i, so a text that an editor opened and saved unchanged stays the same.
TAGS = {
    "p": "p",
    "ul": "ul",
    "ol": "ol",
    "li": "li",
    "h2": "h2",
    "h3": "h3",
    "a": "a",
    "strong": "b",
    "em": "i",
    "br": "br",
}
BLOCKS = {"p", "ul", "ol", "li", "h2", "h3"}


@dataclass(frozen=True)
class Found:
    """The HTML, and the addresses it links to with the line where each stands."""

    html: str
    links: tuple[tuple[str, int], ...]


def html_of(text: str, first_line: int, ledger: Ledger) -> Found:
    """Checked HTML of a run of Markdown that begins at `first_line` of its file; never raises."""
    lines = text.split("\n")
    for number, line in enumerate(lines, first_line):
        for pattern, message in NOT_HERE:
            if pattern.search(line):
                ledger.add(number, _(message))
    reader = _Whitelist()
    reader.feed(_converter().convert(text))
    reader.close()
    for tag in sorted(reader.refused):
        ledger.add(
            first_line, _("This text would need the element “%(tag)s”, which is not used here."), tag=tag
        )
    links = []
    for href in reader.links:
        place = next((n for n, line in enumerate(lines, first_line) if href in line), first_line)
        if LINK.fullmatch(href):
            links.append((href, place))
        else:
            ledger.add(
                place,
                _(
                    "“%(href)s” is not a link that may stand here: "
                    "unit:module/unit#section, https:// or /page/."
                ),
                href=href,
            )
    return Found("".join(reader.parts).strip(), tuple(links))


def _converter() -> markdown.Markdown:
    """Python-Markdown without raw HTML: what looks like a tag stays text."""
    converter = markdown.Markdown(extensions=["sane_lists"], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    return converter


class _Whitelist(HTMLParser):
    """Rewrites HTML with the known elements only, an href on links and no other attribute."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []
        self.refused: set[str] = set()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.refused.add(tag)
        elif tag == "a":
            href = dict(attrs).get("href") or ""
            self.links.append(href)
            self.parts.append(f'<a href="{html.escape(href)}">')
        elif not (tag == "p" and "li" in self._open):  # a loose list becomes a plain one
            if tag in BLOCKS:
                self._trim()
            self.parts.append("<br/>" if tag == "br" else f"<{TAGS[tag]}>")
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag in BLOCKS:
            self._trim()
        if tag in TAGS and tag != "br" and not (tag == "p" and "li" in self._open):
            self.parts.append(f"</{TAGS[tag]}>")

    def _trim(self) -> None:
        if self.parts:
            self.parts[-1] = self.parts[-1].rstrip(" ")

    def handle_data(self, data: str) -> None:
        inside = any(tag in {"p", "li", "h2", "h3"} for tag in self._open)
        text = re.sub(r"\s+", " ", data)
        if inside and not (text == " " and self._open[-1] in {"ul", "ol"}):
            before = self.parts[-1] if self.parts else ""
            text = text.lstrip() if before in {"<li>", "<p>", "</ul>", "</ol>", "<br/>"} else text
            self.parts.append(html.escape(text, quote=False))
