"""What a device answered becomes the account's: nothing lost, nothing doubled, safe to do twice at once."""

from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User

from .models import Answer, Invitee, Reanswer, Respondent, Round, Sheet


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
    _hand_over_rounds(guest, account)
    # Held, so that no answer slips onto a sheet that is about to go.
    for theirs in Sheet.objects.select_for_update().open().filter(respondent=guest, personal=True):
        take_over(theirs, account)
    Sheet.objects.filter(respondent=guest).update(respondent=account)
    _hand_over_reanswers(guest, account)
    guest.delete()


def _hand_over_reanswers(guest: Respondent, account: Respondent) -> None:
    """Of two answers since the same round, the newer stays."""
    mine = {(row.round_id, row.item): row for row in Reanswer.objects.filter(respondent=account)}
    for theirs in Reanswer.objects.select_for_update(of=("self",)).filter(respondent=guest):
        twin = mine.get((theirs.round_id, theirs.item))
        if twin is not None:
            if twin.answered_at >= theirs.answered_at:
                continue
            twin.delete()
        theirs.respondent = account
        theirs.save(update_fields=["respondent"])


def _hand_over_rounds(guest: Respondent, account: Respondent) -> None:
    """Invitations and sheets of organisations' rounds; in each round a person has one sheet and one voice."""
    # Invitations before sheets, as everywhere.
    for row in Invitee.objects.select_for_update().filter(respondent=guest).order_by("pk"):
        taken = Invitee.objects.filter(round_id=row.round_id, respondent=account).exists()
        row.respondent = None if taken else account
        row.save(update_fields=["respondent"])
    both = Sheet.objects.select_for_update().filter(respondent__in=(guest, account), personal=False)
    by_round: dict[int, list[Sheet]] = {}
    for sheet in both.order_by("pk"):
        by_round.setdefault(sheet.round_id, []).append(sheet)
    for twins in by_round.values():
        if len(twins) > 1:
            _one_voice(twins, account)


def _one_voice(twins: list[Sheet], account: Respondent) -> None:
    """What was sent goes before what was not, the later before the earlier; sums of closed rounds stay."""
    sent = [sheet for sheet in twins if sheet.submitted_at]
    kept = max(sent or twins, key=lambda sheet: (sheet.submitted_at, sheet.pk) if sent else _used(sheet))
    other = next(sheet for sheet in twins if sheet is not kept)
    if other.submitted_at and _is_counted(other):
        Sheet.objects.filter(pk=other.pk).update(respondent=None)
    else:
        if not sent:
            join_answers(kept, other)
        other.delete()
    Sheet.objects.filter(pk=kept.pk).update(respondent=account)


def _is_counted(sheet: Sheet) -> bool:
    """Whether a result that was shown holds it, or will when it is computed."""
    measured = sheet.round
    return measured.closed_at is not None or sheet.is_in_result


@transaction.atomic
def take_over(sheet: Sheet, respondent: Respondent) -> Sheet:
    """The open sheet is the respondent's; one of the same form that was open there already joins it.

    The sheet that was used last goes on, with the newer answer to every question.
    """
    mine = Sheet.objects.select_for_update().open().filter(respondent=respondent, personal=True)
    own = mine.filter(form=sheet.form)
    twin = own.exclude(pk=sheet.pk).first()
    kept = sheet
    if twin is not None:
        kept, other = (twin, sheet) if _used(twin) > _used(sheet) else (sheet, twin)
        join_answers(kept, other)
        Round.objects.filter(pk=other.round_id).delete()
    kept.respondent = respondent
    kept.save(update_fields=["respondent"])
    return kept


def _used(sheet: Sheet) -> tuple[object, int]:
    """When it was used last; of two used at once the later one."""
    last = sheet.answers.order_by("-acted_at").values_list("acted_at", flat=True).first()
    return last or sheet.started_at, sheet.pk


def join_answers(kept: Sheet, other: Sheet) -> None:
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
