"""Finders that read sources: words of templates outside the tags that translate, and words of modules."""

import ast
import re
from collections.abc import Iterator

from tests.portal.forgotten import CAPITALS, Content, forgotten_in

SILENT = re.compile(
    r"{%-?\s*(blocktranslate|comment|blocktrans)\b.*?{%-?\s*end\1\s*%}|{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL
)
NAMED = {
    "label",
    "heading",
    "empty_label",
    "error_messages",
    "menu_label",
    "header_title",
    "page_description",
}
CALLED = {"ValidationError", "Refused", "Unknown", "MenuItem", "PagesItem", "EmailMessage"}
MESSAGES = {"success", "error", "warning", "info"}
WORDS = re.compile(r"[A-Z][a-z]+|[a-z]+ [a-z]+")


def in_template(source: str, plain: bool = False) -> list[str]:
    """A template's own words; `plain` is a mail, which has no markup."""
    words = SILENT.sub("", source)
    if plain:
        return [
            line.strip() for line in words.splitlines() if re.search(r"[^\W\d_]{2,}", CAPITALS.sub("", line))
        ]
    return forgotten_in(words, Content(frozenset()))


def in_module(source: str) -> list[str]:
    """Words that are given to a form, a panel, a message or a refusal as they are."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = [word.value for word in node.keywords if word.arg in NAMED]
            told = name in MESSAGES and getattr(getattr(node.func, "value", None), "id", "") == "messages"
            given += node.args if name in CALLED or told else []
            found += [f"{words.lineno}: {words.value}" for one in given for words in _bare(one)]
        elif isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
            # NAME = "value", "Label"
            pairs = [one.value for one in node.body if isinstance(one, ast.Assign)]
            labels = [pair.elts[1] for pair in pairs if isinstance(pair, ast.Tuple) and len(pair.elts) == 2]
            found += [f"{words.lineno}: {words.value}" for one in labels for words in _bare(one)]
    return found


def _bare(node: ast.expr) -> Iterator[ast.Constant]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and WORDS.search(node.value):
        yield node
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from _bare(part)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _bare(value)
    elif isinstance(node, ast.List | ast.Tuple):
        for value in node.elts:
            yield from _bare(value)
