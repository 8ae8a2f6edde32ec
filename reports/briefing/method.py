"""The appendix: how the score was made, with this round's numbers put in (SPEC 3 and 4.1)."""

from collections.abc import Iterator
from fractions import Fraction

from readiness.results.figures import fine
from readiness.scoring import mean
from readiness.sensitivity import sensitivity

from .figures import figure
from .pages import Evidence, Formula, Method, Scheme, Trend
from .shape import PartLine, Standing
from .source import Source

LIMITS = (
    "A self-assessment: what people say about their own organisation. It is not an audit and not a"
    " certification, nothing was checked against documents, and it shows no legal compliance.",
    "The interval says how much the result depends on who was asked. It says nothing about bias: all may be"
    " wrong in the same direction.",
    "Weights and gates are a stated judgement, not an estimate. The level uses no weights at all.",
    "The questions have not been validated in a study yet; changes of a few points are not worth acting on.",
)
SOURCES = (
    "Framework: written for this assessment. Related ideas: governance (R1) in NIST AI RMF 1.0 “Govern”, risk"
    " over the life cycle (R2) in “Map, Measure, Manage”; R1 to R3 touch clauses 4 to 10 of ISO/IEC"
    " 42001:2023; C2 the literacy article of the EU AI Act; R3 the OECD AI Principles (2019, revised 2024).",
    "Gates per level: CMMI’s idea of required areas, without its all-or-nothing form.",
    "Agreement: James, Demaree and Wolf (1984); Burke and Dunlap (2002); O’Neill (2017). Change: Jacobson and"
    " Truax (1991). Intervals: delete-one jackknife. Charts: Cleveland and McGill (1984).",
)


def method(source: Source, standing: Standing, pillars: tuple[PartLine, ...], trend: Trend | None) -> Method:
    return Method(
        formulas=tuple(_formulas(source, standing, pillars, trend)),
        schemes=tuple(_schemes(source)),
        rules=tuple(_rules(source)),
        flags=tuple(_flags(source)),
        evidence=tuple(_evidence(source)),
        sources=SOURCES,
        limits=LIMITS,
    )


def _formulas(
    source: Source, standing: Standing, pillars: tuple[PartLine, ...], trend: Trend | None
) -> Iterator[Formula]:
    of = source.of
    yield Formula(
        "Question",
        "Levels 1 to 5 are worth 0, 25, 50, 75 and 100 points; several people: the mean of their points.",
        _item_sum(source),
    )
    yield Formula("Dimension", "The mean of its questions.", _dimension_sum(source))
    yield Formula("Pillar", "The mean of its dimensions.", _pillar_sum(source))
    yield Formula("Index", "The mean of the pillars by their weights.", _index_sum(standing, pillars))
    yield from _judged(source, standing)
    if trend and trend.delta:
        yield Formula(
            "Change",
            "The difference by its standard error; reliable from 1.96, worth saying from 5 points.",
            f"{trend.delta} points since {trend.since}: {trend.verdict}. "
            f"{len(of.scope.items)} questions now; linked scores rest on those that both rounds asked.",
        )


def _judged(source: Source, standing: Standing) -> Iterator[Formula]:
    """What is made of the index: level, coverage, evidence, interval."""
    yield Formula(
        "Level",
        "The highest level of which every condition holds, and every condition of the levels below: the index"
        " and each gating dimension reach its threshold, every other dimension that of the level before.",
        "Thresholds: "
        + ", ".join(f"level {n} from {band.start}" for n, band in enumerate(standing.scale, 1)),
    )
    yield Formula(
        "Coverage",
        "Levels given among levels and don’t knows, averaged upwards with the weights.",
        f"{standing.coverage}; a level is known for {standing.covered} questions. Status: {standing.status}.",
    )
    if standing.evidenced:
        yield Formula(
            "Evidence",
            "As evidenced, an answer of 4 or 5 counts as 3 unless somebody named a document for it.",
            f"As stated {standing.index}, as evidenced {standing.evidenced.index}.",
        )
    if standing.span and source.details.get("se") is not None:
        error = figure(Fraction(source.details["se"]))
        yield Formula(
            "Interval",
            "95 %: the whole sum made again without each person in turn (jackknife).",
            f"Standard error {error} points, {source.people} people: "
            f"{standing.span.low} to {standing.span.high}.",
        )


def _item_sum(source: Source) -> str:
    for id, item in source.of.scope.items.items():
        points = source.of.points_of(id)
        if points is not None:
            return f"{item.head}: 25 × ({fine(points / 25 + 1)} − 1) = {figure(points)}."
    return "No question has a level."


def _dimension_sum(source: Source) -> str:
    """The lowest dimension that has a score, as the example."""
    of = source.of
    scored = [
        (score, id)
        for id in of.card.dimensions
        if (score := of.score_of(id)) is not None and _told(source, id)
    ]
    if not scored:
        return "No dimension has a score."
    value, id = min(scored)
    known = [
        figure(points)
        for item in of.scope.dimensions[id].items
        if (points := of.points_of(item.id)) is not None
    ]
    terms = " + ".join(point.text for point in known)
    return f"{of.scope.dimensions[id].name}: ({terms}) ÷ {len(known)} = {figure(value)}."


def _told(source: Source, dimension: str) -> bool:
    """Whether every part of the sum may be shown."""
    return all(source.of.shows(item.id) for item in source.of.scope.dimensions[dimension].items)


def _pillar_sum(source: Source) -> str:
    of = source.of
    for pillar in of.scope.pillars:
        parts = (pillar.id, *(dimension.id for dimension in pillar.dimensions))
        if any(of.score_of(id) is None for id in parts):
            continue
        values = [of.card.dimensions[dimension.id].value for dimension in pillar.dimensions]
        whole = mean((Fraction(1), value) for value in values)
        if whole is not None:
            terms = " + ".join(figure(value).text for value in values if value is not None)
            known = sum(value is not None for value in values)
            return f"{pillar.name}: ({terms}) ÷ {known} = {figure(whole)}."
    return "No pillar is shown with all its dimensions."


def _index_sum(standing: Standing, pillars: tuple[PartLine, ...]) -> str:
    if standing.index is None:
        return "Too little is known for an index: half of everything, and 70 % of the weight, are needed."
    terms = " + ".join(f"{line.weight} × {line.score}" for line in pillars if line.score)
    return f"{terms} = {standing.index}."


def _schemes(source: Source) -> Iterator[Scheme]:
    of = source.of
    names = {"equal": "All pillars weigh the same"}
    names |= {pillar.id: f"{pillar.name} weighs double" for pillar in of.scope.pillars}
    for name, index in (sensitivity(of.scope, of.card) or {}).items():
        yield Scheme(names[name], figure(index))


def _rules(source: Source) -> Iterator[str]:
    if source.people is None:
        yield "One person answered. There is no interval, no group and no agreement, only this view."
    else:
        yield (
            f"{source.people} people answered, each alone. No individual answer is in this report and nobody,"
            " the owner included, can see one."
        )
        yield (
            "A role group of fewer than five people is pooled with the next smallest, so that nothing can be"
            " worked out by subtraction. How many people chose which level is shown from ten people on."
        )
        if source.kind == "consensus":
            yield "The scores are those that the group agreed on in a session, after answering alone."
        if source.balanced:
            yield "Every role group counts alike: a question’s points are the mean of the groups’ means."
    yield (
        "“Don’t know” lowers coverage, never the score. “Not applicable” leaves the sum. A dimension of which"
        " less than half is known shows no score and fails a gate; its known answers still count above it."
    )
    for id, why in source.excluded.items():
        yield f"Out of scope: {source.excluded_names.get(id, id)}, because: {why}"


def _flags(source: Source) -> Iterator[str]:
    flags = source.details.get("flags") or {}
    straight, fast, without = flags.get("straight"), flags.get("fast"), flags.get("index_without")
    if not straight and not fast:
        return
    counted = []
    if straight:
        counted.append(f"{straight} with twelve equal answers in a row or no variation")
    if fast:
        counted.append(f"{fast} answered under three seconds a question")
    words = f"Sheets that look hasty: {', '.join(counted)}. They are counted."
    if without is not None:
        words += f" Without them the index is {figure(Fraction(without))}."
    yield words


def _evidence(source: Source) -> Iterator[Evidence]:
    """Questions for which somebody named a document; the words only where they may be shown."""
    frozen = source.details.get("items", {})
    for id, item in source.of.scope.items.items():
        if frozen.get(id, {}).get("evidenced") or id in source.notes:
            yield Evidence(id, item.head, source.notes.get(id, ""))
