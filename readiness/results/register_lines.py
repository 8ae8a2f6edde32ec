"""The register of a result: who does what by when, overdue first; what could be added to it (SPEC 4.1)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from readiness.instrument import TOP, Instrument
from readiness.levels import INDEX
from saying import _, gettext_noop
from saying.tagged import Tagged

from .measured import Measured
from .plan import plan
from .steps import blockers

BLOCKER, STEP = "blocker", "step"
OPEN, DOING, DONE, DROPPED = "open", "doing", "done", "dropped"
LABELS: Mapping[str, str] = {
    OPEN: gettext_noop("Not started"),
    DOING: gettext_noop("In progress"),
    DONE: gettext_noop("Done"),
    DROPPED: gettext_noop("Dropped"),
}
UNFINISHED = (OPEN, DOING)


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it was kept. `since`: the day it was first written down, in whichever round.

    `carried_from` names the round it comes from; `carried`: it went on into the register of a later one.
    """

    id: str
    kind: str
    subject: str
    level: int
    owner: str
    due: date | None
    state: str
    note: str
    since: date
    carried_from: str = ""
    carried: bool = False


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """An entry in words. `roles` names who could own it; `gone`: the result has passed what it is about."""

    id: str
    kind: str
    subject: str
    level: int
    title: str
    about: str
    roles: str
    owner: str
    due: date | None
    state: str
    state_label: str
    note: str
    overdue: bool
    since: date
    carried_from: str
    carried: bool
    gone: bool

    @property
    def unfinished(self) -> bool:
        return self.state in UNFINISHED and not self.carried


@dataclass(frozen=True, slots=True)
class Candidate:
    """A blocker or a step that is not in the register yet."""

    kind: str
    subject: str
    level: int
    title: str
    about: str
    roles: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Entries that count here; those carried over into a later round are `carried` alone."""

    open: int
    doing: int
    done: int
    dropped: int
    overdue: int
    carried: int

    @property
    def all(self) -> int:
        return self.open + self.doing + self.done


def register_lines(
    instrument: Instrument, written: Iterable[Written], today: date, failing: Mapping[str, int]
) -> tuple[RegisterLine, ...]:
    """Overdue first, then by date, then without one; done, carried and dropped come last.

    `instrument` is the whole one. `failing`: the level that a subject holds back in this result.
    """
    lines = [_line(instrument, one, today, failing) for one in written]
    return tuple(sorted(lines, key=_place))


def counts(lines: Iterable[RegisterLine]) -> Counts:
    known = list(lines)
    states = Counter(line.state for line in known if not line.carried)
    return Counts(
        open=states[OPEN],
        doing=states[DOING],
        done=states[DONE],
        dropped=states[DROPPED],
        overdue=sum(line.overdue for line in known),
        carried=sum(line.carried for line in known),
    )


def candidates(of: Measured, known: Mapping[tuple[str, str], int]) -> Iterator[Candidate]:
    """Every blocker, then the steps of the shortest way, unless the register has them to that level."""
    for kind, subject, level in (*blocking(of), *stepping(of)):
        if known.get((kind, subject), 0) < level:
            title, about, roles = words(of.scope, kind, subject, level)
            yield Candidate(kind, subject, level, title, about, roles)


def blocking(of: Measured) -> Iterator[tuple[str, str, int]]:
    """Kind, subject and level of each blocker."""
    for blocker in blockers(of, of.card, of.blockers):
        yield BLOCKER, blocker.subject, blocker.level.number


def stepping(of: Measured) -> Iterator[tuple[str, str, int]]:
    """Kind, subject and level of each step of the shortest way."""
    for move in plan(of).moves:
        if move.to is not None:
            yield STEP, move.item, move.to


def possible(of: Measured, kind: str, subject: str) -> int | None:
    """The level that an entry about this would have; None where the result gives no reason for one."""
    if kind == BLOCKER:
        return next((level for _, id, level in blocking(of) if id == subject), None)
    if kind != STEP or subject not in of.scope.items:
        return None
    level = of.level_of(subject)
    return level + 1 if level is not None and level < TOP else None


def words(instrument: Instrument, kind: str, subject: str, level: int) -> tuple[str, str, str]:
    """What is to be done, what it is about, and the names of the roles who could own it."""
    if kind == STEP:
        item = instrument.items.get(subject)
        if item is None:
            return (
                _("Reach level %(level)s") % {"level": level},
                _("%(subject)s, no longer asked") % {"subject": subject},
                "",
            )
        asked = ", ".join(role.name for role in instrument.roles if role.id in item.ask)
        return (
            item.steps[level - 2],
            _("%(head)s, to level %(level)s") % {"head": item.head, "level": level},
            asked,
        )
    if subject == INDEX:
        return _("The index holds back level %(level)s") % {"level": level}, _("All dimensions together"), ""
    dimension = instrument.dimensions.get(subject)
    name = dimension.name if dimension else subject
    return (
        _("%(name)s holds back level %(level)s") % {"name": name, "level": level},
        _opening(dimension.asks, instrument.language) if dimension else "",
        "",
    )


def _opening(words: str, language: str) -> str:
    """As a sentence begins; what is written large within it stays large."""
    return Tagged(f"{words[:1].upper()}{words[1:]}", language)


def _line(instrument: Instrument, one: Written, today: date, failing: Mapping[str, int]) -> RegisterLine:
    title, about, roles = words(instrument, one.kind, one.subject, one.level)
    unfinished = one.state in UNFINISHED and not one.carried
    return RegisterLine(
        id=one.id,
        kind=one.kind,
        subject=one.subject,
        level=one.level,
        title=title,
        about=about,
        roles=roles,
        owner=one.owner,
        due=one.due,
        state=one.state,
        state_label=_(LABELS[one.state]),
        note=one.note,
        overdue=unfinished and one.due is not None and one.due < today,
        since=one.since,
        carried_from=one.carried_from,
        carried=one.carried,
        gone=unfinished and one.kind == BLOCKER and failing.get(one.subject, TOP + 1) > one.level,
    )


def _place(line: RegisterLine) -> tuple[object, ...]:
    group = 0 if line.overdue else 1 if line.unfinished else 3 if line.state == DROPPED else 2
    return (group, line.due or date.max, line.kind, line.subject)
