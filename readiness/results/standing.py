"""Where a result stands among others, as its page shows it: one cell at a time (SPEC 3.12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from readiness.benchmark import FULL, QUARTERS, Histogram, Standing, in_short, in_words, standing_in
from readiness.instrument import Instrument
from readiness.levels import INDEX
from saying import _

from .figures import kept, text

NOBODY = Standing(0, None, None)


@dataclass(frozen=True, slots=True)
class CellFacts:
    """One cell: how many organisations, since which closing day, made when, and its histogram by subject."""

    n: int
    since: date
    refreshed_on: date
    histograms: Mapping[str, Histogram]


@dataclass(frozen=True, slots=True)
class Row:
    """`words` say what may be said; `percentile` and `quarter` place the mark, None where there is none."""

    name: str
    score: str
    words: str
    short: str
    percentile: float | None
    quarter: int | None


@dataclass(frozen=True, slots=True)
class StandingPage:
    """`n` others; `hidden`: enough of them, but the cell would single out a few beside that of everyone."""

    index: Row
    dimensions: tuple[Row, ...]
    n: int
    missing: int
    hidden: bool
    since: date | None
    refreshed_on: date | None

    @property
    def shown(self) -> bool:
        return self.index.quarter is not None


def standing_page(
    instrument: Instrument,
    scores: Mapping[str, float | None],
    cell: CellFacts | None,
    counted: Mapping[str, Fraction],
) -> StandingPage:
    """`scores` by subject; `counted`: the own result in the cell, empty where it holds none."""
    index = _row(_("Index"), scores[INDEX], *_facts(INDEX, cell, counted))
    n = max(0, cell.n - bool(counted)) if cell else 0
    return StandingPage(
        index=index,
        dimensions=tuple(
            _row(dimension.name, scores[id], *_facts(id, cell, counted))
            for id, dimension in instrument.dimensions.items()
            if scores.get(id) is not None
        ),
        n=n,
        missing=max(0, FULL - n),
        hidden=index.quarter is None and n >= QUARTERS,
        since=cell.since if cell else None,
        refreshed_on=cell.refreshed_on if cell else None,
    )


def _facts(
    subject: str, cell: CellFacts | None, counted: Mapping[str, Fraction]
) -> tuple[Histogram, int, Fraction | None]:
    if cell is None:
        return (), 0, None
    return cell.histograms.get(subject, ()), cell.n, counted.get(subject)


def _row(name: str, score: float | None, cell: Histogram, n: int, counted: Fraction | None) -> Row:
    own = kept(score)
    found = NOBODY if own is None else standing_in(own, cell, counted, n)
    return Row(
        name=name,
        score="" if own is None else text(own),
        words=in_words(found),
        short=in_short(found),
        percentile=None if found.percentile is None else float(found.percentile),
        quarter=found.quarter,
    )
