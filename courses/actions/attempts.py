"""Attempts at a check: one open at a time, one answer a question, one result, however often pressed."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from content.quizzes.numbers import read_number, written
from courses import grading
from courses.desk import Desk, Vanished
from courses.models import Attempt, AttemptAnswer, Completion
from courses.running import Running
from courses.texts import PoolQuestion

from .completing import record_completion
from .refusals import Refused, Unknown


def start_attempt(desk: Desk, now: datetime, seed: int | None = None) -> Attempt:
    """The open attempt; where there is none, a new one with its draw."""
    if not desk.text.pool:
        raise Refused(_("This unit has no questions to answer."))
    if desk.run is not None and desk.run.attempt.finished_at is None:
        if not desk.run.complete:
            return desk.run.attempt
        _close(desk, desk.run, now)
    seed = secrets.randbits(62) if seed is None else seed
    attempt = _drawn(desk, seed, now)
    try:
        with transaction.atomic():
            attempt.save(force_insert=True)
    except IntegrityError:
        return _opened_meanwhile(desk)
    return attempt


def _drawn(desk: Desk, seed: int, now: datetime) -> Attempt:
    pool = [question.graded for question in desk.text.pool.values()]
    drawn = grading.draw(pool, desk.text.draw, seed)
    return Attempt(
        learner_id=desk.learner_id,
        check_page_id=desk.record,
        seed=seed,
        drawn=[{"question": each.question, "options": list(each.options)} for each in drawn],
        pass_mark=desk.text.pass_mark,
        started_at=now,
    )


def _opened_meanwhile(desk: Desk) -> Attempt:
    """The attempt of the other click, which was first."""
    attempt = Attempt.objects.open().filter(learner=desk.learner_id, check_page=desk.record).first()
    if attempt is None:
        raise Vanished
    return attempt


def _close(desk: Desk, run: Running, now: datetime) -> None:
    """An attempt that is all answered gets the result that a crash withheld; one without questions none."""
    if run.questions:
        finish(desk, run, now)
    else:
        Attempt.objects.open().filter(pk=run.attempt.pk).update(set_aside_at=now)


def answer_question(desk: Desk, number: int, chosen: Sequence[str], now: datetime) -> Running:
    """The attempt with this answer in it; the first answer to a question stays, the last one finishes it.

    The answer is committed before anyone looks whether it was the last, so that of two last answers at once
    the later one always sees both.
    """
    run = desk.run
    question = run.question(number) if run else None
    if run is None or question is None:
        raise Unknown(_("This question was not drawn. Start from the check's first page."))
    if question.key in run.answers:
        return run
    if run.attempt.finished_at is not None:
        raise Refused(_("This attempt has its result. Take the check again to answer more."))
    try:
        right = grading.grade(question.graded, chosen).right
    except ValueError as fault:
        raise Refused(str(fault)) from fault
    kept = _kept(question, chosen)
    answer = AttemptAnswer(attempt_id=run.attempt.pk, question=question.key, chosen=kept, right=right, at=now)
    run = run.with_answers([answer] if _first(answer) else _answers(run))
    if not run.complete:
        run = run.with_answers(_answers(run))
    if run.complete:
        finish(desk, run, now)
    return run


def _kept(question: PoolQuestion, chosen: Sequence[str]) -> list[str]:
    """Options by key, those of an ordering in their order, a number as it was understood."""
    if question.kind == "number":
        return [written(read_number(chosen[0], question.unit))]
    return list(chosen) if question.kind == "ordering" else sorted(set(chosen))


def _first(answer: AttemptAnswer) -> bool:
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError:
        if not Attempt.objects.filter(pk=answer.attempt_id).exists():
            raise
        return False
    return True


def _answers(run: Running) -> list[AttemptAnswer]:
    return list(AttemptAnswer.objects.filter(attempt=run.attempt.pk))


@transaction.atomic
def finish(desk: Desk, run: Running, now: datetime) -> Attempt:
    """The result, given once; a pass completes the unit. Raises Refused while a question is open."""
    if not run.complete or not run.questions:
        raise Refused(_("Answer all questions first."))
    result = run.result
    given = Attempt.objects.open().filter(pk=run.attempt.pk)
    verdict = {"finished_at": now, "correct": result.correct, "of": result.of, "passed": result.passed}
    first = given.update(**verdict)
    if first and result.passed and desk.completion is None:
        evidence = {"attempt": run.attempt.pk, "correct": result.correct, "of": result.of}
        record_completion(desk, Completion.How.PASSED, evidence, now)
    for name, value in verdict.items():
        setattr(run.attempt, name, value)
    return run.attempt
