"""Who sees it differently: groups side by side, gaps in words, widest spread (SPEC 4.1, no. 6)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from readiness.agreement import ACCEPTED
from readiness.gaps import LEADERS, Gap, printed
from readiness.results.figures import kept
from saying.inside import inside

from .figures import figure, frozen, signed
from .pages import Alignment, GapLine, GroupLine, Side
from .profile import lines
from .shape import Group, HeatGroup, HeatLine, Span
from .source import Source
from .standing import called, gaps

WIDEST = 5
ONE = "One person answered, so there is nobody to compare with."
FEW = "No two groups of five people answered, so groups are not compared: a smaller one could be recognised."
TOGETHER = "The group agreed on one answer to each question, so there are no groups to compare."
MIXED = (
    "Leaders and others were pooled, because one of the two groups has fewer than five people; what is left"
    " would show them by subtraction."
)


def alignment(source: Source, heatmap: tuple[HeatGroup, ...]) -> Alignment:
    """Leaders against everyone else, where both may be shown; else the reason."""
    found = gaps(source)
    leading: Mapping[str, Any] = source.details.get("alignment") or {}
    spread = [line for line in lines(heatmap) if line.ad]
    ranked = sorted(spread, key=lambda line: -line.ad.value if line.ad else 0)
    return Alignment(
        reason=_reason(source, leading),
        sides=_sides(source, leading),
        gaps=tuple(_gaps(source, leading)),
        groups=tuple(_groups(source)),
        notable=tuple(_in_words(source, gap) for gap in printed(found)),
        widest=tuple(ranked[:WIDEST]),
        agreement=_agreement(ranked),
    )


def _reason(source: Source, leading: Mapping[str, Any]) -> str:
    if source.people is None:
        return ONE
    if leading:
        return ""
    if source.kind == "consensus":
        return TOGETHER
    pools = [set(group["roles"]) for group in source.details.get("roles", ())]
    mixed = any(pool & set(LEADERS) and not pool <= set(LEADERS) for pool in pools)
    return MIXED if mixed and len(pools) > 1 else FEW


def _sides(source: Source, leading: Mapping[str, Any]) -> tuple[Side, Side] | None:
    if not leading:
        return None

    def people(roles: Sequence[str]) -> int:
        pools = source.details["roles"]
        return sum(pool["people"] for pool in pools if set(pool["roles"]) <= set(roles))

    return Side("Leaders", people(leading["leaders"])), Side("Everyone else", people(leading["others"]))


def _gaps(source: Source, leading: Mapping[str, Any]) -> Iterator[GapLine]:
    """The widest first; ties keep the instrument's order."""
    found = leading.get("dimensions", {})
    for id in sorted(found, key=lambda id: -abs(found[id]["gap"])):
        gap = found[id]
        difference = kept(gap["gap"]) or Fraction(0)
        yield GapLine(
            id=id,
            name=source.of.scope.dimensions[id].name,
            first=frozen(gap["a"]),
            second=frozen(gap["b"]),
            gap=signed(difference),
            span=Span(signed(Fraction(gap["low"])), signed(Fraction(gap["high"])), "interval"),
            notable=gap["notable"],
        )


def _groups(source: Source) -> Iterable[GroupLine]:
    ids = source.of.scope.dimensions
    for group in source.details.get("groups", ()):
        means = [(id, kept(group["dimensions"].get(id))) for id in ids]
        yield GroupLine(
            Group(tuple(group["roles"]), called(source.of, group["roles"]), group["people"]),
            tuple((id, None if mean is None else figure(mean)) for id, mean in means),
        )


def _in_words(source: Source, gap: Gap) -> str:
    what = inside(source.of.scope.dimensions[gap.dimension].name)
    size, how = figure(abs(gap.difference.gap)), "higher" if gap.difference.gap > 0 else "lower"
    leaders = set(gap.group_a) <= set(LEADERS)
    side = "Leaders" if leaders else called(source.of, gap.group_a)
    low, high = sorted((abs(gap.difference.low), abs(gap.difference.high)))
    return (
        f"{side} rate {what} {size} points {how} than everyone else "
        f"(95 % interval {figure(Fraction(low))} to {figure(Fraction(high))})."
    )


def _agreement(ranked: list[HeatLine]) -> str:
    """How far answers lie apart, in words; empty where no question has five raters."""
    if not ranked:
        return ""
    ads = [line.ad.value for line in ranked if line.ad]
    mean = figure(sum(ads, Fraction(0)) / len(ads))
    accepted = sum(ad <= ACCEPTED for ad in ads)
    return (
        f"Answers to a question differ by {mean} level on average; on {accepted} of {len(ads)} questions "
        "the agreement is accepted (0.83 level or less)."
    )
