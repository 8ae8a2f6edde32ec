"""docs/scoring.md: its worked example is recomputed, figure by figure."""

import re
from pathlib import Path
from typing import Any

import pytest

from readiness.finding import finding
from readiness.interval import CONFIDENCE
from readiness.levels import INDEX
from readiness.published import published
from readiness.round_data import read_round
from readiness.rounds import score
from readiness.student import t_quantile
from tests.readiness.building import FULL, person, round_of

TEXT = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line[:1] == "|"
]
FIGURES = [(row[0].strip("`"), row[1]) for row in ROWS if len(row) == 2 and row[0].startswith("`")]
PEOPLE = [row for row in ROWS if len(row) == 13 and row[1] in FULL.role_ids]


def answers_of(cells: list[str]) -> dict[str, Any]:
    levels = {id: cell for id, cell in zip(FULL.dimensions, cells, strict=True) if cell != "–"}
    return {
        item.id: level if level == "DK" else int(level)
        for id, level in levels.items()
        for item in FULL.dimensions[id].items
    }


def evidence_of(name: str) -> list[str]:
    return [id for id in FULL.items if name == "Executive 1" and id[:2] in ("S1", "S2", "C1")]


DATA = round_of(FULL, *(person(answers_of(row[2:]), row[1], evidence_of(row[0])) for row in PEOPLE))
SCORED = score(FULL, read_round(FULL, DATA))
RESULT = published(FULL, SCORED)


def figure(path: str) -> Any:
    """The value at a path such as items.R1.1.points, whose item ids hold a dot themselves."""
    value: Any = RESULT
    for part in re.findall(r"[A-Z]\d\.\d|[^.]+", path):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def test_the_document_has_its_tables() -> None:
    assert len(PEOPLE) == 12
    assert len(FIGURES) > 30


@pytest.mark.parametrize(("path", "value"), FIGURES)
def test_every_figure(path: str, value: str) -> None:
    assert shown(figure(path)) == value


def test_the_words_between_the_tables() -> None:
    assert finding(FULL, SCORED.card, SCORED.gaps).sentence in TEXT
    interval = SCORED.intervals[INDEX]
    half = t_quantile(CONFIDENCE, 11) * interval.se
    assert f"standard error of {interval.se:.2f}" in TEXT
    assert f"degrees of freedom is {t_quantile(CONFIDENCE, 11):.3f}" in TEXT
    assert f"58.7 ± {half:.1f}" in TEXT
    assert f"{SCORED.confidence.label}:\n{SCORED.confidence.reasons[0]}" in TEXT


def test_every_published_key_is_named() -> None:
    named = re.search(r"one JSON object: `([^`]*)`", TEXT)
    assert named is not None
    assert re.split(r",\s+", named[1].replace("\n", " ")) == list(RESULT)
