"""XML written from plain values: every word escaped, signs that XML does not know left out."""

import re
from dataclasses import dataclass, field

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": " "})


@dataclass(frozen=True, slots=True)
class Node:
    name: str
    inner: tuple["Node | str", ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)


def node(name: str, *inner: "Node | str", **attributes: str) -> Node:
    return Node(name, inner, attributes)


def written_xml(root: Node) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_element(root)}\n'


def _element(element: Node) -> str:
    given = "".join(f' {name}="{_words(value)}"' for name, value in element.attributes.items())
    inner = "".join(_words(part) if isinstance(part, str) else _element(part) for part in element.inner)
    return f"<{element.name}{given}>{inner}</{element.name}>" if inner else f"<{element.name}{given}/>"


def _words(text: str) -> str:
    return FORBIDDEN.sub("", text).translate(ESCAPES)
