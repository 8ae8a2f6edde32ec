"""An attempt together with the words of its questions: what is asked, what was answered, what comes next."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from content.quizzes.numbers import read_number

from . import grading
from .models import Attempt, AttemptAnswer
from .texts import PoolQuestion, Text


@dataclass(frozen=True, slots=True)
class Running:
    """`questions` in the attempt's order, each with its options in the attempt's order.

    A question that an editor withdrew while the attempt runs is left out: neither asked nor counted.
    """

    attempt: Attempt
    questions: tuple[PoolQuestion, ...]
    answers: Mapping[str, AttemptAnswer]

    @property
    def complete(self) -> bool:
        return all(question.key in self.answers for question in self.questions)

    @property
    def next_number(self) -> int | None:
        """The first question without an answer, counted from 1; None when all have one."""
        for number, question in enumerate(self.questions, start=1):
            if question.key not in self.answers:
                return number
        return None

    def question(self, number: int) -> PoolQuestion | None:
        """The question with this number, counted from 1; None for one that was not drawn."""
        return self.questions[number - 1] if 1 <= number <= len(self.questions) else None

    def marks(self, question: PoolQuestion) -> grading.Marks | None:
        """What the answer to the question is worth; None while there is none.

        An option that was withdrawn since is as if it had not been chosen; right or wrong stays as given,
        also where the question was made one of another kind.
        """
        answer = self.answers.get(question.key)
        if answer is None:
            return None
        if question.kind == "number":
            number = self.number(question)
            band = question.target.band(number) if question.target and number is not None else None
            return grading.Marks(answer.right, {}, band=band)
        chosen = [key for key in answer.chosen if key in question.options]
        if question.kind == "ordering":
            return replace(grading.placed(question.graded, chosen), right=answer.right)
        outcomes = grading.outcomes(question.graded, chosen)
        return grading.Marks(answer.right, outcomes)

    def number(self, question: PoolQuestion) -> Decimal | None:
        """What was understood; None unless the question asks for a number and did so when it was answered."""
        answer = self.answers.get(question.key)
        return number_given(answer.chosen) if answer and question.kind == "number" else None

    @property
    def result(self) -> grading.Result:
        asked = [self.answers[question.key] for question in self.questions if question.key in self.answers]
        rights = [answer.right for answer in asked]
        return grading.result(rights, self.attempt.pass_mark, len(self.questions))

    def with_answers(self, answers: Iterable[AttemptAnswer]) -> "Running":
        return replace(self, answers={**self.answers, **{answer.question: answer for answer in answers}})


def number_given(chosen: Sequence[str]) -> Decimal | None:
    """The number that an answer keeps; None where the question asked for something else then."""
    try:
        return read_number(chosen[0]) if len(chosen) == 1 else None
    except ValueError:
        return None


def running(attempt: Attempt, answers: Iterable[AttemptAnswer], text: Text) -> Running:
    asked = ((each["options"], text.pool.get(each["question"])) for each in attempt.drawn)
    questions = tuple(running_question(question, order) for order, question in asked if question is not None)
    return Running(attempt, questions, {answer.question: answer for answer in answers})


def running_question(question: PoolQuestion, order: Collection[str]) -> PoolQuestion:
    """The options as drawn; one that was added since comes last, one that was withdrawn is gone."""
    keys = [key for key in order if key in question.options]
    keys += [key for key in question.options if key not in keys]
    return replace(question, options={key: question.options[key] for key in keys})
