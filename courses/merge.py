"""What a device kept becomes the account's: nothing lost, nothing doubled, safe to do twice at once."""

from datetime import datetime, timedelta
from itertools import chain
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import User
from content.models import Change

from .models import (
    Attempt,
    Bookmark,
    CaseAnswer,
    Commitment,
    Completion,
    Decision,
    Feedback,
    Learner,
    Note,
    Place,
    Refreshed,
)
from .playback import merge as merge_intervals

# Where the reader was: travels as one, from the newer of two places.
POSITION = ("section", "sentence", "second", "speed", "listening", "tab", "sequence", "updated_at")


def merge_device(user: User, device: UUID) -> Learner:
    """The account's learner, now with everything that the device's learner had; that one is gone.

    Two merges of one device at once: the second waits for the first, finds nothing left and changes nothing.
    """
    try:
        return _merge(user, device)
    except IntegrityError:
        # The account saved the same unit in another tab between our look and our move: look again.
        return _merge(user, device)


@transaction.atomic
def _merge(user: User, device: UUID) -> Learner:
    guest = Learner.objects.select_for_update().of_device(device).first()
    account = Learner.objects.get_or_create(user=user)[0]
    if guest is None:
        return account
    account = Learner.objects.select_for_update().get(pk=account.pk)
    _move(Place, guest, account, ("unit_id",), _join_places)
    _move(Completion, guest, account, ("unit_id",), _join_completions)
    _move(Feedback, guest, account, ("unit_id",), _join_feedback)
    _move(Refreshed, guest, account, ("change_id",), _join_looks)
    _move(CaseAnswer, guest, account, ("unit_id", "question"), _join_answers)
    _move(Commitment, guest, account, ("unit_id",), _join_commitments)
    _move(Decision, guest, account, ("unit_id",), _join_decisions)
    _move(Note, guest, account, ("unit_id", "section"), _join_notes)
    _move(Bookmark, guest, account, ("unit_id",), _join_bookmarks)
    _move_attempts(guest, account, timezone.now())
    if account.minutes is None and guest.minutes is not None:
        account.minutes = guest.minutes
        account.save(update_fields=["minutes"])
    guest.delete()
    return account


def _move(model: type[models.Model], guest: Learner, account: Learner, key: tuple[str, ...], join) -> None:
    """Facts that only the device knows change hands; of two about the same thing `join` makes one.

    Locked, so that a save in another tab comes before or after, never in between.
    """
    rows = model.objects.select_for_update()
    known = {tuple(getattr(row, name) for name in key): row for row in rows.filter(learner=account)}
    moving = []
    for row in rows.filter(learner=guest):
        twin = known.get(tuple(getattr(row, name) for name in key))
        if twin is None:
            moving.append(row.pk)
        else:
            join(twin, row)
            twin.save()
    model.objects.filter(pk__in=moving).update(learner=account)


def _join_places(mine: Place, theirs: Place) -> None:
    """The newer place, the time and the seconds of both, the earlier end."""
    if theirs.updated_at > mine.updated_at:
        for name in POSITION:
            setattr(mine, name, getattr(theirs, name))
    played = chain(mine.played, theirs.played)
    mine.played = [list(interval) for interval in merge_intervals((start, end) for start, end in played)]
    mine.seconds_open += theirs.seconds_open
    mine.reached_end_at = min(filter(None, (mine.reached_end_at, theirs.reached_end_at)), default=None)
    mine.started_at = min(mine.started_at, theirs.started_at)
    # Another than before, whatever it was: a save that read the place before this one must read it again.
    mine.reported_at = max(mine.reported_at, theirs.reported_at) + timedelta(microseconds=1)


def _join_feedback(mine: Feedback, theirs: Feedback) -> None:
    """The newer one, as a whole."""
    if theirs.at > mine.at:
        for name in ("clear", "remark", "address", "at", "dealt_at"):
            setattr(mine, name, getattr(theirs, name))


def _join_looks(mine: Refreshed, theirs: Refreshed) -> None:
    mine.at = min(mine.at, theirs.at)


def _join_completions(mine: Completion, theirs: Completion) -> None:
    """The earlier one; what changed before the later one was read with it."""
    first, last = sorted((mine.at, theirs.at))
    text = Change.objects.filter(unit__translation_key=mine.unit.translation_key)
    for change in text.filter(at__gt=first, at__lte=last):
        Refreshed.objects.get_or_create(learner_id=mine.learner_id, change=change, defaults={"at": last})
    if theirs.at < mine.at:
        mine.at, mine.how, mine.evidence = theirs.at, theirs.how, theirs.evidence


def _join_answers(mine: CaseAnswer, theirs: CaseAnswer) -> None:
    """An answer beats a skip; of two answers the newer is kept, and written words of both."""
    newer = theirs.edited_at > mine.edited_at
    if theirs.skipped or (not mine.skipped and not newer):
        mine.text = mine.text if theirs.skipped else _both(mine.text, theirs.text)
        return
    mine.text = theirs.text if mine.skipped else _both(theirs.text, mine.text)
    mine.choice, mine.skipped = theirs.choice, False
    mine.answered_at = min(mine.answered_at, theirs.answered_at)
    mine.edited_at = max(mine.edited_at, theirs.edited_at)


def _join_commitments(mine: Commitment, theirs: Commitment) -> None:
    """The one that was changed last, as a whole."""
    if theirs.changed_at > mine.changed_at:
        for name in ("text", "owner", "due", "changed_at", "done_at"):
            setattr(mine, name, getattr(theirs, name))


def _join_decisions(mine: Decision, theirs: Decision) -> None:
    """The newer one."""
    if theirs.decided_at > mine.decided_at:
        mine.key, mine.choice, mine.decided_at = theirs.key, theirs.choice, theirs.decided_at


def _join_notes(mine: Note, theirs: Note) -> None:
    newer, older = (theirs, mine) if theirs.updated_at > mine.updated_at else (mine, theirs)
    mine.text = _both(newer.text, older.text)
    mine.created_at = min(mine.created_at, theirs.created_at)
    mine.updated_at = max(mine.updated_at, theirs.updated_at)


def _join_bookmarks(mine: Bookmark, theirs: Bookmark) -> None:
    mine.at = min(mine.at, theirs.at)


def _both(newer: str, older: str) -> str:
    """Words of both, once."""
    if older in newer:
        return newer
    return older if newer in older else f"{newer}\n\n{older}"


def _move_attempts(guest: Learner, account: Learner, now: datetime) -> None:
    """All attempts change hands; of two open ones at a check the one with fewer answers is set aside."""
    mine = {attempt.check_page_id: attempt for attempt in _open_attempts(account)}
    for theirs in _open_attempts(guest):
        twin = mine.get(theirs.check_page_id)
        if twin is not None:
            aside = min(twin, theirs, key=lambda attempt: (attempt.answered, attempt.started_at))
            Attempt.objects.filter(pk=aside.pk).update(set_aside_at=now)
    Attempt.objects.filter(learner=guest).update(learner=account)


def _open_attempts(learner: Learner) -> models.QuerySet[Attempt]:
    return learner.attempts.open().annotate(answered=models.Count("answers"))
