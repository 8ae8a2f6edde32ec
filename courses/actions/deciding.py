"""Commits a choice in an exercise: worked out here by the formulas of the page, whatever its script said."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from content.exercises.exercise import Exercise
from content.exercises.working import PICK, Choice, Working, read_choice, work
from courses.desk import Desk
from courses.models import Completion, Decision

from .completing import record_completion
from .refusals import Refused, Unknown


class Faulty(Refused):
    """A figure or a limit does not hold; `sent` leads back to the form with what was typed."""

    def __init__(self, sent: Mapping[str, str]) -> None:
        super().__init__(_("This choice cannot be committed."))
        self.sent = sent


def commit(desk: Desk, sent: Mapping[str, str], now: datetime) -> Decision:
    """The decision as it stands now; a newer one replaces it, the same again changes nothing.

    Faulty when a figure or a limit does not hold: then nothing is kept.
    """
    exercise = desk.text.exercise
    if exercise is None:
        raise Unknown(_("Nothing is decided in this unit."))
    choice, fields = read_choice(exercise, sent)
    working = work(exercise, choice)
    if fields or working.broken:
        raise Faulty(sent)
    made = Decision(
        learner_id=desk.learner_id,
        unit_id=desk.record,
        key=counted_as(exercise, choice, working),
        choice=as_sent(exercise, choice),
        decided_at=now,
    )
    Decision.objects.bulk_create(
        [made],
        update_conflicts=True,
        unique_fields=["learner", "unit"],
        update_fields=["key", "choice", "decided_at"],
    )
    if desk.completion is None:
        record_completion(desk, Completion.How.DECIDED, {"choice": made.key}, now)
    return made


def counted_as(exercise: Exercise, choice: Choice, working: Working) -> str:
    """The chosen row where one is picked, else the finding: few enough kinds to count."""
    if exercise.picks and choice.picked is not None:
        return exercise.rows[choice.picked].key
    return working.finding.key if working.finding else ""


def as_sent(exercise: Exercise, choice: Choice) -> dict[str, str]:
    """The fields of a form that makes this choice."""
    sent = {key: _plain(value) for key, value in choice.inputs.items()}
    sent |= {
        f"given-{row.key}": _plain(value) for row, value in zip(exercise.rows, choice.given, strict=False)
    }
    return sent if choice.picked is None else {**sent, PICK: exercise.rows[choice.picked].key}


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)
