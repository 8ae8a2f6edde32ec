"""Receipts: every figure of a result opened to its arithmetic, exact and rounded (SPEC 3.1 to 3.5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from readiness.instrument import Dimension, Item, Pillar
from readiness.levels import INDEX
from readiness.scoring import STEP, mean
from saying import _, gettext_noop

from . import gates
from .figures import fine, optional, text
from .measured import Measured

LEVEL = "level"
TOO_FEW = gettext_noop(
    "Fewer than five people answered, or it would show what they answered, so it is not shown."
)


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One part of a sum; without a value it is left out of it, and `note` says why."""

    label: str
    note: str
    weight: str | None
    value: str | None
    exact: str | None
    product: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Sum:
    label: str
    exact: str
    value: str


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """Your answer: the statement chosen, or the words for why there is none."""

    level: int | None
    text: str
    evidence: str
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Receipt:
    what: str
    kind: str
    title: str
    value: str | None
    sentence: str
    formula: str = ""
    rows: tuple[ReceiptRow, ...] = ()
    sums: tuple[Sum, ...] = ()
    answer: AnswerFacts | None = None
    conditions: tuple[gates.GateRow, ...] = ()
    notes: tuple[str, ...] = ()
    crumbs: tuple[Link, ...] = ()
    parts: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """What goes into a sum: its subject, value and weight; `without` says why it has no value."""

    id: str
    label: str
    weight: Fraction
    value: Fraction | None
    note: str = ""


def receipt(of: Measured, what: str) -> Receipt:
    """KeyError for something that this result does not have."""
    if what == INDEX:
        return _index(of)
    if what == LEVEL:
        return _level(of)
    pillars = {pillar.id: pillar for pillar in of.scope.pillars}
    if what in pillars:
        return _pillar(of, pillars[what])
    if what in of.scope.dimensions:
        return _dimension(of, of.scope.dimensions[what])
    return _item(of, of.scope.items[what])


def _index(of: Measured) -> Receipt:
    parts = [
        _Part(p.id, p.name, p.weight, of.card.pillars[p.id].value, _cover(of, p.dimensions))
        for p in of.scope.pillars
    ]
    shown = of.index is not None
    made = Receipt(
        what=INDEX,
        kind=INDEX,
        title=_("Index"),
        value=optional(of.index),
        sentence=_("The weighted mean of the pillars, from 0 to 100.")
        if shown
        else _(
            "No index is shown: it needs half of the answers, and pillars of 70 % of the weight half known."
        ),
        notes=(_("The weights are a stated judgement, not an estimate; levels and gates use none."),),
        parts=(Link(_("Level"), of.link(LEVEL)),),
    )
    return _with_sum(of, made, parts)


def _level(of: Measured) -> Receipt:
    claimed, index = of.claimed, of.index_level
    if claimed is None or index is None:
        sentence = _("No level is claimed without an index.")
    elif claimed.number == index.number:
        sentence = _("The index lies in the band of level %(number)s, and all its conditions are met.") % {
            "number": index.number
        }
    else:
        sentence = _(
            "The index lies in the band of level %(number)s; level %(number2)s is the highest of "
            "which, and of every level below, all conditions are met."
        ) % {"number": index.number, "number2": claimed.number}
    return Receipt(
        what=LEVEL,
        kind=LEVEL,
        title=_("Level"),
        value=f"{claimed.number} {claimed.name}" if claimed else None,
        sentence=sentence,
        conditions=gates.gates(of),
        crumbs=_crumbs(of),
        notes=(_("Compared exactly; rounding is for display only. A tie belongs to the upper level."),),
    )


def _pillar(of: Measured, pillar: Pillar) -> Receipt:
    part = of.card.pillars[pillar.id]
    parts = [
        _Part(d.id, d.name, d.weight, of.card.dimensions[d.id].value, _cover(of, [d]))
        for d in pillar.dimensions
    ]
    made = Receipt(
        what=pillar.id,
        kind="pillar",
        title=pillar.name,
        value=optional(of.score_of(pillar.id)),
        sentence=_shown(_("The mean of its dimensions, from 0 to 100."), part.sufficient),
        crumbs=_crumbs(of),
    )
    return _with_sum(of, made, parts)


def _dimension(of: Measured, dimension: Dimension) -> Receipt:
    part, pillar = of.card.dimensions[dimension.id], of.pillar_of[dimension.id]
    parts = [
        _Part(item.id, item.head, item.weight, of.card.items[item.id].points, _why(of, item))
        for item in dimension.items
    ]
    gate = _("From level %(gate)s on it must reach the level's threshold by itself.") % {
        "gate": dimension.gate
    }
    made = Receipt(
        what=dimension.id,
        kind="dimension",
        title=dimension.name,
        value=optional(of.score_of(dimension.id)),
        sentence=_shown(_("The mean of its questions, from 0 to 100."), part.sufficient),
        notes=(gate,) if dimension.gate else (),
        crumbs=_crumbs(of, pillar.id),
    )
    return _with_sum(of, made, parts)


def _item(of: Measured, item: Item) -> Receipt:
    points, level, dimension = of.card.items[item.id].points, of.level_of(item.id), of.scope.dimension_of
    given = of.given.get(item.id)
    formula = f"{STEP} × ({level} − 1) = {fine(points)}" if level and points is not None else ""
    return Receipt(
        what=item.id,
        kind="item",
        title=item.head,
        value=optional(points),
        sentence=item.stem,
        formula=formula,
        answer=AnswerFacts(
            level,
            item.anchors[level - 1] if level else _why(of, item),
            given.proof if given else "",
            item.anchors,
        ),
        notes=(_("Levels 1 to 5 are worth 0, 25, 50, 75 and 100 points."),),
        crumbs=_crumbs(of, of.pillar_of[dimension[item.id]].id, dimension[item.id]),
    )


def _shown(sentence: str, sufficient: bool | None) -> str:
    if sufficient is None:
        return _("Nothing in it applies here.")
    return (
        sentence
        if sufficient
        else _("%(sentence)s Under half is known, so it is not shown as a score.") % {"sentence": sentence}
    )


def _with_sum(of: Measured, made: Receipt, parts: Sequence[_Part]) -> Receipt:
    """Rows, sums and the formula with the numbers put in: Σ w·v / Σ w over the parts that have a value."""
    apart = [part for part in parts if of.shows(part.id)]
    away = [part for part in parts if part not in apart and part.value is not None]
    rows = tuple(_row(of, part) for part in parts)
    if not of.shows(made.what):
        return replace(made, rows=rows, sentence=f"{made.sentence} {_(TOO_FEW)}")
    if away:
        apart.append(_together(away))
        rows += (_row(of, apart[-1]),)
    known = [(part.weight, part.value) for part in apart if part.value is not None]
    value = mean(known)
    if value is None:
        return replace(made, rows=rows)
    weight = sum((w for w, _ in known), Fraction(0))
    total = sum((w * v for w, v in known), Fraction(0))
    terms = " + ".join(f"{fine(w)} × {v}" for w, v in known)
    return replace(
        made,
        rows=rows,
        formula=f"({terms}) ÷ {fine(weight)} = {total} ÷ {fine(weight)} = {value}",
        sums=(
            Sum(_("Sum of the products"), str(total), fine(total)),
            Sum(_("Sum of the weights"), str(weight), fine(weight)),
            Sum(_("Products ÷ weights"), str(value), text(value)),
        ),
    )


def _together(away: Sequence[_Part]) -> _Part:
    """What follows from the sum anyway: the parts that are not shown one by one, as one part."""
    value = mean((part.weight, part.value) for part in away)
    weight = sum((part.weight for part in away), Fraction(0))
    return _Part("", _("These %(n)s together") % {"n": len(away)}, weight, value)


def _row(of: Measured, part: _Part) -> ReceiptRow:
    shown = of.shows(part.id)
    value = part.value if shown else None
    return ReceiptRow(
        label=part.label,
        note=part.note if shown or part.value is None else _("too few answers to show it by itself"),
        weight=None if value is None else fine(part.weight),
        value=None if value is None else fine(value),
        exact=None if value is None else str(value),
        product=None if value is None else fine(part.weight * value),
        url=of.link(part.id) if part.id else None,
    )


def _cover(of: Measured, dimensions: Iterable[Dimension]) -> str:
    scores = [of.card.items[item.id] for dimension in dimensions for item in dimension.items]
    applicable = [score for score in scores if score.coverage is not None]
    known = sum(score.points is not None for score in applicable)
    return (
        _("%(known)s of %(n)s questions known") % {"known": known, "n": len(applicable)}
        if known < len(applicable)
        else ""
    )


def _why(of: Measured, item: Item) -> str:
    """Why an item has no points; empty where it has."""
    score = of.card.items[item.id]
    if score.points is not None:
        return ""
    words = {"DK": _("Don't know"), "NA": _("Not applicable"), "skip": _("Skipped")}
    return words.get(of.mark_of(item.id), _("Not applicable") if score.coverage is None else _("Left blank"))


def _crumbs(of: Measured, *above: str) -> tuple[Link, ...]:
    names = {pillar.id: pillar.name for pillar in of.scope.pillars}
    names |= {id: dimension.name for id, dimension in of.scope.dimensions.items()}
    return (Link(_("Index"), of.link(INDEX)), *(Link(names[id], of.link(id)) for id in above))
