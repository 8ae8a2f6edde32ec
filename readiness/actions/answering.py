"""Keeps an answer: the newest act wins, an older one overwrites nothing, after submitting nothing does."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.device import Asker
from readiness.instrument import Item
from readiness.models import Answer, Sheet

from .refusals import Closed, Refused, Stale, Unknown

MOST_EVIDENCE = 300
LEVELS = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class Act:
    """What a page sends. `value`: "1" to "5", "DK", "NA" or "skip".

    `age`: seconds since the person chose, None where no script counts them. `tab` names the open page and
    `sequence` counts its acts. `seen` is the state of the answer that the page showed, None if it cannot say.
    """

    value: str
    evidence: str = ""
    age: float | None = None
    tab: str = ""
    sequence: int = 0
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer as it is now, and the sheet it stands on."""

    sheet: Sheet
    answer: Answer
    number: int


@transaction.atomic
def save_answer(asker: Asker, run: UUID, number: int, act: Act, now: datetime) -> Kept:
    """The answer kept. Raises Unknown, Closed, Refused, or Stale, which holds the answer that stands.

    The sheet is held meanwhile, so that no answer slips in behind its submission.
    """
    try:
        sheet = Sheet.objects.locked(asker, run)
    except Sheet.DoesNotExist as missing:
        raise Unknown(_("There is no such assessment here.")) from missing
    item = question_of(sheet, number)
    if sheet.submitted_at is not None or sheet.round.closed_at is not None:
        raise Closed(sheet)
    given = _given(item, act)
    stored = Answer.objects.filter(sheet=sheet, item=item.id).first()
    acted_at = now - timedelta(seconds=act.age or 0)
    same = stored is not None and given == {name: getattr(stored, name) for name in given}
    if stored is not None and _is_stale(stored, act, acted_at):
        if same:
            return Kept(sheet, stored, number)  # sent twice
        raise Stale(stored)
    answer = stored or Answer(sheet=sheet, item=item.id)
    for name, value in given.items():
        setattr(answer, name, value)
    answer.acted_at, answer.tab, answer.sequence = acted_at, act.tab, act.sequence
    if not same:
        # Always later than before: it names this state of the answer.
        answer.answered_at = max(now, stored.answered_at + timedelta(microseconds=1)) if stored else now
    answer.save(force_insert=stored is None, force_update=stored is not None)
    return Kept(sheet, answer, number)


def question_of(sheet: Sheet, number: int) -> Item:
    """Question `number` of the sheet, from 1. Unknown if there is none."""
    questions = sheet.questions
    if not 1 <= number <= len(questions):
        raise Unknown(_("This form has questions 1 to %(n)s.") % {"n": len(questions)})
    return questions[number - 1]


def _given(item: Item, act: Act) -> dict[str, object]:
    """The columns that the act sets, refused where they are no answer to this question."""
    evidence = " ".join(act.evidence.split())
    if len(evidence) > MOST_EVIDENCE:
        raise Refused(
            _("Name the evidence in one line of at most %(most_evidence)s characters.")
            % {"most_evidence": MOST_EVIDENCE}
        )
    if act.value in LEVELS:
        return {"level": int(act.value), "mark": "", "evidence": evidence}
    if act.value == Answer.Mark.NOT_APPLICABLE and item.not_applicable is None:
        raise Refused(_("“Not applicable” is not offered on this question. Choose another answer."))
    if act.value not in Answer.Mark.values:
        raise Refused(_("Choose one of the answers offered, or skip the question for now."))
    return {"level": None, "mark": act.value, "evidence": evidence}


def _is_stale(stored: Answer, act: Act, acted_at: datetime) -> bool:
    """One page's acts are in order of its own count; acts of several pages in order of time.

    A page without a script cannot say when its owner chose, only what it showed: another answer than that
    one must not be overwritten unseen.
    """
    if act.tab and act.tab == stored.tab:
        return act.sequence <= stored.sequence
    if act.age is None and act.seen is not None:
        return act.seen != stored.seen
    return acted_at < stored.acted_at
