"""Pillars, dimensions and items of a result: the dot plot, its rows, the heatmap (SPEC 4.1; DESIGN 7)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from charts import Chart, Row, dots
from readiness.instrument import Dimension
from readiness.scoring import PartScore
from saying import _

from .figures import optional, tenth, text
from .measured import Measured, pillar_name


@dataclass(frozen=True, slots=True)
class PartRow:
    """A pillar or a dimension. `low` and `high` are the don't-know range, None where nothing is unknown.

    `coverage` counts levels among applicable items; `sufficient` is None where nothing applies.
    """

    id: str
    name: str
    pillar: str
    slug: str
    score: str | None
    at: float | None
    low: str | None
    high: str | None
    coverage: str
    sufficient: bool | None
    gate: int | None
    receipt_url: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One item: its level with the statement chosen, or the mark that stands instead of one."""

    item: str
    head: str
    level: int | None
    mark: str
    text: str
    evidence: bool
    receipt_url: str


@dataclass(frozen=True, slots=True)
class HeatGroup:
    dimension: str
    name: str
    pillar_name: str
    slug: str
    rows: tuple[HeatRow, ...]


def pillars(of: Measured) -> tuple[PartRow, ...]:
    """In the instrument's order."""
    return tuple(
        _part(of, pillar.id, pillar.name, pillar.dimensions, of.card.pillars[pillar.id], None)
        for pillar in of.scope.pillars
    )


def dimensions(of: Measured) -> tuple[PartRow, ...]:
    """The highest score first; ties keep the instrument's order, those without a score come last."""
    rows = [
        (part.score, _part(of, id, dimension.name, (dimension,), part, dimension.gate))
        for id, dimension in of.scope.dimensions.items()
        for part in (of.card.dimensions[id],)
    ]
    rows.sort(key=lambda pair: (pair[0] is None, -(pair[0] or 0)))
    return tuple(row for _, row in rows)


def _part(
    of: Measured, id: str, name: str, own: Collection[Dimension], part: PartScore, gate: int | None
) -> PartRow:
    pillar = next(pillar_name(p) for p in of.scope.pillars if p.id == id[0])
    ends = of.range_of(next(iter(own))) if len(own) == 1 else None
    unsure = ends is not None and ends[0] < ends[1]
    return PartRow(
        id=id,
        name=name,
        pillar=pillar.name,
        slug=pillar.slug,
        score=optional(part.score),
        at=None if part.score is None else float(part.score),
        low=text(ends[0]) if ends and unsure else None,
        high=text(ends[1]) if ends and unsure else None,
        coverage=covered(of, [item.id for dimension in own for item in dimension.items]),
        sufficient=part.sufficient,
        gate=gate,
        receipt_url=of.link(id),
    )


def covered(of: Measured, items: Collection[str]) -> str:
    """ "33 of 36": items with a level among those that apply."""
    scores = [of.card.items[id] for id in items if of.card.items[id].coverage is not None]
    known = sum(score.points is not None for score in scores)
    return _("%(n)s of %(m)s") % {"n": known, "m": len(scores)}


def dot_plot(of: Measured, marked: Collection[str]) -> Chart | None:
    """The dimensions on one axis, whiskers for what don't know leaves open; None where none has a score."""
    rows = [_dot(of, dimension, dimension.id in marked) for dimension in of.scope.dimensions.values()]
    if all(row.value is None for row in rows):
        return None
    return dots(rows, within=(0, 100), places=1)


def _dot(of: Measured, dimension: Dimension, marked: bool) -> Row:
    score, ends = of.card.dimensions[dimension.id].score, of.range_of(dimension)
    low: Decimal | None = None
    high: Decimal | None = None
    if score is not None and ends is not None and ends[0] < ends[1]:
        low, high = tenth(ends[0]), tenth(ends[1])
    return Row(
        dimension.name,
        None if score is None else tenth(score),
        low=low,
        high=high,
        note=of.pillar_of[dimension.id].name,
        marked=marked and score is not None,
    )


def heatmap(of: Measured) -> tuple[HeatGroup, ...]:
    """Items by dimension, in the instrument's order."""
    return tuple(
        HeatGroup(
            id, dimension.name, of.pillar_of[id].name, of.pillar_of[id].slug, tuple(_cells(of, dimension))
        )
        for id, dimension in of.scope.dimensions.items()
    )


def _cells(of: Measured, dimension: Dimension) -> Iterator[HeatRow]:
    for item in dimension.items:
        level, given = of.level_of(item.id), of.given.get(item.id)
        yield HeatRow(
            item=item.id,
            head=item.head,
            level=level,
            mark=of.mark_of(item.id),
            text=item.anchors[level - 1] if level else "",
            evidence=bool(given and given.proof),
            receipt_url=of.link(item.id),
        )


def weakest(of: Measured, count: int = 2) -> tuple[str, ...]:
    """Names of the dimensions with the lowest scores, the lowest first."""
    scored: list[tuple[Fraction, int, str]] = [
        (part.score, place, of.scope.dimensions[id].name)
        for place, (id, part) in enumerate(of.card.dimensions.items())
        if part.score is not None
    ]
    return tuple(name for _, _, name in sorted(scored)[:count])
