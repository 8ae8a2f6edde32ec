"""The sentence at the top of a result, by fixed rules in a fixed order (DESIGN.md section 7, rule 8)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal

from saying import _, ngettext
from saying.inside import inside

from .gaps import LEADERS, Gap, printed
from .instrument import Instrument
from .levels import Blocker, band, blockers, claimed_level
from .scoring import Scorecard

Rule = Literal["unknown", "held back", "declined", "ahead", "gap", "level"]
APART = Fraction(25, 2)


@dataclass(frozen=True, slots=True)
class Finding:
    """Which rule spoke, about which dimensions, pillars or roles, and the English sentence."""

    rule: Rule
    subjects: tuple[str, ...]
    sentence: str


def finding(
    instrument: Instrument,
    card: Scorecard,
    gaps: Sequence[Gap] = (),
    declined: Sequence[str] = (),
    since: str = "the last round",
) -> Finding:
    """The first of the rules that holds.

    `declined`: pillars that declined reliably (SPEC 3.11) since the round that `since` names, as "March".
    """
    claimed = claimed_level(instrument, card)
    if claimed is None or card.index is None:
        return Finding("unknown", (), _("Too little is known for a result."))
    holding = [blocker for blocker in blockers(instrument, card) if blocker.kind != "index"]
    if holding and claimed < band(instrument, card.index):
        return _held_back(instrument, claimed, holding)
    if declined:
        names = {pillar.id: pillar.name for pillar in instrument.pillars}
        sentence = ngettext(
            "%(names)s has slipped since %(since)s.", "%(names)s have slipped since %(since)s.", len(declined)
        ) % {"names": _listed([names[id] for id in declined]), "since": since}
        return Finding("declined", tuple(declined), sentence)
    return _ahead(instrument, card) or _seen_apart(instrument, gaps) or _level(instrument, claimed)


def _held_back(instrument: Instrument, claimed: int, holding: Sequence[Blocker]) -> Finding:
    """Gates speak before floors; data that lack before a score that is short."""
    kind = "gate" if any(blocker.kind == "gate" for blocker in holding) else "floor"
    own = [blocker for blocker in holding if blocker.kind == kind]
    unknown = [blocker for blocker in own if blocker.have is None]
    subjects = tuple(blocker.subject for blocker in unknown or own)
    names = [instrument.dimensions[id].name for id in subjects]
    if unknown:
        return Finding(
            "held back",
            subjects,
            _("Too little is known about %(names)s.") % {"names": _listed(names, lower=True)},
        )
    said = ngettext(
        "%(names)s holds us at level %(level)s.",
        "%(names)s hold us at level %(level)s.",
        1 if len(names) == 1 and " and " not in names[0] else 2,
    )
    return Finding("held back", subjects, said % {"names": _listed(names), "level": claimed})


def _ahead(instrument: Instrument, card: Scorecard) -> Finding | None:
    """The two pillars furthest apart, if that is half a level or more."""
    scores = {p.id: card.pillars[p.id].score for p in instrument.pillars}
    names = {p.id: p.name for p in instrument.pillars}
    found: list[tuple[Fraction, str, str]] = []
    for one, other in combinations(scores, 2):
        a, b = scores[one], scores[other]
        if a is not None and b is not None and abs(a - b) >= APART:
            found.append((abs(a - b), *((one, other) if a > b else (other, one))))
    if not found:
        return None
    _apart, first, last = max(found, key=lambda pair: pair[0])
    return Finding(
        "ahead",
        (first, last),
        _("%(first)s is running ahead of %(last)s.") % {"first": names[first], "last": inside(names[last])},
    )


def _seen_apart(instrument: Instrument, gaps: Iterable[Gap]) -> Finding | None:
    """The largest notable gap."""
    for gap in printed(gaps):
        roles = {role.id: role.name for role in instrument.roles}
        side = _side(gap.group_a, roles)
        said = (
            _("%(side)s rate %(name)s higher than everyone else.")
            if gap.difference.gap > 0
            else _("%(side)s rate %(name)s lower than everyone else.")
        )
        what = inside(instrument.dimensions[gap.dimension].name)
        return Finding("gap", (gap.dimension, *gap.group_a), said % {"side": side, "name": what})
    return None


def _side(group: Sequence[str], names: Mapping[str, str]) -> str:
    return _("Leaders") if set(group) <= set(LEADERS) else _listed([names[role] for role in group])


def _level(instrument: Instrument, claimed: int) -> Finding:
    return Finding(
        "level",
        (),
        _("We are at level %(level)s, %(name)s.")
        % {"level": claimed, "name": inside(instrument.levels[claimed - 1].name)},
    )


def _listed(names: Sequence[str], lower: bool = False) -> str:
    """Names in one phrase, the first as it is written, the others in small letters."""
    words = [inside(name) if lower or place else name for place, name in enumerate(names)]
    if len(words) == 1:
        return words[0]
    return _("%(names)s and %(last)s") % {"names": ", ".join(words[:-1]), "last": words[-1]}
