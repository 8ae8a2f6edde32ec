"""The register of a result: add blockers and steps, say who does what by when, drop and restore."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from readiness.models import Entry, Round
from readiness.results.measured import Measured
from readiness.results.register_lines import possible

from .refusals import Refused, Unknown

MOST = 100
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class CarriedOver(Refused):
    """It goes on in the register of a later round."""

    status = 409


@dataclass(frozen=True, slots=True)
class Change:
    owner: str
    due: date | None
    state: str
    note: str


@transaction.atomic
def add_entries(
    measured: Round, of: Measured, chosen: Iterable[tuple[str, str]], by: User | None, now: datetime
) -> int:
    """How many of these kinds and subjects are new; what is there to that level stays as it is."""
    wanted = list(dict.fromkeys(chosen))
    if not wanted:
        raise Refused(_("Choose at least one blocker or step."))
    if len(wanted) > MOST:
        raise Refused(_("Add at most %(most)s at once.") % {"most": MOST})
    known = {(entry.kind, entry.subject): entry for entry in _all_held(measured)}
    return sum(_put(measured, of, one, known.get(one), by, now) for one in wanted)


def _put(
    measured: Round, of: Measured, one: tuple[str, str], entry: Entry | None, by: User | None, now: datetime
) -> bool:
    """A new line; or a line whose level was passed is taken up again for the next."""
    kind, subject = one
    level = possible(of, kind, subject)
    if level is None:
        raise Refused(_("The result has no such blocker or step. Open it again and choose from there."))
    if entry is None:
        entry = Entry(round=measured, kind=kind, subject=subject, level=level, created_at=now)
    elif entry.level >= level:
        return False
    entry.level, entry.state = level, Entry.State.OPEN
    _kept(entry, by, now)
    return True


def _all_held(measured: Round) -> list[Entry]:
    """The round is held, so that two pages do not add the same line at once."""
    Round.objects.select_for_update(of=("self",)).get(pk=measured.pk)
    return list(Entry.objects.filter(round=measured))


@transaction.atomic
def save_entry(measured: Round, id: UUID, change: Change, by: User | None, now: datetime) -> Entry:
    entry = _held(measured, id)
    if change.state not in Entry.State.values:
        raise Refused(_("Choose one of the states offered."))
    if change.due is not None and not EARLIEST <= change.due < LATEST:
        raise Refused(_("Choose a date between 2000 and 2099."))
    entry.owner, entry.note = (" ".join(words.split()) for words in (change.owner, change.note))
    entry.due, entry.state = change.due, change.state
    return _kept(entry, by, now)


@transaction.atomic
def drop_entry(measured: Round, id: UUID, by: User | None, now: datetime, restore: bool = False) -> Entry:
    """Out of the plan, or back in; done twice it is the same."""
    entry = _held(measured, id)
    if restore != (entry.state == Entry.State.DROPPED):
        return entry
    entry.state = Entry.State.OPEN if restore else Entry.State.DROPPED
    return _kept(entry, by, now)


def _held(measured: Round, id: UUID) -> Entry:
    entries = Entry.objects.select_for_update(of=("self",)).filter(round=measured, public_id=id)
    entry = entries.first()
    if entry is None:
        raise Unknown(_("There is no such line in this register."))
    if Entry.objects.filter(carried_from=entry).exists():
        raise CarriedOver(_("This line went on into the register of a later round. Change it there."))
    return entry


def _kept(entry: Entry, by: User | None, now: datetime) -> Entry:
    entry.changed_by, entry.changed_at = by, now
    entry.save()
    return entry
