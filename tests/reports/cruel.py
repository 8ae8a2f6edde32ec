"""Briefings as nobody hopes for them: long words in every place, nothing shown, everything missed."""

from dataclasses import replace
from functools import cache

from reports import places
from reports.briefing.edits import Edits
from reports.briefing.making import briefing
from reports.briefing.pages import Blocker, Briefing
from reports.briefing.source import Source
from reports.pdf import typesetting
from reports.slides import deck
from tests.readiness.panels import realistic
from tests.reports import sample
from tests.reports.sources import SEPTEMBER, board, one_person, panel, sheets, source

LONG = (
    "The International Federation of Independent Industrial Manufacturing, Logistics and Professional"
    " Services Companies of the Northern and Western Provinces, with Subsidiaries and Joint Undertakings"
    " Worldwide"
)[:200]
GERMAN = (
    "Norddeutsche Versicherungsaktiengesellschaft für Wirtschaftsprüfungsgesellschaften,"
    " Donaudampfschifffahrtsbetriebe und Grundstücksverkehrsgenehmigungszuständigkeiten in Übersee"
)
RIGHT_TO_LEFT = "شركة النور للاستثمار والتطوير الصناعي المحدودة"
SIXTY = {"board": 8, "exec": 10, "business": 16, "tech": 14, "risk": 12}


def full_of(words: str) -> Briefing:
    """The words wherever somebody may write, as long as the place takes them."""
    there = board()
    whole = " ".join([words] * 4)
    edits = {place.name: whole[: place.most].strip() for place in places.places(briefing(there))}
    before = replace(there.past[0], name=whole[:80].strip())
    named = replace(there, subject=words[:200], title=whole[:80].strip(), past=(before,))
    return briefing(replace(named, edits=Edits(edits)))


def suppressed() -> Source:
    """Seven people, of whom fewer than five say anything of any question."""
    people = {"exec": 3, "tech": 4}
    return source(
        panel(
            sheets(lambda n, role, item: 3 if (n * 3 + int(item.id[-1])) % 7 < 2 else "DK", people), SEPTEMBER
        )
    )


def twelve_blockers() -> Briefing:
    """Every condition of the next level fails, each with five questions behind it."""
    of = briefing(board())
    level = of.standing.next_level.number
    steps = tuple(sample.step(id) for id in ("R1.1", "R1.2", "R2.1", "C1.1", "F1.1"))
    missed = [
        replace(cell, state="missed", short=cell.short or sample.figure(3))
        for line in of.gates
        for cell in line.cells
        if cell.level.number == level
    ]
    said = "From level {} on, {} must reach {} by itself; it is {}."
    return replace(
        of,
        blockers=tuple(
            Blocker(
                c, "responsibility", said.format(level, c.name.lower(), c.need, c.have), "Executives", steps
            )
            for c in missed
        ),
    )


CRUEL = {
    "sample": lambda: briefing(board()),
    "long": lambda: full_of(LONG),
    "German": lambda: full_of(GERMAN),
    "right to left": lambda: full_of(RIGHT_TO_LEFT),
    "hostile": sample.hostile,
    "sixty": lambda: briefing(source(panel(sheets(realistic(9), SIXTY), SEPTEMBER), invited=75)),
    "suppressed": lambda: briefing(suppressed()),
    "one answer": lambda: briefing(one_person(level=None, S1_1=3)),
    "nothing known": lambda: briefing(one_person(level="DK")),
    "twelve blockers": twelve_blockers,
    "lowest": lambda: briefing(one_person(level=1)),
    "top": lambda: briefing(one_person(level=5)),
}


@cache
def pdf(name: str) -> bytes:
    """The A4 file, made once."""
    return typesetting.made(CRUEL[name](), "a4")


@cache
def slides(name: str) -> bytes:
    return deck.made(CRUEL[name]())
