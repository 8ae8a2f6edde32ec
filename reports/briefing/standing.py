"""Page 1 of a briefing: whose measurement it is, and where it stands (SPEC 4.1, no. 1)."""

from collections.abc import Iterator
from fractions import Fraction

from readiness.confidence import Facts, confidence
from readiness.finding import finding
from readiness.gaps import Difference, Gap
from readiness.levels import INDEX
from readiness.results.comparison import Comparison
from readiness.results.figures import kept
from readiness.results.measured import Measured
from readiness.results.parts import covered
from saying.inside import inside

from .figures import day, figure, frozen, index_of, listed, named, percent, span_of
from .shape import About, Band, Confidence, Cut, Evidenced, Group, Span, Standing
from .source import Source

AXIS = Fraction(100)
MANY = 10
ONE_PERSON = "One person’s view"


def about(source: Source) -> About:
    """Who, when, with what."""
    of = source.of
    return About(
        id=source.id,
        kind=source.kind,
        subject=source.edits.over("subject", source.subject or ONE_PERSON),
        title=source.title,
        indicative=of.scope.form == "pulse",
        instrument=of.scope.id,
        instrument_title=of.scope.title,
        instrument_hash=source.instrument_hash,
        result_hash=source.result_hash,
        product=source.product,
        opened_on=source.opened_on,
        closed_on=source.closed_on,
        when=day(source.closed_on),
        people=source.people,
        invited=source.invited,
        groups=groups(source),
        cuts=tuple(Cut(id, source.excluded_names.get(id, id), why) for id, why in source.excluded.items()),
        balanced=source.balanced,
    )


def groups(source: Source) -> tuple[Group, ...]:
    """The role groups as they were pooled, largest first."""
    found = [
        Group(tuple(group["roles"]), called(source.of, group["roles"]), group["people"])
        for group in source.details.get("roles", ())
    ]
    return tuple(sorted(found, key=lambda group: -group.people))


def called(of: Measured, roles: tuple[str, ...] | list[str]) -> str:
    names = {role.id: role.name for role in of.scope.roles}
    words = [names.get(role, role) for role in roles]
    return listed([words[0], *(inside(word) for word in words[1:])])


def gaps(source: Source) -> list[Gap]:
    """The perception gaps that may be shown, as they were frozen."""
    return [
        Gap(
            tuple(gap["group_a"]),
            tuple(gap["group_b"]),
            gap["dimension"],
            Difference(kept(gap["gap"]) or Fraction(0), gap["low"], gap["high"]),
        )
        for gap in source.details.get("gaps", ())
    ]


def standing(source: Source, since: Comparison | None) -> Standing:
    of, scores = source.of, source.of.scores
    declined, named_so = (since.declined, since.before.name) if since else ((), "")
    found = finding(of.scope, of.card, gaps(source), declined, named_so)
    claimed, level = named(of.scope, scores["claimed_level"]), named(of.scope, scores["index_level"])
    following = of.next_level
    shown = of.shows(INDEX)
    unknown, interval = _unknown(of) if shown else None, span_of(scores["interval"]) if shown else None
    return Standing(
        finding=source.edits.over("finding", found.sentence),
        rule=found.rule,
        subjects=found.subjects,
        meaning=f"Level {claimed.number}, {claimed.name}: {claimed.text}" if claimed else "",
        summary=tuple(_summary(source, unknown, interval)),
        status=scores["status"],
        index=index_of(of),
        index_level=level,
        claimed=claimed,
        next_level=named(of.scope, following.number) if following else None,
        held_back=bool(claimed and level and claimed.number < level.number),
        span=interval,
        unknown=unknown,
        evidenced=_evidenced(of) if shown else None,
        confidence=_confidence(source),
        coverage=percent(of.card.whole.coverage or Fraction(0)),
        covered=covered(of, list(of.scope.items)),
        scale=tuple(_scale(of)),
    )


def _unknown(of: Measured) -> Span | None:
    ends = of.scores["range"]
    if ends is None or ends[0] == ends[1]:
        return None
    low, high = frozen(ends[0]), frozen(ends[1])
    return Span(low, high, "unknown") if low and high else None


def _summary(source: Source, unknown: Span | None, interval: Span | None) -> Iterator[str]:
    """What the finding means in figures, and how sure it is."""
    of = source.of
    index, level, claimed = index_of(of), of.index_level, of.claimed
    if index is None or level is None or claimed is None:
        if source.people is None:
            yield f"A level is known for {covered(of, list(of.scope.items))} questions, too few for an index."
        else:
            share = percent(of.card.whole.coverage or Fraction(0))
            yield f"{share} of what was asked is known, too little for an index."
    elif claimed.number < level.number:
        yield (
            f"The index is {index} of 100, in the band of level {level.number}, {inside(level.name)}. "
            f"Conditions that are not met hold the claimed level at {claimed.number}, {inside(claimed.name)}."
        )
    else:
        yield f"The index is {index} of 100, and every condition of level {level.number} is met."
    if index is not None and interval:
        yield f"With other people asked, it would probably lie between {interval.low} and {interval.high}."
    if index is not None and unknown:
        yield f"What is not known leaves it anywhere between {unknown.low} and {unknown.high}."


def _evidenced(of: Measured) -> Evidenced | None:
    found, scores = of.scores["evidenced"], of.scores
    index = frozen(found["index"])
    if index is None:
        return None
    differs = (found["index"], found["claimed_level"]) != (scores["index"], scores["claimed_level"])
    return Evidenced(index, named(of.scope, found["claimed_level"]), differs)


def _confidence(source: Source) -> Confidence:
    """The frozen label, with the reasons that were frozen beside it."""
    of = source.of
    reasons = source.details.get("confidence_reasons")
    if reasons is None:
        coverage = of.card.whole.coverage or Fraction(0)
        alone = source.kind != "consensus"
        # What a session agreed on is as sure as many people of many roles, but it is one sheet.
        many = 1 if alone else MANY
        reasons = confidence(
            Facts(coverage, many, many, None, None if alone else Fraction(1), of.scope.form)
        ).reasons
        reasons = reasons if alone else (*reasons, "one sheet was agreed on, in a session")
    return Confidence(of.scores["confidence"], tuple(reasons))


def _scale(of: Measured) -> Iterator[Band]:
    starts = [level.start for level in of.scope.levels]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], AXIS], strict=True), start=1):
        level = named(of.scope, number)
        assert level is not None, "a number names a level"
        claimed, index = of.scores["claimed_level"], of.scores["index_level"]
        yield Band(level, figure(start), figure(end), number == claimed, number == index)
