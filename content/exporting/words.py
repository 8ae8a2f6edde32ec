"""HTML as editors keep it, written as the Markdown that is read back to the same HTML. No Django here."""

import re
from collections.abc import Callable

from content.parsing.faults import Ledger
from content.parsing.text import html_of
from content.sentences import Node, plain, tree
from saying import _

ESCAPED = re.compile(r"([\\`*_\[\]])")
# What would begin a heading, a list or a rule where a line begins.
LINE_START = re.compile(r"^(#{1,6}|[+>-]|={2,}|Resume:)(?=\s|$|#)|^(\d+)([.)])(?=\s|$)")
ENTITY = re.compile(r"&(?=#?\w+;)")
MARKS = {"strong": "**", "em": "*"}

LinkWriter = Callable[[str], str]


class Unwritable(ValueError):
    """Words that Markdown cannot hold as they are; the message names their beginning."""


def markdown_of(source: str, link: LinkWriter = str) -> str:
    """The Markdown; `link` turns an address as it is kept into one that files may hold.

    Raises Unwritable where reading it back would give other words.
    """
    text = "\n\n".join(_block(node, link) for node in _blocks(tree(source)))
    wanted = tree(source)
    _relink(wanted, link)
    if not _same(text, wanted.render()):
        words = " ".join(wanted.words.split())
        raise Unwritable(
            _("“%(words)s” cannot be written as Markdown without changing it.") % {"words": words[:60]}
        )
    return text


def _same(text: str, wanted: str) -> bool:
    ledger = Ledger("")
    return plain(html_of(text, 1, ledger).html) == _canonical(wanted) and not ledger.faults


def _canonical(html: str) -> str:
    """As the reader would write it: empty paragraphs gone, no space at the edges of a block."""
    html = re.sub(r"\s*(</?(?:p|ul|ol|li|h2|h3)>)\s*", r"\1", html)
    return re.sub(r"<p>(<br>)*</p>", "", re.sub(r"\s*<br>\s*", "<br>", html))


def _blocks(root: Node) -> list[Node]:
    """Top-level blocks; bare words between them become paragraphs."""
    found: list[Node] = []
    for child in root.children:
        if isinstance(child, str):
            if child.strip():
                found.append(Node("p", "", [child]))
        elif child.words.strip():
            found.append(child)
    return found


def _block(node: Node, link: LinkWriter) -> str:
    if node.tag in {"ul", "ol"}:
        return "\n".join(_items(node, link))
    words = _line_starts(_inline(node.children, link).strip())
    return {"h2": "## ", "h3": "### "}.get(node.tag, "") + words


def _items(node: Node, link: LinkWriter) -> list[str]:
    lines = []
    for number, item in enumerate((n for n in node.children if isinstance(n, Node)), 1):
        own = [c for c in item.children if isinstance(c, str) or c.tag not in {"ul", "ol"}]
        mark = "- " if node.tag == "ul" else f"{number}. "
        lines.append(mark + _line_starts(_inline(own, link).strip()).replace("\n", "\n    "))
        for inner in item.children:
            if isinstance(inner, Node) and inner.tag in {"ul", "ol"}:
                lines += [f"    {line}" for line in _items(inner, link)]
    return lines


def _inline(children: list[Node | str], link: LinkWriter) -> str:
    return "".join(_escaped(c) if isinstance(c, str) else _span(c, link) for c in children)


def _span(node: Node, link: LinkWriter) -> str:
    if node.tag == "br":
        return "  \n"
    words = _inline(node.children, link)
    if not words.strip() or not node.tag:
        return words
    # Spaces at the edges stand outside the marks, where Markdown wants them.
    left, right = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    words = words.strip()
    if node.tag == "a":
        href = _href(node)
        return f"{left}[{words}]({link(href)}){right}" if href else f"{left}{words}{right}"
    mark = MARKS.get(node.tag, "")
    return f"{left}{mark}{words}{mark}{right}"


def _escaped(words: str) -> str:
    words = ENTITY.sub("&amp;", words).replace("<", "&lt;")
    return ESCAPED.sub(r"\\\1", words).replace("|", "&#124;")


def _line_starts(words: str) -> str:
    return "\n".join(
        LINE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line)
        for line in words.split("\n")
    )


def _href(node: Node) -> str:
    match = re.search(r'href="([^"]*)"', node.attributes)
    return match[1].replace("&amp;", "&").replace("&quot;", '"') if match else ""


def _relink(node: Node, link: LinkWriter) -> None:
    for child in node.children:
        if isinstance(child, Node):
            _relink(child, link)
            if child.tag == "a" and (href := _href(child)):
                escaped = link(href).replace("&", "&amp;")
                child.attributes = f' href="{escaped}"'
