"""Answers to a case's questions: kept, editable, private, never graded."""

from dataclasses import dataclass
from datetime import datetime

from courses.desk import Desk
from courses.models import CaseAnswer

from .refusals import Refused, Unknown


@dataclass(frozen=True, slots=True)
class Answer:
    """One of: an option's key, words, or neither, which is to skip."""

    question: str
    choice: str = ""
    text: str = ""
    skipped: bool = False


def answer_case(desk: Desk, answer: Answer, now: datetime) -> CaseAnswer:
    """Records the answer, or changes the one that is there; to skip changes nothing once answered."""
    asked = desk.text.questions.get(answer.question)
    if asked is None:
        raise Unknown("This unit does not ask that question. Reload the page.")
    row = CaseAnswer(learner_id=desk.learner_id, unit_id=desk.line.id, question=asked.key)
    row.answered_at = row.edited_at = now
    if answer.skipped:
        row.skipped = True
        CaseAnswer.objects.bulk_create([row], ignore_conflicts=True)
        return row
    if asked.kind == "choice":
        if answer.choice not in asked.options:
            raise Refused("Choose one of the answers, or skip the question.")
        row.choice = answer.choice
    elif not answer.text:
        raise Refused("Write an answer, or skip the question.")
    row.text = answer.text
    CaseAnswer.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["learner", "unit", "question"],
        update_fields=["choice", "text", "skipped", "edited_at"],
    )
    return row
