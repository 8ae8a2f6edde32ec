"""Where leaders and everyone else see it differently, and where people disagree (SPEC 3.6, 3.7, 4.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from charts import Chart, Pair, dumbbells
from readiness.agreement import ACCEPTED
from readiness.gaps import Gap, printed
from saying import _, ngettext
from saying.inside import inside

from .figures import hundredth, kept, tenth, text
from .panel import Panel

WIDEST = 5
LEADERS = {"board", "exec"}


@dataclass(frozen=True, slots=True)
class GapLine:
    """A notable gap in words, with its 95 % interval."""

    sentence: str
    gap: str
    low: str
    high: str
    receipt_url: str


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """An item with how far people's answers lie from their mean, in levels, on average."""

    head: str
    dimension: str
    ad: str
    accepted: bool
    divided: bool
    receipt_url: str


@dataclass(frozen=True)
class AlignmentPage:
    """`why` says why there is no chart. `agreed` of `rated` items have accepted agreement."""

    chart: Chart | None
    title: str
    leaders: str
    leaders_people: int
    others: str
    others_people: int
    why: str
    gaps: tuple[GapLine, ...]
    widest: tuple[SpreadLine, ...]
    agreed: int
    rated: int


def alignment_page(of: Panel) -> AlignmentPage:
    sides = of.details["alignment"]
    notable = tuple(_lines(of))
    spreads = list(_spreads(of))
    rated = [line for line in spreads if line.ad]
    return AlignmentPage(
        chart=_chart(of) if sides else None,
        title=_title(of, notable),
        leaders=of.group_name(sides["leaders"]) if sides else "",
        leaders_people=_people(of, sides["leaders"]) if sides else 0,
        others=_("Everyone else"),
        others_people=_people(of, sides["others"]) if sides else 0,
        why="" if sides else why_not(of),
        gaps=notable,
        widest=tuple(spreads[:WIDEST]),
        agreed=sum(line.accepted for line in rated),
        rated=len(rated),
    )


def _people(of: Panel, roles: list[str]) -> int:
    return sum(group["people"] for group in of.details["roles"] if set(group["roles"]) <= set(roles))


def why_not(of: Panel) -> str:
    """Why leaders are not set against everyone else."""
    groups = [set(group["roles"]) for group in of.details["roles"]]
    mixed = next((group for group in groups if group & LEADERS and not group <= LEADERS), None)
    if mixed:
        order = [role for role in of.scope.role_ids if role in mixed]
        return _(
            "%(group_name)s are counted together, because fewer than five people answered in one "
            "of these groups. So leaders cannot be set against everyone else."
        ) % {"group_name": of.group_name(order)}
    if not any(group & LEADERS for group in groups):
        return _("Nobody of the board or the executives answered, so there are no two sides to compare.")
    if len(groups) < 2:
        return _("Only leaders answered, so there are no two sides to compare.")
    return _("On no dimension did five people of either side have a score of their own.")


def _chart(of: Panel) -> Chart:
    gaps = of.details["alignment"]["dimensions"]
    shown = {id for id, gap in gaps.items() if gap["notable"]}
    pairs = []
    for id, dimension in of.scope.dimensions.items():
        gap = gaps.get(id)
        one, other = (tenth(kept(gap[side]) or Fraction(0)) if gap else None for side in ("a", "b"))
        pairs.append(Pair(dimension.name, one, other, of.pillar_of[id].name, id in shown))
    return dumbbells(pairs, within=(0, 100), places=1)


def _title(of: Panel, notable: tuple[GapLine, ...]) -> str:
    if not of.details["alignment"]:
        return ""
    return notable[0].sentence if notable else _("Leaders and everyone else see it much alike")


def _lines(of: Panel) -> Iterator[GapLine]:
    """At most three, the largest first."""
    for gap in printed(of.gaps):
        found = gap.difference
        yield GapLine(
            _sentence(of, gap),
            text(abs(found.gap)),
            text(kept(min(abs(found.low), abs(found.high))) or Fraction(0)),
            text(kept(max(abs(found.low), abs(found.high))) or Fraction(0)),
            of.link(gap.dimension),
        )


def _sentence(of: Panel, gap: Gap) -> str:
    side = (
        _("Leaders") if set(gap.group_a) <= LEADERS and len(gap.group_a) > 1 else of.group_name(gap.group_a)
    )
    one = 1 if side in ("Board", "Business", "Technology", "Risk") else 2
    said = (
        ngettext(
            "%(side)s rates %(name)s %(points)s points higher than everyone else",
            "%(side)s rate %(name)s %(points)s points higher than everyone else",
            one,
        )
        if gap.difference.gap > 0
        else ngettext(
            "%(side)s rates %(name)s %(points)s points lower than everyone else",
            "%(side)s rate %(name)s %(points)s points lower than everyone else",
            one,
        )
    )
    name = inside(of.scope.dimensions[gap.dimension].name)
    return said % {"side": side, "name": name, "points": text(abs(gap.difference.gap))}


def _spreads(of: Panel) -> Iterator[SpreadLine]:
    """Items whose agreement may be shown, the widest spread first."""
    found: list[tuple[float, str]] = [
        (-item["ad"], id) for id, item in of.details["items"].items() if item["ad"] is not None
    ]
    for negative, id in sorted(found):
        ad = kept(-negative) or Fraction(0)
        yield SpreadLine(
            of.scope.items[id].head,
            of.scope.dimensions[of.scope.dimension_of[id]].name,
            hundredth(ad),
            ad <= ACCEPTED,
            bool(of.details["items"][id]["divided"]),
            of.link(id),
        )
