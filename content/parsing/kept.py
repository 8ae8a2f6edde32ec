"""Pictures and documents that lie beside a text, which calls them by their names."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from saying import _

from .faults import Ledger
from .outline import Kept

PLACES = {"picture": "pictures", "download": "documents"}
BIGGEST = 25 * 1024**2


def is_kept(folder: Path, path: Path) -> bool:
    """Whether this is a file of such a place: strategy/pictures/plan.png, pages/documents/terms.pdf."""
    parts = path.relative_to(folder).parts
    return len(parts) == 3 and parts[1] in PLACES.values() and not parts[2].startswith(".")


def read_kept(folder: Path, path: Path, value: Mapping[str, Any], line: int, ledger: Ledger) -> Kept | None:
    """The file at this path; None with a fault at the line that names it."""
    name = path.relative_to(folder).as_posix()
    if path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()):
        ledger.add(
            line,
            _("file: %(name)s is a link to another place; the folder holds plain files only."),
            name=name,
        )
        return None
    if not path.is_file():
        ledger.add(line, _("file: there is no %(name)s."), name=name)
        return None
    size = path.stat().st_size
    if not 0 < size <= BIGGEST:
        ledger.add(
            line,
            _("file: %(name)s has %(size)s bytes; 1 to %(biggest)s are taken."),
            name=name,
            size=size,
            biggest=BIGGEST,
        )
        return None
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Kept(name, path, digest, value.get("title") or _in_words(path.stem))


def fault_of(kind: str, value: Mapping[str, Any]) -> str:
    """What an editor would be asked for as well; empty where nothing is wrong."""
    if kind == "picture" and bool(value.get("alt")) == bool(value.get("decorative")):
        return _("alt: say what the picture shows, or “decorative: true” where it tells nothing; not both.")
    return ""


def _in_words(stem: str) -> str:
    return stem.replace("-", " ").capitalize()
