"""Dimensions, groups and items of a panel: dot plot with intervals, two heatmaps (SPEC 4.1; DESIGN 7)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from charts import Chart, Row, dots
from readiness.instrument import TOP, Item
from readiness.scoring import STEP
from saying import _, gettext_noop

from .figures import kept, optional, tenth, text
from .panel import Panel

NOT_SHOWN = gettext_noop("fewer than five answered")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure with its step of colour, 1 to 5; `value` None with the reason in words.

    `span`: over how many columns it stands, where groups are counted together.
    """

    value: str | None
    step: int | None
    why: str = ""
    span: int = 1


@dataclass(frozen=True, slots=True)
class GroupColumn:
    name: str
    people: int
    pooled: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A dimension over the groups; `gap` of the widest two that are shown, signed text or None."""

    dimension: str
    name: str
    pillar: str
    cells: tuple[Cell, ...]
    gap: str | None
    notable: bool
    receipt_url: str


@dataclass(frozen=True, slots=True)
class GroupHeat:
    """`against`: the two sides of the last column; None where leaders cannot be told apart. `withheld`: some
    cells are counted together or left out.
    """

    columns: tuple[GroupColumn, ...]
    rows: tuple[GroupRow, ...]
    against: tuple[str, str] | None
    pooled: tuple[str, ...]
    withheld: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item: mean level, people at each level (None under ten), don’t knows, agreement in words."""

    item: str
    head: str
    mean: Cell
    levels: tuple[Cell, ...] | None
    n: int
    unknown: str
    spread: str
    divided: bool
    evidenced: bool
    why: str
    receipt_url: str


@dataclass(frozen=True, slots=True)
class ItemGroup:
    dimension: str
    name: str
    slug: str
    rows: tuple[ItemRow, ...]


def step_of(points: Fraction) -> int:
    """The colour of a score: the band of the level that it lies in."""
    return min(TOP, floor((points + STEP / Fraction(2)) / STEP) + 1)


def cell(points: Fraction | None, why: str = "") -> Cell:
    return Cell(None, None, why) if points is None else Cell(text(points), step_of(points))


def dot_plot(
    of: Panel, marked: Collection[str], before: Mapping[str, Fraction] | None = None
) -> Chart | None:
    """The dimensions on one axis with their intervals; `before`: scores of the round before, by dimension."""
    rows = [_dot(of, id, id in marked, (before or {}).get(id)) for id in of.scope.dimensions]
    if all(row.value is None for row in rows):
        return None
    return dots(rows, within=(0, 100), places=1)


def _dot(of: Panel, id: str, marked: bool, before: Fraction | None) -> Row:
    score = of.score_of(id)
    low, high = _interval(of, id) if score is not None else (None, None)
    return Row(
        of.scope.dimensions[id].name,
        None if score is None else tenth(score),
        before=None if before is None or score is None else tenth(before),
        low=low,
        high=high,
        note=of.pillar_of[id].name,
        marked=marked and score is not None,
    )


def _interval(of: Panel, id: str) -> tuple[Decimal | None, Decimal | None]:
    """Rounded outwards by no more than the score is, so that it always holds it."""
    found, score = of.details["dimensions"].get(id), of.score_of(id)
    if found is None or score is None:
        return None, None
    low, high = tenth(kept(found["low"]) or Fraction(0)), tenth(kept(found["high"]) or Fraction(0))
    return min(low, tenth(score)), max(high, tenth(score))


def group_heat(of: Panel) -> GroupHeat | None:
    """Groups by dimension, the widest gap of leaders first; None with one group only."""
    groups = of.details["groups"]
    if len(groups) < 2:
        return None
    sides = of.details["alignment"]
    rows = [_group_row(of, id) for id in of.scope.dimensions if any(_known(of, id))]
    gaps = sides["dimensions"] if sides else {}
    rows.sort(key=lambda row: -abs(gaps[row.dimension]["gap"]) if row.dimension in gaps else 1)
    columns = tuple(GroupColumn(of.group_name(g["roles"]), g["people"], len(g["roles"]) > 1) for g in groups)
    return GroupHeat(
        columns,
        tuple(rows),
        (of.group_name(sides["leaders"]), _("Everyone else")) if sides else None,
        tuple(column.name for column in columns if column.pooled),
        any(one.value is None or one.span > 1 for row in rows for one in row.cells),
    )


def _known(of: Panel, id: str) -> list[bool]:
    return [mean is not None for mean in of.details["means"][id]]


def _group_row(of: Panel, id: str) -> GroupRow:
    sides = of.details["alignment"]
    gap = sides["dimensions"].get(id) if sides else None
    return GroupRow(
        dimension=id,
        name=of.scope.dimensions[id].name,
        pillar=of.pillar_of[id].name,
        cells=tuple(_cells(of, id)),
        gap=signed(kept(gap["gap"])) if gap else None,
        notable=bool(gap and gap["notable"]),
        receipt_url=of.link(id),
    )


def _cells(of: Panel, id: str) -> Iterator[Cell]:
    """A group by itself; neighbours that are counted together as one cell; others without a figure."""
    columns = [group["roles"] for group in of.details["groups"]]
    means = list(zip(of.details["blocks"][id], of.details["means"][id], strict=True))
    place = 0
    while place < len(columns):
        block, mean = next(
            ((set(unit), mean) for unit, mean in means if set(columns[place]) <= set(unit)), (set(), None)
        )
        span = 1
        while place + span < len(columns) and set(columns[place + span]) <= block:
            span += 1
        whole = block == {role for column in columns[place : place + span] for role in column}
        yield replace(cell(kept(mean) if whole else None, _(NOT_SHOWN)), span=span if whole else 1)
        place += span if whole else 1


def signed(value: Fraction | None) -> str | None:
    """ "+4.2", "−4.2", "0.0"."""
    if value is None:
        return None
    return f"+{text(value)}" if tenth(value) > 0 else text(value) if tenth(value) else text(Fraction(0))


def item_groups(of: Panel) -> tuple[ItemGroup, ...]:
    """Items by dimension, in the instrument's order."""
    return tuple(
        ItemGroup(id, d.name, of.pillar_of[id].slug, tuple(_item_rows(of, d.items)))
        for id, d in of.scope.dimensions.items()
    )


def _item_rows(of: Panel, items: Collection[Item]) -> Iterator[ItemRow]:
    for item in items:
        found, score = of.details["items"][item.id], of.card.items[item.id]
        asked = found["n"] + (found["unknown"] or 0)
        counts = found["levels"]
        yield ItemRow(
            item=item.id,
            head=item.head,
            mean=_mean_level(of.points_of(item.id)),
            levels=tuple(_counted(count, found["n"]) for count in counts) if counts else None,
            n=found["n"],
            unknown="" if not found["shown"] or not asked else percent(Fraction(found["unknown"], asked)),
            spread=optional(kept(found["ad"])) or "",
            divided=bool(found["divided"]),
            evidenced=bool(found["evidenced"]),
            why=_why(of, item.id, score.points is None, score.coverage is None),
            receipt_url=of.link(item.id),
        )


def _mean_level(points: Fraction | None) -> Cell:
    """As a level, 1 to 5."""
    return Cell(None, None) if points is None else Cell(text(points / STEP + 1), step_of(points))


def _counted(count: int, n: int) -> Cell:
    """People at one level; the colour says which share of all they are."""
    share = Fraction(count, n)
    return Cell(str(count), None if not count else min(TOP, floor(share * 6) + 1))


def _why(of: Panel, id: str, empty: bool, inapplicable: bool) -> str:
    if inapplicable:
        return _("not applicable")
    if empty:
        return _("nobody answered")
    return "" if of.shows(id) else _("too few answers to show")


def percent(share: Fraction) -> str:
    """In whole percent, half up."""
    return f"{floor(share * 100 + Fraction(1, 2))} %"
