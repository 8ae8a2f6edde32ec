"""What the questions of a check lack for their type, and a tolerance so wide that a guess would do."""

from datetime import date

from content.parsing.outline import Film, Unit
from content.quizzes.numbers import read_target
from content.quizzes.rules import faults
from saying import _

from .unit import Found, rule


@rule
def question_types(unit: Unit, film: Film | None, today: date) -> Found:
    for question in unit.questions:
        for name, sentence in faults(question.value):
            yield question.key, f"{sentence[:1].upper()}{sentence[1:]}", "error", name


@rule
def wide_tolerance(unit: Unit, film: Film | None, today: date) -> Found:
    for question in unit.questions:
        value = question.value
        if value.get("type") != "number" or any(True for _fault in faults(value)):
            continue
        target = read_target(str(value["answer"]), str(value.get("tolerance") or ""))
        if target.value and target.off * 2 >= abs(target.value):
            said = _("The tolerance is half the number or more: a guess would be right.")
            yield question.key, said, "warning"
