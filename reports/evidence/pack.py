"""An evidence pack as plain values, and what may be counted of people who did not agree to be named."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from courses.record import Shelved
from saying import gettext_noop

from .quarters import Quarter

FEWEST = 5
ROLES = {"owner": "Owner", "admin": "Administrator", "member": "Member"}
# Said in English in the files, which are records, and in the reader's language on the page.
NOTES = (
    gettext_noop(
        "A line has a name only where that person agreed, to this organisation, and has not taken it back."
        " Results, attempts and failed checks are never part of a pack."
    ),
    gettext_noop(
        "“Assessed: yes” means that a check was passed. Minutes are what each unit states, not time that was"
        " measured."
    ),
    gettext_noop(
        "It shows what was completed on this portal. It may be one part of what an organisation keeps about"
        " AI literacy; it does not show that anybody is competent or that a law is complied with."
    ),
)
RULE = gettext_noop(
    "A number stands only where five or more did, and five or more did not, so that nobody can be worked out."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that one person completed."""

    what: str
    module: str
    when: date
    minutes: int
    assessed: bool


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    role: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """`people` None: not shown, too few on one side."""

    module: str
    people: int | None


@dataclass(frozen=True, slots=True)
class Pack:
    """`others`: people without a line here; None while the quarter runs, or where they are too few."""

    organisation: str
    quarter: Quarter
    made_on: date
    people: tuple[Person, ...]
    others: int | None
    counts: tuple[Count, ...]
    said: str


def lines(rows: Collection[Shelved]) -> tuple[Line, ...]:
    return tuple(
        Line(row.done.title, row.module_title, row.done.at.date(), row.done.minutes, row.done.assessed)
        for row in rows
    )


def counts(
    of_others: Mapping[int, Collection[Shelved]], others: int, modules: Mapping[str, str]
) -> list[Count]:
    """By module how many of `others` people completed something in it; modules by slug with their titles."""
    found = []
    for slug, title in modules.items():
        people = sum(any(row.module == slug for row in rows) for rows in of_others.values())
        open_ = people >= FEWEST and others - people >= FEWEST
        found.append(Count(title, people if open_ else None))
    return found


def said_of_others(others: int, over: bool) -> str:
    if not over:
        return "The quarter is not over. Others are counted once it is, in groups of five and more."
    if others == 0:
        return "There is nobody else."
    if others < FEWEST:
        return "They are fewer than five, so nothing is said about them."
    return f"{others} people have no line here: they did not agree, or completed nothing. {RULE}"
