"""A Markdown file taken apart: front matter, runs of text and fenced blocks, each with its line."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from saying import _

from .faults import Ledger
from .outline import File

BIGGEST = 400_000
FENCE = re.compile(r"^```(\S*)\s*$")


@dataclass(frozen=True)
class Source:
    """A file's text, with the facts that name it."""

    file: File
    text: str


@dataclass(frozen=True)
class Run:
    """A stretch of text (`fence` empty) or the inside of a fenced block; `line` is where it begins."""

    fence: str
    line: int
    text: str


def read_source(folder: Path, path: Path, ledger: Ledger) -> Source | None:
    """The file's text, or None with a fault when it is no plain text of a sensible size."""
    name = path.relative_to(folder).as_posix()
    if path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()):
        ledger.add(1, _("This is a link to another place; the folder holds plain files only."))
        return None
    data = path.read_bytes()
    if len(data) > BIGGEST:
        ledger.add(1, _("%(n)s bytes; a file holds at most %(biggest)s."), n=len(data), biggest=BIGGEST)
        return None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        ledger.add(data[: error.start].count(b"\n") + 1, _("This is not UTF-8 text."))
        return None
    if match := re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
        ledger.add(text[: match.start()].count("\n") + 1, _("A control character stands here."))
        return None
    return Source(File(name, hashlib.sha256(data).hexdigest()), text)


def split_front_matter(text: str, ledger: Ledger) -> tuple[str, str, int]:
    """(front matter, body, number of lines before the body); both empty after a fault."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        ledger.add(1, _("The file must begin with front matter between two lines of “---”."))
        return "", "", 0
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == "---":
            return "\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number
    ledger.add(1, _("The front matter has no end: a second line of “---” is missing."))
    return "", "", 0


def runs(lines: list[str], first_line: int, ledger: Ledger) -> Iterator[Run]:
    """Text and fenced blocks in their order; an open fence at the end is a fault."""
    held: list[str] = []
    fence, begin = "", first_line
    for number, line in enumerate(lines, first_line):
        match = FENCE.match(line)
        if match is None:
            held.append(line)
            continue
        if fence and match[1]:
            ledger.add(
                number, _("A block opens inside the block that opened at line %(what)s."), what=begin - 1
            )
        if not fence and not match[1]:
            ledger.add(number, _("This block has no name behind its ```."))
        if fence or any(part.strip() for part in held):
            yield Run(fence, begin, "\n".join(held))
        # An unnamed block is read as one named “?”, so that its end is found.
        fence, begin, held = ("" if fence else match[1] or "?"), number + 1, []
    if fence:
        ledger.add(begin - 1, _("This block has no end: a line of ``` is missing."))
    elif any(part.strip() for part in held):
        yield Run("", begin, "\n".join(held))
