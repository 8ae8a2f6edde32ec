"""The drawings of the report as SVG, each with a text that says the same in words."""

import re
from decimal import Decimal
from functools import cache

from charts import Chart, Row, dots, file_skin
from charts.file_skin import DEEP, GREY, MARK, Behind
from content import plates
from readiness.results.figures import tenth
from reports.briefing.pages import Briefing, GapLine, TrendPoint
from reports.briefing.shape import Figure, PartLine, Standing

WIDTH, EDGE = 178.0, 5.0  # points: the column of the plot, and what marks at its ends reach over it
SCALE_WIDTH, SCALE_HEIGHT = 470.0, 22.0
SHADED = (1, 3)  # the bands of levels 2 and 4
VARIABLE = re.compile(r"var\(--[a-z-]+, ?(#[0-9A-Fa-f]{6})\)")
LOW, HIGH = Decimal(0), Decimal(100)


def _tenth(of: Figure | None) -> Decimal | None:
    return None if of is None else tenth(of.value)


def _within(of: Figure | None) -> Decimal | None:
    value = _tenth(of)
    return None if value is None else max(LOW, min(HIGH, value))


@cache
def plate() -> str:
    """The strip of page 1, with its colours in it: a file cannot ask a page for them."""
    return VARIABLE.sub(lambda found: found[1], plates.draw("board-report", "strategy", shape="strip"))


def _bands(briefing: Briefing) -> list[tuple[float, float]]:
    bands = briefing.standing.scale
    return [(bands[n].start.number, bands[n].end.number) for n in SHADED]


def profile(briefing: Briefing, row: float) -> str:
    """The dimensions on one axis, with interval, earlier score, and the score that a gate asks for."""
    lines = briefing.profile
    if all(line.score is None for line in lines):
        return ""
    rows = [_row(line) for line in lines]
    needs = {
        number: cell.need.number
        for number, line in enumerate(lines)
        for gate in briefing.gates
        if gate.subject == line.id
        for cell in gate.cells
        if briefing.standing.next_level and cell.level == briefing.standing.next_level and cell.kind == "gate"
    }
    hatched = [number for number, line in enumerate(lines) if line.score is None]
    behind = Behind(_bands(briefing), needs, hatched)
    return file_skin.sheet(_drawn(rows), WIDTH, row, behind, EDGE)


def _row(line: PartLine) -> Row:
    score = _tenth(line.score)
    low, high = (_within(line.span.low), _within(line.span.high)) if line.span else (None, None)
    if score is None or low is None or high is None:
        low = high = None
    else:
        low, high = min(low, score), max(high, score)
    before = _tenth(line.before) if score is not None else None
    return Row(line.name, score, before=before, low=low, high=high, marked=line.marked)


def _drawn(rows: list[Row]) -> Chart:
    return dots(rows, ranked=False, within=(0, 100), skin=file_skin)


def profile_words(briefing: Briefing) -> str:
    parts = []
    for line in briefing.profile:
        if line.score is None:
            parts.append(f"{line.name}: not shown, {line.covered} known")
            continue
        words = f"{line.name} {line.score}"
        if line.span:
            words += f", from {line.span.low} to {line.span.high}"
        if line.before:
            words += f", before {line.before}"
        parts.append(words)
    return "Dot plot of the dimensions from 0 to 100, highest first. " + "; ".join(parts) + "."


def alignment(briefing: Briefing, row: float) -> str:
    """Leaders filled, everyone else hollow, a line between them."""
    rows = [
        Row(gap.name, _tenth(gap.first), before=_tenth(gap.second), marked=gap.notable)
        for gap in briefing.alignment.gaps
        if gap.first and gap.second
    ]
    return file_skin.sheet(_drawn(rows), WIDTH, row, Behind(_bands(briefing)), EDGE) if rows else ""


def alignment_words(gaps: tuple[GapLine, ...]) -> str:
    parts = (f"{gap.name}: leaders {gap.first}, everyone else {gap.second}" for gap in gaps)
    return "Dumbbell chart from 0 to 100, widest gap first. " + "; ".join(parts) + "."


def trend(briefing: Briefing, row: float) -> str:
    """One row a round: its index and interval."""
    points = briefing.trend.points if briefing.trend else ()
    rows = [_point(point, point is points[-1]) for point in points]
    known = any(row.value is not None for row in rows)
    return file_skin.sheet(_drawn(rows), WIDTH, row, Behind(_bands(briefing)), EDGE) if known else ""


def _point(point: TrendPoint, last: bool) -> Row:
    value = _tenth(point.index)
    low, high = (_within(point.span.low), _within(point.span.high)) if point.span else (None, None)
    if value is None or low is None or high is None:
        low = high = None
    else:
        low, high = min(low, value), max(high, value)
    return Row(point.when, value, low=low, high=high, marked=last)


def trend_words(points: tuple[TrendPoint, ...]) -> str:
    parts = []
    for point in points:
        words = f"{point.when}: index {point.index or 'not known'}"
        parts.append(words + (f", from {point.span.low} to {point.span.high}" if point.span else ""))
    return "The index of each round from 0 to 100. " + "; ".join(parts) + "."


def scale(standing: Standing, before: Figure | None) -> str:
    """The axis cut into levels, the interval, the earlier index hollow, the index filled."""
    y, middle = SCALE_HEIGHT / 2, []
    for band in standing.scale:
        middle.append(_tick(band.start.number, y))
    middle.append(_tick(100, y))
    span = standing.span or standing.unknown
    if span:
        low, high = _x(span.low.number), _x(span.high.number)
        middle.append(f'<path d="M{low:.2f} {y}H{high:.2f}" stroke="{DEEP}" stroke-width="4.4"/>')
    if before:
        middle.append(
            f'<circle cx="{_inside(before.number, 4.3):.2f}" cy="{y}" r="3.6" fill="#FFFFFF" stroke="{GREY}"'
            ' stroke-width="1.3"/>'
        )
    if standing.index:
        at = _inside(standing.index.number, 6.4)
        middle.append(f'<circle cx="{at:.2f}" cy="{y}" r="6.4" fill="#FFFFFF"/>')
        middle.append(f'<circle cx="{at:.2f}" cy="{y}" r="5.2" fill="{MARK}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SCALE_WIDTH}" height="{SCALE_HEIGHT}"'
        f' viewBox="0 0 {SCALE_WIDTH} {SCALE_HEIGHT}"><path d="M0.6 {y}H{SCALE_WIDTH - 0.6}"'
        f' stroke="{GREY}" stroke-width="1.2"/>{"".join(middle)}</svg>'
    )


def _x(value: float) -> float:
    return 0.6 + value / 100 * (SCALE_WIDTH - 1.2)


def _inside(value: float, radius: float) -> float:
    """Where a mark stands whole, also at the ends of the axis."""
    return max(radius, min(SCALE_WIDTH - radius, _x(value)))


def _tick(value: float, y: float) -> str:
    return f'<path d="M{_x(value):.2f} {y - 5}v10" stroke="{GREY}" stroke-width="1.2"/>'


def scale_words(standing: Standing, before: Figure | None) -> str:
    bands = ", ".join(f"{band.level.name} from {band.start} to {band.end}" for band in standing.scale)
    words = f"Scale of 0 to 100 in five levels: {bands}. "
    if standing.index is None:
        return words + "There is no index."
    words += f"The index is {standing.index}"
    span = standing.span or standing.unknown
    words += f", from {span.low} to {span.high}" if span else ""
    words += f"; before, it was {before}" if before else ""
    claimed = standing.claimed
    return words + (f". The claimed level is {claimed.number}, {claimed.name}." if claimed else ".")
