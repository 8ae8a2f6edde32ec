"""A run of a check's draft as a reader would get it, with what each answer is told; nothing is recorded."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from content.atlas import atlas
from content.models import CheckPage
from content.quizzes.numbers import written
from content.quizzes.rules import faults

from . import grading
from .running import number_given, running_question
from .texts import PoolQuestion, pool_question
from .verdicts import question_words, verdict_words
from .views.checks import passage_of

RUNS = {"run": 1, "run-2": 2, "run-3": 3}


def run_of(page: CheckPage, part: str) -> dict[str, Any]:
    """What this part of a preview draws, none for another; unfinished questions are only named."""
    if part not in RUNS:
        return {}
    pool, unfinished = {}, []
    for child in page.questions:
        if any(True for _fault in faults(child.value)) or not child.value["key"]:
            unfinished.append(child.value["stem"] or child.value["key"] or _("a question without words"))
        else:
            question = pool_question(child.value)
            pool[question.key] = question
    drawn = (
        grading.draw([q.graded for q in pool.values()], max(page.draw or 1, 1), RUNS[part]) if pool else ()
    )
    asked = [running_question(pool[each.question], each.options) for each in drawn]
    return {"unfinished": unfinished, "asked": [_shown(question) for question in asked], "of": len(pool)}


def _shown(question: PoolQuestion) -> dict[str, Any]:
    """The question, and the verdicts on a right answer and on another."""
    told = [_told(question, answer) for answer in (_right(question), _other(question))]
    passage = passage_of(question, atlas())
    return {
        "question": question_words(question, apart=True),
        "told": told,
        "passage": passage,
        "lost": question.passage if passage is None else "",
    }


def _told(question: PoolQuestion, answer: list[str]) -> dict[str, Any]:
    marks = grading.grade(question.graded, answer)
    number = number_given(answer) if question.kind == "number" else None
    return {**verdict_words(question, marks, number), "right": marks.right}


def _right(question: PoolQuestion) -> list[str]:
    if question.target is not None:
        return [written(question.target.value)]
    if question.kind == "ordering":
        return list(question.order)
    return [key for key, option in question.options.items() if option.right]


def _other(question: PoolQuestion) -> list[str]:
    """Too low, the order in which the lines are shown, or the first option that is wrong."""
    if question.target is not None:
        return [written(question.target.least - 1)]
    if question.kind == "ordering":
        return list(question.options)
    return next(_wrong(question), [])


def _wrong(question: PoolQuestion) -> Iterator[list[str]]:
    return ([key] for key, option in question.options.items() if not option.right)
