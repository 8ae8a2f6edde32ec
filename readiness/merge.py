"""What a device answered becomes the account's: nothing lost, nothing doubled, safe to do twice at once."""

from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User

from .models import Answer, Respondent, Round, Sheet


def merge_device(user: User, device: UUID) -> None:
    """Sheets and results of the device are the account's from now on.

    Two merges of one device at once: the second waits for the first, finds nothing left and changes nothing.
    """
    try:
        _merge(user, device)
    except IntegrityError:
        # The account started a sheet of its own in another tab between our look and our move: look again.
        _merge(user, device)


@transaction.atomic
def _merge(user: User, device: UUID) -> None:
    guest = Respondent.objects.select_for_update().filter(device=device).first()
    if guest is None:
        return
    account = Respondent.objects.get_or_create(user=user)[0]
    # Held, so that no answer slips onto a sheet that is about to go.
    for theirs in Sheet.objects.select_for_update().open().filter(respondent=guest):
        take_over(theirs, account)
    Sheet.objects.filter(respondent=guest).update(respondent=account)
    guest.delete()


@transaction.atomic
def take_over(sheet: Sheet, respondent: Respondent) -> Sheet:
    """The open sheet is the respondent's; one of the same form that was open there already joins it.

    The sheet that was used last goes on, with the newer answer to every question.
    """
    own = Sheet.objects.select_for_update().open().filter(respondent=respondent, form=sheet.form)
    twin = own.exclude(pk=sheet.pk).first()
    kept = sheet
    if twin is not None:
        kept, other = (twin, sheet) if _used(twin) > _used(sheet) else (sheet, twin)
        _join(kept, other)
        Round.objects.filter(pk=other.round_id).delete()
    kept.respondent = respondent
    kept.save(update_fields=["respondent"])
    return kept


def _used(sheet: Sheet) -> tuple[object, int]:
    """When it was used last; of two used at once the later one."""
    last = sheet.answers.order_by("-acted_at").values_list("acted_at", flat=True).first()
    return last or sheet.started_at, sheet.pk


def _join(kept: Sheet, other: Sheet) -> None:
    """Of two answers to one question the newer act stays, but a skip never takes an answer back."""
    mine = {answer.item: answer for answer in kept.answers.all()}
    for theirs in other.answers.all():
        twin = mine.get(theirs.item)
        if twin is not None:
            if _weight(twin) >= _weight(theirs):
                continue
            twin.delete()
        theirs.sheet = kept
        theirs.save(update_fields=["sheet"])


def _weight(answer: Answer) -> tuple[bool, object]:
    return answer.mark != Answer.Mark.SKIPPED, answer.acted_at
