"""What is unfinished in a round's register; for one's own result one's own commitments besides."""

from datetime import date

from courses.models import Commitment
from readiness.instrument import Instrument
from readiness.models import Entry, Round

from .source import Promised

LATEST = date.max


def promises_of(measured: Round, scope: Instrument) -> tuple[Promised, ...]:
    """One statement, two for one's own result. Commitments are private: a group's report never holds them."""
    found = [_entry(row, scope) for row in Entry.objects.filter(round=measured, state__in=Entry.UNFINISHED)]
    if measured.personal:
        mine = Commitment.objects.open().filter(learner__user__respondent__sheets__round=measured)
        found += [_commitment(row) for row in mine]
    return tuple(sorted(found, key=lambda each: (each.due or LATEST, each.key)))


def _entry(row: Entry, scope: Instrument) -> Promised:
    doing = row.state == Entry.State.DOING
    if row.kind == Entry.Kind.STEP:
        return Promised(f"step-{row.subject}", row.subject, "", row.owner, row.due, doing)
    named = scope.dimensions.get(row.subject)
    action = f"{named.name if named else 'The index'}: {row.note or 'lift what holds the level back'}"
    return Promised(f"blocker-{row.subject}", "", action, row.owner, row.due, doing)


def _commitment(row: Commitment) -> Promised:
    return Promised(f"commitment-{row.pk}", "", row.text, row.owner, row.due, False)
