"""The confidence label of a result and what keeps it from a higher one (SPEC 3.9)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from saying import gettext_noop

from .instrument import Form
from .sheets import CLAIMING, Tally, levels_of

Label = Literal["high", "medium", "low"]
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the label rests on.

    `coverage` 0 to 1. `people` and `roles`: respondents and the role groups they come from. `evidenced`:
    share of the answers of 4 and 5 that have evidence, None without such answers. `agreed`: share of items
    with accepted agreement, None where no item has five raters. `session_roles`: role groups in a consensus
    session, if there was one.
    """

    coverage: Fraction
    people: int
    roles: int
    evidenced: Fraction | None
    agreed: Fraction | None
    form: Form = "full"
    session_roles: int = 0


@dataclass(frozen=True, slots=True)
class Confidence:
    """`reasons`: what keeps it from the next label; they are kept with results, and said when shown."""

    label: Label
    reasons: tuple[str, ...]


def confidence(facts: Facts) -> Confidence:
    """High, medium or low."""
    if low := tuple(_below_medium(facts)):
        return Confidence("low", low)
    medium = tuple(_below_high(facts))
    return Confidence("medium" if medium else "high", medium)


def _below_medium(facts: Facts) -> Iterator[str]:
    if facts.coverage < Fraction(7, 10):
        yield gettext_noop("less than 70 % of the answers are known")
    if facts.people < 5 and facts.session_roles < 3:
        yield gettext_noop("fewer than five people answered")


def _below_high(facts: Facts) -> Iterator[str]:
    if facts.coverage < Fraction(9, 10):
        yield gettext_noop("less than 90 % of the answers are known")
    if facts.people < 10:
        yield gettext_noop("fewer than ten people answered")
    if facts.roles < 3:
        yield gettext_noop("fewer than three role groups answered")
    if facts.evidenced is not None and facts.evidenced < HALF:
        yield gettext_noop("less than half of the answers of level 4 and 5 have evidence")
    if facts.agreed is None or facts.agreed < Fraction(3, 4):
        yield gettext_noop("people agree on less than three quarters of the items")
    if facts.form == "pulse":
        yield gettext_noop("the short form was used")


def evidenced_share(tallies: Mapping[str, Tally], evidence: frozenset[str]) -> Fraction | None:
    """Share, 0 to 1, of the answers of 4 and 5 whose item has evidence; None without such answers."""
    claiming = {id: _claiming(counts) for id, counts in tallies.items()}
    total = sum(claiming.values())
    return Fraction(sum(claiming[id] for id in claiming if id in evidence), total) if total else None


def _claiming(counts: Tally) -> int:
    return sum(count for level, count in levels_of(counts).items() if level >= CLAIMING)
