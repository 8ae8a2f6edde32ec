"""Reading text with every sentence in a span of its own, so that a link can lead to it.

A sentence's id is "s-" and the first six hexadecimal digits of the SHA-1 of its words with single spaces
between them; a second sentence with the same words in a unit gets "-2". A place survives changes elsewhere.
"""

import hashlib
import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

# Wagtail's editor writes b and i; other elements than these are dropped and their words kept.
ELEMENTS = {
    "p": "p",
    "h2": "h2",
    "h3": "h3",
    "ul": "ul",
    "ol": "ol",
    "li": "li",
    "a": "a",
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "br": "br",
}
HOLD_SENTENCES = {"p", "li"}
HOLD_BLOCKS = {"ul", "ol"}
END = re.compile(r"[.!?…][\"'”’)\]]*(\s+)(?=[\"'“‘(\[]*[A-Z0-9À-Þ])")
ENDS_HERE = re.compile(r"[.!?…][\"'”’)\]]*$")
STARTS_HERE = re.compile(r"\s+[\"'“‘(\[]*[A-Z0-9À-Þ]")
SHORT_FORM = re.compile(
    r"(?:^|[\s(“‘\"'])(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|cf|ca|approx|Inc|Ltd|Co|Fig|e\.g|i\.e|[A-Z](?:\.[A-Z])*)\.$"
)
# Any other kind of address, such as javascript:, leaves a link without one.
ADDRESS = re.compile(r"(?:unit|page|https?|mailto|tel):|[/#]")


@dataclass
class Node:
    tag: str
    attributes: str = ""
    children: "list[Node | str]" = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(child if isinstance(child, str) else child.words for child in self.children)

    def render(self) -> str:
        inner = "".join(
            html.escape(c, quote=False) if isinstance(c, str) else c.render() for c in self.children
        )
        if self.tag == "br":
            return "<br>"
        return f"<{self.tag}{self.attributes}>{inner}</{self.tag}>" if self.tag else inner


def marked(source: str, taken: set[str]) -> tuple[str, list[str]]:
    """(HTML with spans, ids in reading order); ids join `taken`, which holds those of the unit so far."""
    root = tree(source)
    ids: list[str] = []
    _mark(root, taken, ids)
    return root.render(), ids


def plain(source: str) -> str:
    """The HTML with the known elements only and no spans: two texts that read the same are the same."""
    return tree(source).render()


def tree(source: str) -> Node:
    """The known elements as nodes; the root has no name."""
    made = _Tree()
    made.feed(source)
    made.close()
    return made.root


def _mark(node: Node, taken: set[str], ids: list[str]) -> None:
    if node.tag not in HOLD_SENTENCES:
        for child in node.children:
            if isinstance(child, Node):
                _mark(child, taken, ids)
        return
    inline: list[Node | str] = []
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node) and child.tag in HOLD_BLOCKS:
            children += [*_spans(inline, taken, ids), child]
            _mark(child, taken, ids)
            inline = []
        else:
            inline.append(child)
    node.children = [*children, *_spans(inline, taken, ids)]


def _spans(inline: list[Node | str], taken: set[str], ids: list[str]) -> list[Node | str]:
    """Each sentence in a span, the spaces between them outside."""
    found: list[Node | str] = []
    for sentence in _sentences(inline):
        whole = Node("", "", sentence)
        words = " ".join(whole.words.split())
        if not words:
            continue
        key = wanted = f"s-{hashlib.sha1(words.encode(), usedforsecurity=False).hexdigest()[:6]}"
        number = 2
        while key in taken:
            key, number = f"{wanted}-{number}", number + 1
        taken.add(key)
        ids.append(key)
        if found:
            found.append(" ")
        found.append(Node("span", f' id="{key}"', _trimmed(sentence)))
    return found


def _sentences(inline: list[Node | str]) -> list[list[Node | str]]:
    """The run cut at the ends of sentences; never inside an element, so bold words stay in one piece."""
    sentences: list[list[Node | str]] = [[]]
    for child in inline:
        before = Node("", "", sentences[-1]).words
        rest = child if isinstance(child, str) else child.words
        if _ended(before.rstrip()) and STARTS_HERE.match(before[len(before.rstrip()) :] + rest):
            sentences.append([])
        if isinstance(child, Node):
            sentences[-1].append(child)
            continue
        position = 0
        for match in END.finditer(rest):
            if SHORT_FORM.search(rest[position : match.start(1)]):
                continue
            sentences[-1].append(rest[position : match.start(1)])
            sentences.append([])
            position = match.end()
        sentences[-1].append(rest[position:])
    return sentences


def _ended(words: str) -> bool:
    return bool(ENDS_HERE.search(words)) and not SHORT_FORM.search(words)


def _trimmed(sentence: list[Node | str]) -> list[Node | str]:
    parts = [part for part in sentence if part != ""]
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return parts


class _Tree(HTMLParser):
    """The known elements as a tree; an address on links is the only attribute that is kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            return
        node = Node(ELEMENTS[tag], _address(dict(attrs)) if tag == "a" else "")
        self._open[-1].children.append(node)
        if tag != "br":
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        name = ELEMENTS.get(tag)
        if any(node.tag == name for node in self._open[1:]):
            while self._open.pop().tag != name:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(re.sub(r"\s+", " ", data))


def _address(attrs: dict[str, str | None]) -> str:
    """unit:… and page:… wait for the reader's request, when the atlas knows where they are."""
    href = attrs.get("href") or ""
    if attrs.get("linktype") == "page":
        href = f"page:{attrs.get('id') or ''}"
    return f' href="{html.escape(href)}"' if ADDRESS.match(href) else ""
