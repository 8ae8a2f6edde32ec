"""The report's figures as one tidy table in CSV: index, pillars, dimensions, questions, a line each."""

import csv
import io
from collections.abc import Iterator, Mapping

from .briefing.pages import Briefing
from .briefing.shape import Figure, HeatGroup, HeatLine, PartLine, Span
from .formats import Paper
from .words import quoted

LEVELS = 5
COLUMNS = (
    "part", "id", "name", "belongs_to", "weight", "score", "printed", "level", "low", "high", "range_kind",
    "coverage", "unknown_share", "mark", "gate_from_level", "mean_distance", "agreement",
    *(f"answers_level_{level}" for level in range(1, LEVELS + 1)),
    "evidence", "subject", "round", "closed_on", "people", "instrument", "result_hash", "report_version",
)  # fmt: skip
Line = dict[str, object]


def made(briefing: Briefing, paper: Paper = "a4") -> bytes:
    """UTF-8 with a mark for spreadsheets, numbers in full precision; paper means nothing here."""
    written = io.StringIO(newline="")
    table = csv.DictWriter(written, COLUMNS, restval="")
    table.writeheader()
    common = _common(briefing)
    for line in _lines(briefing):
        table.writerow({name: _cell(value) for name, value in {**line, **common}.items()})
    return ("\ufeff" + written.getvalue()).encode()


def _common(briefing: Briefing) -> Line:
    """What every line repeats, so that tables of several rounds can be put together."""
    about = briefing.about
    return {
        "subject": about.subject.text,
        "round": about.id,
        "closed_on": about.closed_on.isoformat(),
        "people": about.people,
        "instrument": about.instrument,
        "result_hash": about.result_hash,
        "report_version": briefing.stamp.label,
    }


def _lines(briefing: Briefing) -> Iterator[Line]:
    standing = briefing.standing
    yield {
        "part": "index",
        "id": "index",
        "name": "Index",
        "level": standing.claimed.number if standing.claimed else None,
        "coverage": standing.coverage,
        **_score(standing.index),
        **_span(standing.span or standing.unknown),
    }
    pillars = {part.name: part.id for part in briefing.pillars}
    yield from (_part("pillar", part, pillars) for part in briefing.pillars)
    # The profile is ranked; a table stands in the instrument's order.
    places = {group.id: number for number, group in enumerate(briefing.heatmap)}
    ordered = sorted(briefing.profile, key=lambda part: places.get(part.id, len(places)))
    yield from (_part("dimension", part, pillars) for part in ordered)
    yield from (_item(group, line) for group in briefing.heatmap for line in group.lines)


def _part(kind: str, part: PartLine, pillars: Mapping[str, str]) -> Line:
    return {
        "part": kind,
        "id": part.id,
        "name": part.name,
        "belongs_to": pillars[part.pillar] if kind == "dimension" else "index",
        "weight": part.weight,
        "coverage": part.coverage,
        "mark": "" if part.sufficient else "insufficient" if part.sufficient is False else "not applicable",
        "gate_from_level": part.gate,
        **_score(part.score),
        **_span(part.span),
    }


def _item(group: HeatGroup, line: HeatLine) -> Line:
    counts = dict(zip((f"answers_level_{n}" for n in range(1, LEVELS + 1)), line.counts or (), strict=False))
    return {
        "part": "item",
        "id": line.id,
        "name": line.stem,
        "belongs_to": group.id,
        "weight": line.weight,
        "level": line.level,
        "unknown_share": line.unknown,
        "mark": line.mark,
        "mean_distance": line.ad,
        "agreement": line.rwg,
        "evidence": "yes" if line.evidence else "no",
        **_score(line.points),
        **counts,
    }


def _score(figure: Figure | None) -> Line:
    return {"score": figure, "printed": figure.text if figure else ""}


def _span(span: Span | None) -> Line:
    return {"low": span.low, "high": span.high, "range_kind": span.kind} if span else {}


def _cell(value: object) -> object:
    if isinstance(value, Figure):
        return value.number
    if value is None:
        return ""
    return quoted(value) if isinstance(value, str) else value
