"""What people answered for themselves before a consensus session, as counts: three statements in all."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from .models import Answer, Result, Round
from .results.marking import is_asked
from .sheets import UNKNOWN, Tally
from .spread import Spread, spread


@dataclass(frozen=True, slots=True)
class Blind:
    """`people` who answered, the `roles` they have, and whether all agreed that the spread is shown.

    `wide`: items whose spread the frozen details show anyway, since ten people or more gave a level.
    """

    people: int
    roles: int
    everyone_agreed: bool
    spreads: Mapping[str, Spread]
    wide: frozenset[str] = frozenset()

    def may_reveal(self, item: str) -> bool:
        """RULINGS 6: from ten people on, or if all participants agreed before they answered."""
        return self.spreads[item].people > 0 and (self.everyone_agreed or item in self.wide)


def blind_answers(session: Round) -> Blind:
    """Of the submitted sheets of a closed round."""
    sheets = session.sheets.submitted().order_by()
    agreed = Count("pk", filter=Q(spread_agreed=True))
    rows = sheets.values_list("role").annotate(n=Count("pk"), agreed=agreed)
    roles = {role: (n, agreed) for role, n, agreed in rows}
    people = sum(n for n, _ in roles.values())
    tallies = _tallies(session, {role: n for role, (n, _) in roles.items()})
    return Blind(
        people=people,
        roles=len(roles),
        everyone_agreed=people > 0 and sum(agreed for _, agreed in roles.values()) == people,
        spreads={id: spread(counts) for id, counts in tallies.items()},
        wide=_wide(session),
    )


def _wide(session: Round) -> frozenset[str]:
    """What may be shown is decided once, beside the scores: readiness.details."""
    frozen = Result.objects.filter(round=session).values_list("details", flat=True).first() or {}
    items = frozen.get("items", {}).items()
    return frozenset(id for id, item in items if item.get("levels") is not None)


def _tallies(session: Round, people: Mapping[str, int]) -> dict[str, Tally]:
    """By item in scope; what somebody who was asked left open counts as a don't know (SPEC 3.3)."""
    scope = session.part_for(session.form)
    tallies: dict[str, Tally] = {id: Counter() for id in scope.items}
    given = Answer.objects.filter(sheet__round=session, sheet__submitted_at__isnull=False)
    counted = given.exclude(mark=Answer.Mark.SKIPPED).order_by()
    for item, role, level, mark, n in counted.values_list("item", "sheet__role", "level", "mark").annotate(
        n=Count("pk")
    ):
        if item in tallies:
            tallies[item][role, level if level is not None else mark] += n
    for id, counts in tallies.items():
        for role, n in people.items():
            if is_asked(scope.items[id], role):
                answered = sum(count for (of, _), count in counts.items() if of == role)
                counts[role, UNKNOWN] += n - answered
    return tallies
