"""A learning path read from its YAML file."""

import re
from pathlib import Path

from saying import _

from .faults import Ledger
from .files import read_source
from .outline import LearningPath
from .schema import Many, Reader, Record, Text
from .shapes import UNIT_KEY
from .units import FILE_NAME, Found

PATH = Record(
    {
        "title": Text(120),
        "whom": Text(120),
        "lead": Text(400),
        "steps": Many(Record({"unit": UNIT_KEY}, {"why": Text(160)}), 2, 14),
    }
)


def read_path(folder: Path, path: Path, ledger: Ledger) -> Found | None:
    name = FILE_NAME.match(path.stem)
    if name is None:
        ledger.add(1, _("The name must be two digits, a hyphen and a slug: 01-board-member.yaml."))
    source = read_source(folder, path, ledger)
    if source is None or name is None:
        return None
    facts = Reader(ledger).read(source.text, PATH) or {}
    lines = source.text.split("\n")
    links = []
    seen: set[str] = set()
    for step in facts.get("steps", ()):
        key = step.get("unit", "")
        line = next((n for n, text in enumerate(lines, 1) if re.search(rf"\b{re.escape(key)}\b", text)), 1)
        links.append((f"unit:{key}", line))
        if key in seen:
            ledger.add(line, _("The unit %(key)s stands in this path twice."), key=key)
        seen.add(key)
    return Found(LearningPath(source.file, name[2], int(name[1]), facts), ledger, links)
