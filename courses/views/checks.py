"""A check: its first page, a question, the verdict on it, the result; and the two buttons that act."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from content.atlas import Atlas, UnitLine, atlas
from content.languages import words_language
from content.models import Unit
from content.passages import passage_at
from courses import actions
from courses.actions import Refused
from courses.answering import Said, said_by
from courses.desk import Desk, at_check
from courses.followup import asked_again
from courses.learner import key_of, who_asks
from courses.models import Attempt
from courses.models.attempts import AttemptQuerySet
from courses.running import Running, running
from courses.standings import refresh_for
from courses.texts import PoolQuestion, text_of
from courses.verdicts import question_words, verdict_words

from .doors import act, back_to


def start_page(request: HttpRequest, page: Unit) -> HttpResponse:
    context = _context(request, page)
    run, best = context["run"], _best(request, context["line"])
    going_on = run is not None and run.attempt.finished_at is None and not run.complete
    context |= {
        "best": best,
        "refresh": refresh_for(who_asks(request), context["line"]),
        "attempt": run.attempt if going_on else None,
        "next_number": run.next_number if going_on else 1,
    }
    return render(request, "courses/check_start.html", context)


def question_page(request: HttpRequest, page: Unit, number: int) -> HttpResponse:
    """The question, or the verdict once it is answered; a question that was not drawn is not there."""
    context = _context(request, page)
    run: Running | None = context["run"]
    question = run.question(number) if run else None
    if run is None or question is None:
        raise Http404("This question was not drawn.")
    context["number"] = number
    marks = run.marks(question)
    if marks is None:
        said = said_by(question, request.GET) if "choose" in request.GET else Said()
        context |= {"question": question_words(question, said.places), "said": said, "attempt": run.attempt}
        return render(request, "courses/check_question.html", context)
    following = run.next_number
    context |= {
        **verdict_words(question, marks, run.number(question)),
        "question": question_words(question),
        "attempt": run.attempt,
        "passage": passage_of(question, context["shelf"]),
        "last": following is None,
        "next_url": f"{context['line'].url}{following or 'result'}/",
    }
    return render(request, "courses/check_verdict.html", context)


def result_page(request: HttpRequest, page: Unit) -> HttpResponse:
    """The last result; without one there is nothing to see yet, and the first page says what to do."""
    context = _context(request, page)
    run: Running | None = context["run"]
    if run is None or run.attempt.finished_at is None:
        return HttpResponseRedirect(context["line"].url)
    answered = [question for question in run.questions if question.key in run.answers]
    missed = [question for question in answered if not run.answers[question.key].right]
    passages = ((passage_of(question, context["shelf"]), question.stem) for question in missed)
    context |= {
        "attempt": run.attempt,
        "total": run.attempt.of,
        "reread": [{**passage, "stem": stem} for passage, stem in passages if passage],
        "best": _best(request, context["line"]),
        "next_unit": context["shelf"].next_after(context["line"]),
        "again": asked_again(request, context["line"]) if run.attempt.passed else (),
    }
    return render(request, "courses/check_result.html", context)


def _context(request: HttpRequest, page: Unit) -> dict[str, Any]:
    """What all pages of a check get; one statement for the attempt, a second one for its answers."""
    shelf = atlas(page.atlas_stamp, words_language(request))
    line = shelf.unit(page.pk)
    if line is None:
        raise Http404("No unit is published at this address.")
    text = text_of(line, shelf.stamp)
    # The template knows the check by its own class; these two columns are all it misses in the common one.
    page.draw, page.pass_mark = text.draw, text.pass_mark
    attempt = _attempts(request, line).open_first().first()
    run = running(attempt, attempt.answers.all(), text) if attempt else None
    return {
        "page": page,
        "module": shelf.module_of(line),
        "line": line,
        "shelf": shelf,
        "run": run,
        "total": len(run.questions) if run else text.draw,
    }


def _best(request: HttpRequest, line: UnitLine) -> Attempt | None:
    return _attempts(request, line).best_first().first()


def _attempts(request: HttpRequest, line: UnitLine) -> AttemptQuerySet:
    """This reader's at this check; of nobody, none."""
    named = who_asks(request).named
    return (
        Attempt.objects.filter(learner=key_of(**named), check_page=line.record)
        if named
        else Attempt.objects.none()
    )


def passage_of(question: PoolQuestion, shelf: Atlas) -> dict[str, str] | None:
    return passage_at(question.passage, shelf)


@act
def check_start(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    """To the first question without an answer, of the open attempt or of a new one."""

    def start(desk: Desk) -> str:
        attempt = actions.start_attempt(desk, timezone.now())
        same = desk.run is not None and desk.run.attempt.pk == attempt.pk
        return f"{desk.line.url}{desk.run.next_number if same else 1}/"

    return back_to(at_check(request, module, unit, start))


@act
def check_answer(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    """Back to the same address, which now shows the verdict."""
    given = request.POST.get("number", "")
    if not (given.isascii() and given.isdecimal() and len(given) < 4):
        raise Refused(_("Say which question you answer: open it again and press Answer."))
    number = int(given)

    def answer(desk: Desk) -> str:
        here = f"{desk.line.url}{number}/"
        question = desk.run.question(number) if desk.run else None
        said = said_by(question, request.POST) if question else Said()
        if said.fault and desk.run and question and question.key not in desk.run.answers:
            return f"{here}?{said.query}"
        actions.answer_question(desk, number, said.chosen, timezone.now())
        return here

    return back_to(at_check(request, module, unit, answer))
