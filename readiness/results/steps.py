"""Next steps: what leads to the next level on an item, and which items a blocker is about (SPEC 4.1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from readiness.instrument import TOP
from readiness.levels import INDEX, Kind
from readiness.levels import Blocker as Failing
from readiness.scoring import Scorecard, item_shares, points
from saying import _
from saying.inside import inside

from .figures import optional, text
from .measured import LevelName, Measured

MOST = 5


@dataclass(frozen=True, slots=True)
class Step:
    """From the level answered, with its anchor, `to` the next one by what `text` says.

    Without an answer, or at the top, `to` and `gain` (points of index) are None and `text` is empty.
    """

    item: str
    head: str
    level: int | None
    to: int | None
    anchor: str
    text: str
    roles: str
    show: str
    gain: str | None
    receipt_url: str


@dataclass(frozen=True, slots=True)
class Blocker:
    """A failing condition of the next level: points needed, had and missing, and what to do about it."""

    subject: str
    name: str
    kind: Kind
    level: LevelName
    need: str
    have: str | None
    missed_by: str | None
    slug: str
    sentence: str
    steps: tuple[Step, ...]
    receipt_url: str


def step(of: Measured, id: str, shares: dict[str, Fraction] | None = None) -> Step:
    item, level = of.scope.items[id], of.level_of(id)
    to = level + 1 if level is not None and level < TOP else None
    share = (item_shares(of.scope, of.card) if shares is None else shares).get(id)
    return Step(
        item=id,
        head=item.head,
        level=level,
        to=to,
        anchor=item.anchors[level - 1] if level else "",
        text=item.steps[to - 2] if to else "",
        roles=", ".join(of.asked(item)),
        show=item.show,
        gain=optional(share * (points(to) - (of.points_of(id) or 0)) if share is not None and to else None),
        receipt_url=of.link(id),
    )


def steps(of: Measured, items: Iterable[str]) -> tuple[Step, ...]:
    shares = item_shares(of.scope, of.card)
    return tuple(step(of, id, shares) for id in items)


def blockers(of: Measured, card: Scorecard, failing: Iterable[Failing]) -> Iterator[Blocker]:
    """A card for each failing condition, against a scorecard of the same scope."""
    for one in failing:
        yield Blocker(
            subject=one.subject,
            name=of.subject_name(one.subject),
            kind=one.kind,
            level=of.level_named(one.level),
            need=text(one.need),
            have=optional(one.have) if of.shows(one.subject) else None,
            missed_by=optional(one.shortfall) if of.shows(one.subject) else None,
            slug="" if one.subject == INDEX else of.pillar_of[one.subject].slug,
            sentence=_sentence(of, one),
            steps=steps(of, _towards_index(of) if one.subject == INDEX else _towards(of, card, one)),
            receipt_url=of.link(one.subject),
        )


def _sentence(of: Measured, one: Failing) -> str:
    name, level = of.subject_name(one.subject), _("level %(level)s") % {"level": one.level}
    if not of.shows(one.subject):
        return _(
            "%(name)s is not yet where %(level)s needs it. Too few people answered to show its score."
        ) % {"name": name, "level": level}
    if one.have is None:
        return _(
            "%(name)s: too few answers are known. From %(level)s on it must reach %(value)s by itself."
        ) % {"name": name, "level": level, "value": text(one.need)}
    if one.kind == "index":
        return _("The index must reach %(value)s for %(level)s; it is %(value2)s.") % {
            "value": text(one.need),
            "level": level,
            "value2": text(one.have),
        }
    if one.kind == "gate":
        return _("From %(level)s on, %(lower)s must reach %(value)s by itself; it is %(value2)s.") % {
            "level": level,
            "lower": inside(name),
            "value": text(one.need),
            "value2": text(one.have),
        }
    return _("For %(level)s nothing may lag by more than one level: %(lower)s needs %(value)s.") % {
        "level": level,
        "lower": inside(name),
        "value": text(one.need),
    }


def _towards(of: Measured, card: Scorecard, one: Failing) -> list[str]:
    """The dimension's items that keep it under what is needed: unanswered ones first, then the lowest."""
    found: list[tuple[Fraction, str]] = []
    for item in of.scope.dimensions[one.subject].items:
        score = card.items[item.id]
        if score.coverage is None:
            continue
        known = score.points if of.shows(item.id) else None
        reached = Fraction(-1) if known is None else known
        if reached < points(one.level):
            found.append((reached, item.id))
    return [id for _, id in sorted(found)]


def _towards_index(of: Measured) -> list[str]:
    plan = of.scores["what_if"]
    return list(plan["plan"] if plan else of.scores["learning"])[:MOST]
