"""A whole round scored: everything SPEC 3 says about it, in one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .agreement import Agreement, agreement, share_accepted
from .anonymity import pooled
from .confidence import Confidence, Facts, confidence, evidenced_share
from .gaps import Gap, perception_gaps
from .instrument import Instrument
from .interval import Interval, jackknife
from .learning import learn_first
from .round_data import RoundData
from .scoring import Scorecard, dont_know_range, roll_up, score_items
from .sheets import Sheet, Tally, artefacts, as_evidenced, levels_of, tally
from .whatif import AnswerFirst, OutOfReach, Plan, shortest_plan


@dataclass(frozen=True, slots=True)
class Result:
    """`scope` is the part of the instrument that was measured; `card` as stated, `evidenced` as evidenced.

    `range`: the don't-know range; `intervals` of what the card shows, by id and "index"; `groups`: role ids
    as pooled; `plan`: the shortest way to the next level; `learning`: items to learn first.
    """

    scope: Instrument
    tallies: Mapping[str, Tally]
    card: Scorecard
    evidenced: Scorecard
    range: tuple[Fraction, Fraction] | None
    intervals: Mapping[str, Interval]
    agreements: Mapping[str, Agreement | None]
    groups: Sequence[Sequence[str]]
    gaps: Sequence[Gap]
    confidence: Confidence
    plan: Plan | AnswerFirst | OutOfReach | None
    learning: Sequence[str]


def score(instrument: Instrument, data: RoundData, session_roles: int = 0) -> Result:
    """The result of a round. `session_roles`: role groups in a consensus session (SPEC 2.6), if any."""
    scope = in_scope(instrument, data)
    tallies = tally(scope, data.sheets)
    card = roll_up(scope, score_items(tallies, data.balanced))
    applicable = {id: tallies[id] for id, score in card.items.items() if score.coverage is not None}
    evidence = artefacts(data.sheets)
    agreements = {id: agreement(levels_of(counts)) for id, counts in applicable.items()}
    groups = pooled(_sizes(data.sheets), scope.role_ids)
    facts = Facts(
        coverage=card.whole.coverage or Fraction(0),
        people=len(data.sheets),
        roles=len(_sizes(data.sheets)),
        evidenced=evidenced_share(applicable, evidence),
        agreed=share_accepted(agreements.values()),
        form=scope.form,
        session_roles=session_roles,
    )
    return Result(
        scope=scope,
        tallies=tallies,
        card=card,
        evidenced=roll_up(scope, score_items(as_evidenced(tallies, evidence), data.balanced)),
        range=dont_know_range(scope, card.items),
        intervals=jackknife(scope, data.sheets, tallies, card, data.balanced),
        agreements=agreements,
        groups=groups,
        gaps=perception_gaps(scope, data.sheets, groups, tallies.keys() - applicable.keys()),
        confidence=confidence(facts),
        plan=shortest_plan(scope, card),
        learning=learn_first(scope, card),
    )


def in_scope(instrument: Instrument, data: RoundData) -> Instrument:
    """Without the dimensions taken out; the pulse if exactly its items were asked."""
    scope = instrument.without(data.excluded)
    asked = {id for sheet in data.sheets for id in sheet.answers if id in scope.items}
    return pulse if asked == (pulse := scope.pulse()).items.keys() else scope


def _sizes(sheets: Sequence[Sheet]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for sheet in sheets:
        sizes[sheet.role] = sizes.get(sheet.role, 0) + 1
    return sizes
