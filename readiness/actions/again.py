"""Answers one question again, beside the round; the round after it starts from there."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.device import Asker
from readiness.again import own_sheets
from readiness.instrument import Item
from readiness.models import Answer, Reanswer, Sheet

from .answering import LEVELS, MOST_EVIDENCE
from .refusals import Refused, Unknown

LONGEST_UNIT = 120


def own_question(asker: Asker, round: UUID, item: str, today: date) -> tuple[Sheet, Item]:
    """The closed sheet and the question of it. Unknown for anybody else's."""
    sheet = own_sheets(asker, today).filter(round__public_id=round).first()
    if sheet is None or item not in sheet.scope.items:
        raise Unknown(_("There is no such answer of yours here."))
    return sheet, sheet.scope.items[item]


@transaction.atomic
def answer_again(sheet: Sheet, item: Item, value: str, evidence: str, unit: str, now: datetime) -> Reanswer:
    """The answer since then; one given before is replaced."""
    mark = "" if value in LEVELS else value
    if mark == Answer.Mark.NOT_APPLICABLE and item.not_applicable is None:
        raise Refused(_("“Not applicable” is not offered on this question. Choose another answer."))
    if mark not in ("", Answer.Mark.UNKNOWN, Answer.Mark.NOT_APPLICABLE):
        raise Refused(_("Choose the statement that holds today."))
    evidence = " ".join(evidence.split())
    if len(evidence) > MOST_EVIDENCE:
        raise Refused(
            _("Name the evidence in one line of at most %(most_evidence)s characters.")
            % {"most_evidence": MOST_EVIDENCE}
        )
    facts = {
        "level": None if mark else int(value),
        "mark": mark,
        "evidence": evidence,
        "unit": unit[:LONGEST_UNIT],
        "answered_at": now,
    }
    key = {"round_id": sheet.round_id, "respondent_id": sheet.respondent_id, "item": item.id}
    return Reanswer.objects.update_or_create(**key, defaults=facts)[0]


def take_back(sheet: Sheet, item: Item) -> bool:
    """Whether there was something; then the answer of the round is the last one again."""
    mine = Reanswer.objects.filter(round_id=sheet.round_id, respondent_id=sheet.respondent_id)
    return mine.filter(item=item.id).delete()[0] > 0


def start_from(sheet: Sheet, now: datetime) -> int:
    """Puts into a new sheet what the person has answered again since their last one; how many answers.

    In a round of one's own everything; in an organisation's what was answered again in its own rounds.
    """
    asked, made = sheet.scope.items, {}
    for row in _newest_first(sheet):
        item = asked.get(row.item)
        if item is None or item.id in made or not same_question(row, item):
            continue
        made[item.id] = Answer(
            sheet=sheet,
            item=item.id,
            level=row.level,
            mark=row.mark,
            evidence=row.evidence,
            acted_at=row.answered_at,
            answered_at=now,
        )
    return len(Answer.objects.bulk_create(made.values(), ignore_conflicts=True))


def taken_over(sheet: Sheet) -> dict[str, datetime]:
    """Items whose answer is still the one that the sheet started from, with the day it was given."""
    if sheet.respondent_id is None:
        return {}
    given = dict(Answer.objects.filter(sheet=sheet).values_list("item", "acted_at"))
    again = Reanswer.objects.filter(respondent_id=sheet.respondent_id, item__in=given)
    return {item: at for item, at in again.values_list("item", "answered_at") if given[item] == at}


def _newest_first(sheet: Sheet) -> QuerySet[Reanswer]:
    rows = Reanswer.objects.filter(respondent_id=sheet.respondent_id).select_related("round")
    before = Sheet.objects.submitted().filter(respondent_id=sheet.respondent_id, personal=sheet.personal)
    if not sheet.personal:
        same = sheet.round.organisation_id
        rows, before = rows.filter(round__organisation=same), before.filter(round__organisation=same)
    last = before.order_by("-submitted_at").values_list("submitted_at", flat=True).first()
    return (rows.filter(answered_at__gt=last) if last else rows).order_by("-answered_at", "-pk")


def same_question(row: Reanswer, item: Item) -> bool:
    """Reworded since, or no longer in a version that is at hand: then it was another question."""
    try:
        before = row.round.instrument.items.get(item.id)
    except KeyError:
        return False
    if row.mark == Answer.Mark.NOT_APPLICABLE and item.not_applicable is None:
        return False
    return before is not None and (before.stem, before.anchors) == (item.stem, item.anchors)
