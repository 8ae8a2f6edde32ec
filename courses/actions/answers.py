"""Answers to a case's questions: kept, editable, private, never graded."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from courses.desk import Desk
from courses.models import CaseAnswer

from .refusals import Refused, Unknown


@dataclass(frozen=True, slots=True)
class Answer:
    """An option's key, words, or neither, which is to skip."""

    question: str
    choice: str = ""
    text: str = ""
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer, and whether it changed an earlier one."""

    answer: CaseAnswer
    changed: bool


def answer_case(desk: Desk, answer: Answer, now: datetime) -> Answered:
    """Records the answer, or changes the one that is there; a skip never takes an answer back."""
    row = CaseAnswer(learner_id=desk.learner_id, unit_id=desk.record, question=answer.question)
    row.answered_at = row.edited_at = now
    row.skipped = answer.skipped
    row.choice, row.text = _given(desk, answer)
    if answer.skipped:
        CaseAnswer.objects.bulk_create([row], ignore_conflicts=True)
        return Answered(row, changed=False)
    given = {"choice": row.choice, "text": row.text, "skipped": False}
    earlier = CaseAnswer.objects.filter(learner=desk.learner_id, unit=desk.record, question=answer.question)
    if earlier.exclude(**given).update(**given, edited_at=now):
        return Answered(row, changed=True)
    CaseAnswer.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["learner", "unit", "question"],
        update_fields=[*given, "edited_at"],
    )
    return Answered(row, changed=False)


def _given(desk: Desk, answer: Answer) -> tuple[str, str]:
    """Choice and words, refused when they do not answer the question."""
    asked = desk.text.questions.get(answer.question)
    if asked is None:
        raise Unknown(_("This unit does not ask that question. Reload the page."))
    if answer.skipped:
        return "", ""
    if asked.kind != "choice":
        if not answer.text:
            raise Refused(_("Write an answer, or skip the question."))
        return "", answer.text
    if answer.choice not in asked.options:
        raise Refused(_("Choose one of the answers, or skip the question."))
    return answer.choice, ""
