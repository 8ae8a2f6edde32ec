"""What of the product is to be translated: every msgid in its templates and modules, with its places."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

from portal.wagtails_words import IN_OUR_TONE, IN_OUR_WORDS

ROOMS = ("accounts", "charts", "content", "courses", "jobs", "portal", "readiness", "reports")
TEMPLATES = ("templates", "content/templates")
# Where nobody reads what is said, or somebody at a terminal does.
LEFT_OUT = ("content/films_maker/", "/migrations/", "/management/")
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
CALL = re.compile(r"(?<![\w.])(gettext|ngettext|pgettext|npgettext|_)\(")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%|\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class Message:
    """What is said: once, or for one and for many; `context` tells two meanings of one word apart."""

    one: str
    many: str = ""
    context: str = ""


@cache
def messages() -> dict[Message, list[str]]:
    """Every message with its places (file:line), in the order of the files."""
    found: dict[Message, list[str]] = {}
    for path, source in sources():
        calls = _in_module(source) if path.endswith(".py") else _in_template(source)
        for message, line in calls:
            if message.one:
                found.setdefault(message, []).append(f"{path}:{line}")
    for one in IN_OUR_TONE:
        found.setdefault(Message(one), []).append("portal/wagtails_words.py:1")
    for words in IN_OUR_WORDS:
        found.setdefault(Message(*words), []).append("portal/wagtails_words.py:1")
    return found


def sources() -> Iterator[tuple[str, str]]:
    root = Path(settings.BASE_DIR)
    modules = (path for room in ROOMS for path in (root / room).rglob("*.py"))
    templates = (path for folder in TEMPLATES for path in (root / folder).rglob("*.*"))
    for path in sorted({*modules, *templates}):
        name = path.relative_to(root).as_posix()
        if path.suffix in (".py", ".html", ".txt") and not any(part in f"/{name}" for part in LEFT_OUT):
            yield name, path.read_text()


def _in_module(source: str) -> Iterator[tuple[Message, int]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            yield from ((message, node.lineno) for message in _said(name, node.args))


def _said(name: str, args: list[ast.expr]) -> Iterator[Message]:
    words = [arg.value for arg in args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if name in SINGLE and len(args) == 1 and words:
        yield Message(words[0])
    elif name in PLURAL and len(words) >= 2:
        yield Message(words[0], words[1])
    elif name in IN_CONTEXT and len(words) == 2:
        yield Message(words[1], context=words[0])


def _in_template(source: str) -> Iterator[tuple[Message, int]]:
    """Django turns the tags of a template into calls of gettext; everything else becomes blanks."""
    plain = templatize(source)
    for match in CALL.finditer(plain):
        try:
            call = ast.parse(_balanced(plain, match), mode="eval").body
        except SyntaxError:
            continue
        if isinstance(call, ast.Call):
            for message in _said(match[1], call.args):
                yield message, plain.count("\n", 0, match.start()) + 1


def _balanced(text: str, match: re.Match[str]) -> str:
    """From the name to the bracket that closes its call."""
    depth, place, quote = 0, match.end() - 1, ""
    while place < len(text):
        letter = text[place]
        if quote:
            if letter == "\\":
                place += 1
            elif letter == quote:
                quote = ""
        elif letter in "'\"":
            quote = letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if depth == 0:
                return text[match.start() : place + 1]
        place += 1
    return ""


def placeholders(text: str) -> list[str]:
    """The names that a translation must hold as well."""
    return sorted({match[1] or match[2] or "" for match in PLACEHOLDER.finditer(text) if match[0] != "%%"})
