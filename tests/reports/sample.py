"""A briefing of twelve made-up people for tests of single files; the real ones come from `briefing_for`."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

from readiness.levels import band, claimed_level, failing
from readiness.results.figures import text
from readiness.rounds import Result
from readiness.scoring import PartScore
from reports.briefing import pages, shape
from reports.briefing.figures import percent
from reports.briefing.shape import Figure, Level, Span, Words
from tests.readiness.building import FULL, answers, person, scored

SLUGS = {"S": "strategy", "C": "culture", "R": "responsibility", "F": "technology"}
PILLARS = {pillar.id: pillar.name for pillar in FULL.pillars}
PEOPLE = (
    ("exec", {"S": 4, "C": 3, "R": 3, "F": 3}),
    ("exec", {"S": 4, "C": 4, "R1": 3, "R": 2, "F": 3}),
    ("board", {"S": 4, "C": 3, "R": 2, "F": 4}),
    ("board", {"S": 5, "C": 3, "R": 2, "F": 3}),
    ("exec", {"S": 4, "C2": 5, "C": 3, "R": 3, "F": 3}),
    ("staff", {"S": 3, "C": 2, "R": 2, "F": 3, "R1_2": "DK"}),
    ("staff", {"S": 2, "C": 2, "R": 1, "F": 3}),
    ("staff", {"S": 3, "C1": 1, "C": 2, "R": 2, "F": 2}),
    ("staff", {"S": 3, "C": 2, "R": 2, "F": 3}),
    ("staff", {"S": 2, "C": 3, "R": 1, "F2": "DK", "F": 3}),
    ("tech", {"S": 3, "C": 3, "R": 2, "F": 4}),
    ("tech", {"S": 3, "C": 2, "R": 3, "F": 4}),
)


def figure(value: Fraction | int | None) -> Figure | None:
    return None if value is None else Figure(Fraction(value), text(Fraction(value)))


def level(number: int | None) -> Level | None:
    if number is None:
        return None
    found = FULL.levels[number - 1]
    return Level(number, found.name, found.text)


@cache
def result() -> Result:
    return scored(FULL, *(person(answers(FULL, 3, **given), role) for role, given in PEOPLE))


def words(said: str, drafted: str = "") -> Words:
    return Words(said, drafted or said)


def span(id: str) -> Span | None:
    found = result().intervals.get(id)
    if found is None:
        return None
    ends = [Fraction(end).limit_denominator(10_000) for end in (found.low, found.high)]
    return Span(figure(ends[0]), figure(ends[1]), "interval")


def part(
    id: str, name: str, pillar: str, weight: Fraction, found: PartScore, gate: int | None = None
) -> object:
    missed = id in {one.subject for one in failing(FULL, result().card, 3)}
    return shape.PartLine(
        id=id,
        name=name,
        pillar=PILLARS[pillar],
        slug=SLUGS[pillar],
        weight=Figure(weight, f"{float(weight):g}"),
        score=figure(found.score),
        before=figure(found.score - 6) if found.score else None,
        span=span(id),
        coverage=percent(found.coverage),
        covered="all questions known",
        sufficient=found.sufficient,
        gate=gate,
        missed=missed,
        marked=id == "R1",
    )


def about() -> shape.About:
    return shape.About(
        id="00000000-0000-4000-8000-0000000000aa",
        kind="panel",
        subject=words("Harbour & Sons"),
        title="Leadership round",
        indicative=False,
        instrument=FULL.id,
        instrument_title=FULL.title,
        instrument_hash=FULL.fingerprint,
        result_hash="5f" * 32,
        product="Soundings",
        opened_on=date(2026, 2, 2),
        closed_on=date(2026, 3, 6),
        when="6 March 2026",
        people=12,
        invited=15,
        groups=(shape.Group(("board", "exec"), "Board and executives", 5),),
        cuts=(),
        balanced=False,
    )


def standing() -> shape.Standing:
    card, scope = result().card, FULL
    claimed = level(claimed_level(scope, card))
    starts = [each.start for each in scope.levels]
    scale = tuple(
        shape.Band(level(n), figure(start), figure(end), n == claimed.number, n == band(scope, card.index))
        for n, (start, end) in enumerate(zip(starts, [*starts[1:], Fraction(100)], strict=True), 1)
    )
    return shape.Standing(
        finding=words("Governance holds us at level 2"),
        rule="held back",
        subjects=("R1",),
        meaning=claimed.text,
        summary=(f"The index is {text(card.index)} of 100.", "Conditions that are not met hold the level."),
        status=card.status,
        index=figure(card.index),
        index_level=level(band(scope, card.index)),
        claimed=claimed,
        next_level=level(claimed.number + 1),
        held_back=True,
        span=span("index"),
        unknown=None,
        evidenced=shape.Evidenced(figure(card.index - 3), claimed, True),
        confidence=shape.Confidence("medium", ("no evidence was named",)),
        coverage=percent(card.whole.coverage),
        covered="36 of 36",
        scale=scale,
    )


def heatmap() -> tuple[shape.HeatGroup, ...]:
    return tuple(
        shape.HeatGroup(d.id, d.name, pillar.name, SLUGS[pillar.id], tuple(line(item) for item in d.items))
        for pillar in FULL.pillars
        for d in pillar.dimensions
    )


def line(item: object) -> shape.HeatLine:
    score, spread = result().card.items[item.id], result().agreements.get(item.id)
    mean = score.points / 25 + 1
    return shape.HeatLine(
        id=item.id,
        head=item.head,
        stem=item.stem,
        points=figure(score.points),
        level=figure(mean),
        step=round(float(mean)),
        counts=(1, 5, 4, 2, 0),
        unknown=percent(1 - score.coverage),
        mark="",
        evidence=item.id.startswith("S"),
        divided=False,
        ad=figure(Fraction(spread.ad)) if spread else None,
        rwg=figure(Fraction(spread.rwg)) if spread else None,
        anchor=item.anchors[1],
    )


def gates() -> tuple[shape.GateLine, ...]:
    card = result().card
    rows = [("index", "Index", card.index)]
    rows += [(id, d.name, card.dimensions[id].score) for id, d in FULL.dimensions.items()]
    return tuple(
        shape.GateLine(id, name, figure(have), tuple(condition(n, id, name, have) for n in range(2, 6)))
        for id, name, have in rows
    )


def condition(number: int, id: str, name: str, have: Fraction) -> shape.Condition:
    need = FULL.threshold(number)
    state = "met" if have >= need else "missed"
    return shape.Condition(
        level(number), id, name, "index" if id == "index" else "gate", figure(need), figure(have), state,
        figure(need - have) if state == "missed" else None,
    )  # fmt: skip


def step(id: str) -> shape.Step:
    item = FULL.items[id]
    return shape.Step(
        id, item.head, FULL.dimension_of[id], figure(2), 3, item.anchors[1], item.steps[1], "Executives",
        item.show, figure(Fraction(5, 4)),
    )  # fmt: skip


def plan() -> tuple[pages.Period, ...]:
    def entry(number: int, id: str, said: str = "") -> pages.PlanLine:
        found = FULL.items[id]
        action = words(said, found.steps[1]) if said else words(found.steps[1])
        return pages.PlanLine(f"{number}-{id}", id, action, words("Executives"), words(found.show))

    return (
        pages.Period(
            30, "In 30 days", date(2026, 4, 5), (entry(30, "R1.1", "Name one owner"), entry(30, "R1.2"))
        ),
        pages.Period(60, "In 60 days", date(2026, 5, 5), (entry(60, "C1.1"), entry(60, "C2.2"))),
        pages.Period(90, "In 90 days", date(2026, 6, 4), (entry(90, "F1.1"),)),
        pages.Period(0, "Next period", None, (entry(0, "F2.1"),)),
    )


def alignment() -> pages.Alignment:
    interval = Span(figure(4), figure(26), "interval")
    gaps = tuple(
        pages.GapLine(
            id, d.name, figure(60 - 2 * n), figure(45 - n), figure(15 - n), interval,
            n < 3,
        )
        for n, (id, d) in enumerate(FULL.dimensions.items())
    )  # fmt: skip
    sides = (pages.Side("Board and executives", 5), pages.Side("Everyone else", 7))
    notable = ("Board and executives see direction 15.0 points higher than everyone else.",)
    return pages.Alignment(
        "", sides, gaps, (), notable, heatmap()[0].lines[:2], "Answers differ by 0.8 level."
    )


def trend() -> pages.Trend:
    before, after = Fraction(72, 2), result().card.index
    points = tuple(
        pages.TrendPoint(f"round-{n}", when, day, 12, figure(value), figure(value), None, level(2))
        for n, (when, day, value) in enumerate(
            [("September 2025", date(2025, 9, 5), before), ("March 2026", date(2026, 3, 6), after)]
        )
    )
    return pages.Trend(
        points,
        "September 2025",
        figure(after - before),
        "no reliable change",
        "The index moved.",
        "",
        (),
        (),
    )


def asked(said: str, owner: str, drafted: str = "") -> pages.Decision:
    why = "Governance is 28.1, and 37.5 is needed."
    return pages.Decision(words(said, drafted), why, words(owner), words("30 April 2026"))


def lesson(id: str) -> pages.Lesson:
    units = (pages.Unit("Fund in stages", 6, "/learn/strategy/fund-in-stages/"),)
    why = "The panel stands at level 2."
    return pages.Lesson(id, FULL.items[id].head, FULL.items[id].topic, "Executives", why, units)


def blocker() -> pages.Blocker:
    said = "From level 3 on, governance must reach 37.5 by itself."
    steps = (step("R1.1"), step("R1.2"))
    return pages.Blocker(gates()[7].cells[1], "responsibility", said, "Executives", steps)


def method() -> pages.Method:
    return pages.Method(
        formulas=(pages.Formula("Index", "Weighted mean of the pillars.", "0.30 · 53.1 + …"),),
        schemes=(pages.Scheme("All pillars weigh the same", figure(41)),),
        rules=("Nothing is shown under five people.",),
        flags=(),
        evidence=(),
        sources=("Soundings readiness framework",),
        limits=("A self-assessment, not an audit or certification; it shows no legal compliance.",),
    )


@cache
def briefing() -> pages.Briefing:
    """The same object for every test; make another one with `replace`."""
    card = result().card
    parts = [
        part(d.id, d.name, pillar.id, d.weight, card.dimensions[d.id], d.gate)
        for pillar in FULL.pillars
        for d in pillar.dimensions
    ]
    return pages.Briefing(
        about=about(),
        stamp=shape.Stamp(2, None, date(2026, 3, 9), "K7QD-2MHX", "https://example.org/check/K7QD-2MHX/"),
        standing=standing(),
        decisions=(
            asked("Name one owner for AI risk", "Chair"),
            asked("Fund two stages", "Chief financial officer", "Fund in stages"),
        ),
        pillars=tuple(part(p.id, p.name, p.id, p.weight, card.pillars[p.id]) for p in FULL.pillars),
        profile=tuple(sorted(parts, key=lambda each: -each.score.value)),
        heatmap=heatmap(),
        gates=gates(),
        path=pages.Path("plan", level(3), figure(Fraction(51)), (step("R1.1"), step("R1.2"))),
        blockers=(blocker(),),
        risks=(step("R2.1"),),
        alignment=alignment(),
        lessons=(lesson("R1.1"),),
        lessons_by_role=(),
        plan=plan(),
        trend=trend(),
        method=method(),
    )


HOSTILE = "=1+1 <b>&amp; \x07\u202e" + "م" * 150 + "🙂" * 40 + "]]>"


def hostile() -> pages.Briefing:
    """The same with 300 characters of Arabic, emoji and markup wherever somebody may write."""
    bad, of = words(HOSTILE), briefing()
    return replace(
        of,
        about=replace(of.about, subject=bad, title=HOSTILE),
        standing=replace(of.standing, finding=bad),
        decisions=tuple(replace(each, ask=bad, owner=bad, by=bad) for each in of.decisions),
        plan=tuple(
            replace(period, lines=tuple(replace(e, action=bad, owner=bad, proof=bad) for e in period.lines))
            for period in of.plan
        ),
    )
