"""Blocks of the shipped course that the chooser of blocks shows as examples, with the sources they name."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from content.parsing.faults import Ledger
from content.parsing.outline import Unit
from content.parsing.units import read_unit

CURRICULUM = Path(__file__).resolve().parents[1] / "curriculum"
SHIPPED = {
    "text": "strategy/03-jabil.md",
    "figures": "strategy/02-where-value-comes-from.md",
    "quote": "strategy/03-jabil.md",
    "note": "strategy/03-jabil.md",
    "chart": "strategy/08-what-the-board-asks.md",
    "table": "technology/15-bigger-then-cleverer.md",
    "lines": "technology/15-bigger-then-cleverer.md",
    "question": "strategy/03-jabil.md",
    "monday": "culture/02-lead-in-the-open.md",
    "template": "strategy/03-jabil.md",
    "source": "strategy/03-jabil.md",
    "decision": "strategy/40-choose-the-server.md",
}
# No unit of the course draws lines yet; these are the figures of its unit “Bigger, then cleverer”.
LINES = {
    "finding": "Each winner named more pictures correctly",
    "measure": "Pictures named correctly at the first answer in the ImageNet test, %",
    "head": ["Year", "Best model of its year"],
    "rows": [["2014", "74.8"], ["2017", "82.7"], ["2019", "84.3"]],
    "source": "gpipe-2019",
}
FILM = "prediction"


def sample_of(name: str) -> tuple[Any, list[dict[str, Any]]]:
    """The value as a page keeps it, and the list of sources beside it; None where nothing is shipped."""
    unit = _unit(SHIPPED[name]) if name in SHIPPED else None
    sources = [dict(source) for source in unit.facts.get("sources", ())] if unit else []
    return _of_unit(name, unit, sources), sources


def _of_unit(name: str, unit: Unit | None, sources: list[dict[str, Any]]) -> Any:
    if name == "film":
        return {"film": FILM, "caption": ""}
    if unit is None:
        return None
    if name == "lines":
        return LINES
    if name == "source":
        return sources[0]
    if name == "decision":
        return {"unit": unit.key, "ask": "", "lead": unit.facts["standfirst"]}
    blocks = (block for section in unit.sections for block in section.blocks)
    return next((block.value for block in blocks if block.kind == name), None)


@lru_cache(maxsize=16)
def _unit(path: str) -> Unit | None:
    file = CURRICULUM / path
    found = read_unit(CURRICULUM, file, Ledger(path)) if file.is_file() else None
    return found.item if found and isinstance(found.item, Unit) else None
