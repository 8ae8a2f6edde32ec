"""The places of a report that its owner may edit, as a form shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .briefing.edits import length_of
from .briefing.pages import Briefing, Decision, Period
from .briefing.shape import Words

LABELS = {
    "ask": gettext_lazy("Decision"),
    "owner": gettext_lazy("Owner"),
    "by": gettext_lazy("Date"),
    "action": gettext_lazy("Action"),
    "proof": gettext_lazy("What will prove it"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One field: its name, what it is called, the words in it, and the words that were drafted."""

    name: str
    label: str
    words: Words
    most: int

    @property
    def long(self) -> bool:
        return self.most > 160


@dataclass(frozen=True, slots=True)
class Part:
    """Fields under one heading."""

    title: str
    says: str
    rows: tuple[tuple[Place, ...], ...]


def _place(name: str, label: str, words: Words) -> Place:
    return Place(name, label, words, length_of(name))


def parts(briefing: Briefing) -> tuple[Part, ...]:
    """Everything that may be edited, in the order of the report."""
    head = [_place("finding", _("Finding"), briefing.standing.finding)]
    if briefing.about.kind == "individual":
        head.append(_place("subject", _("Whom the report is about"), briefing.about.subject))
    decisions = tuple(_decision(number, one) for number, one in enumerate(briefing.decisions, start=1))
    return (
        Part(_("Page 1"), _("The sentence at the top of everything."), ((*head,),)),
        Part(_("Decisions asked of the board"), _("Three, each with an owner and a date."), decisions),
        *(_period(period) for period in briefing.plan),
    )


def _decision(number: int, of: Decision) -> tuple[Place, ...]:
    given = {"ask": of.ask, "owner": of.owner, "by": of.by}
    return tuple(
        _place(f"decision-{number}-{key}", f"{LABELS[key]} {number}" if key == "ask" else LABELS[key], words)
        for key, words in given.items()
    )


def _period(period: Period) -> Part:
    rows = tuple(
        tuple(
            _place(f"plan-{line.key}-{key}", LABELS[key], words)
            for key, words in (("action", line.action), ("owner", line.owner), ("proof", line.proof))
        )
        for line in period.lines
    )
    return Part(_(period.title), _("Drafted from the shortest path to the next level."), rows)


def places(briefing: Briefing) -> Iterator[Place]:
    for part in parts(briefing):
        for row in part.rows:
            yield from row


def edits_in(briefing: Briefing, sent: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What differs from the draft, and the faults by place. An emptied field means: as drafted."""
    words: dict[str, str] = {}
    faults: dict[str, str] = {}
    for place in places(briefing):
        text = " ".join(sent.get(place.name, place.words.text).split())
        if len(text) > place.most:
            faults[place.name] = _("At most %(most)s characters; these are %(n)s.") % {
                "most": place.most,
                "n": len(text),
            }
        if text and text != place.words.drafted:
            words[place.name] = text
    return words, faults
