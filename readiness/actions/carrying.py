"""What is unfinished in the register of one round goes on in the register of the next."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from readiness.models import Entry, Round, Sheet


@transaction.atomic
def carry_over(closed: Round, now: datetime) -> int:
    """Copies the unfinished entries of the rounds before; how many. Done twice, nothing is doubled.

    A copy and not a move: should the later round be deleted, the earlier register counts again.
    """
    taken = set(Entry.objects.filter(round=closed).values_list("kind", "subject"))
    made = []
    for entry in Entry.objects.unfinished().filter(round__in=list(before(closed))).order_by("-pk"):
        if (entry.kind, entry.subject) in taken:
            continue
        taken.add((entry.kind, entry.subject))
        made.append(
            Entry(
                round=closed,
                kind=entry.kind,
                subject=entry.subject,
                level=entry.level,
                owner=entry.owner,
                due=entry.due,
                state=entry.state,
                note=entry.note,
                changed_by_id=entry.changed_by_id,
                carried_from=entry,
                created_at=entry.created_at,
                changed_at=now,
            )
        )
    return len(Entry.objects.bulk_create(made))


def before(closed: Round) -> Iterator[Round]:
    """The rounds that this one follows: of the organisation, or of the one person; the newest first."""
    if closed.personal:
        mine = Sheet.objects.filter(round=closed, respondent__isnull=False).values("respondent")
        earlier = Sheet.objects.submitted().filter(respondent__in=mine, personal=True)
        yield from (
            sheet.round
            for sheet in earlier.exclude(round=closed).select_related("round").order_by("-submitted_at")
        )
        return
    seen, round = {closed.pk}, closed.previous
    while round is not None and round.pk not in seen:
        yield round
        seen.add(round.pk)
        round = round.previous
