"""One question: its page, the buttons under it, and the door at which its script saves."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.device import asker_of
from readiness.actions import Closed, Stale, question_of, save_answer
from readiness.actions.refusals import Unknown
from readiness.forms import AnswerForm
from readiness.instrument import Instrument, Item
from readiness.models import Answer, Sheet
from readiness.questionnaire import minutes
from readiness.results.marking import is_asked

from .bodies import act_of
from .doors import act, done_url, refusal, told
from .lines import run_line
from .starts import sheet_of

CHOOSE = gettext_lazy("Choose an answer, or skip the question for now.")
SKIP = Answer.Mark.SKIPPED
CHECK = "check"


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in for a fault or a conflict on the page of a question."""

    error: str = ""
    mine: str = ""
    stored: Answer | None = None
    evidence: str | None = None
    status: int = 200


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, run: UUID, number: int) -> HttpResponse:
    if request.method == "POST":
        return _answer(request, run, number)
    return _page(request, run, number, request.GET.get("back", ""), Shown())


@act
def _answer(request: HttpRequest, run: UUID, number: int) -> HttpResponse:
    """Saves and goes on; without a choice, or over an answer that was not seen, the page says so."""
    form = AnswerForm(request.POST)
    back = request.POST.get("back", "")
    if not form.is_valid():
        return _page(request, run, number, back, Shown(error=form.complaint, status=422))
    given = form.cleaned_data
    value = SKIP if given["do"] == "skip" else given["answer"]
    if not value and given["do"] != "leave":
        return _page(request, run, number, back, Shown(CHOOSE, evidence=given["evidence"], status=422))
    if value:
        try:
            kept = save_answer(asker_of(request), run, number, form.act(value), timezone.now())
        except Stale as stale:
            return _page(request, run, number, back, Shown(mine=value, stored=stale.stored, status=409))
        last = number == len(kept.sheet.questions)
    if given["do"] == "leave":
        return redirect("readiness:assess")
    if back == CHECK or last:
        return redirect("readiness:check", run)
    return redirect("readiness:question", run, number + 1)


@act
def save(request: HttpRequest, run: UUID, number: int) -> HttpResponse:
    kept = save_answer(asker_of(request), run, number, act_of(request), timezone.now())
    answer = kept.answer
    return JsonResponse(
        {"saved": answer.answered_at.isoformat(), "seen": answer.seen, "answer": told(answer)}
    )


def _page(request: HttpRequest, run: UUID, number: int, back: str, shown: Shown) -> HttpResponse:
    sheet = sheet_of(request, run)
    if not sheet.takes_answers:
        if request.method == "POST":
            return refusal(request, Closed(sheet))
        return redirect(done_url(sheet))
    try:
        item = question_of(sheet, number)
    except Unknown as unknown:
        return refusal(request, unknown)
    answers = {answer.item: answer for answer in Answer.objects.filter(sheet=sheet)}
    context = {
        "run": run_line(sheet, sum(answer.mark != SKIP for answer in answers.values())),
        **_place(sheet, item, number, answers),
        **_choices(sheet.scope, item, answers.get(item.id)),
        **_state(item, answers.get(item.id), shown),
        "back": CHECK if back == CHECK else "",
        "asked": ", ".join(role.name for role in sheet.scope.roles if role.id in item.ask),
        "others": not is_asked(item, sheet.role),
        "terms": sheet.scope.terms,
    }
    return render(request, "readiness/question.html", context, status=shown.status)


def _place(sheet: Sheet, item: Item, number: int, answers: dict[str, Answer]) -> dict[str, object]:
    """Where the question stands among the others, and where its buttons lead."""
    run, scope, questions = sheet.public_id, sheet.scope, sheet.questions
    order = list(dict.fromkeys(scope.dimension_of[each.id] for each in questions))
    dimension = scope.dimensions[scope.dimension_of[item.id]]
    left = sum(each.id not in answers for each in questions[number - 1 :])
    return {
        "number": number,
        "total": len(questions),
        "minutes_left": max(1, minutes(sheet.form, left)),
        "place": order.index(dimension.id) + 1,
        "places": len(order),
        "dimension": dimension,
        "pillar_name": next(pillar.name for pillar in scope.pillars if dimension in pillar.dimensions),
        "item": item,
        "here": reverse("readiness:question", args=[run, number]),
        "save_url": reverse("readiness:save", args=[run, number]),
        "previous_url": reverse("readiness:question", args=[run, number - 1]) if number > 1 else None,
    }


def _choices(scope: Instrument, item: Item, answer: Answer | None) -> dict[str, object]:
    """The statements from the lowest level up, then the two ways not to choose one."""
    chosen = answer.value if answer else ""

    def choice(value: str, text: str) -> dict[str, object]:
        return {"value": value, "text": text, "checked": value == chosen}

    return {
        "options": [choice(str(level), text) for level, text in enumerate(item.anchors, start=1)],
        "dont_know": choice(Answer.Mark.UNKNOWN, Answer.Mark.UNKNOWN.label),
        "not_applicable": choice(Answer.Mark.NOT_APPLICABLE, item.not_applicable)
        if item.not_applicable is not None
        else None,
    }


def _state(item: Item, answer: Answer | None, shown: Shown) -> dict[str, object]:
    """What is kept, and what went wrong."""
    kept = None
    if answer is not None:
        kept = {
            "value": answer.value,
            "text": words_of(item, answer),
            "evidence": answer.evidence,
            "at": answer.answered_at,
        }
    conflict = None
    if shown.stored is not None:
        conflict = {
            "at": shown.stored.acted_at,
            "value": shown.stored.value,
            "text": words_of(item, shown.stored),
            "mine": shown.mine,
        }
    evidence = answer.evidence if answer else ""
    return {
        "answer": kept,
        "evidence": evidence if shown.evidence is None else shown.evidence,
        "seen": answer.seen if answer else "",
        "error": shown.error,
        "conflict": conflict,
    }


def words_of(item: Item, answer: Answer) -> str:
    """The statement chosen, or the words for why there is none."""
    return item.anchors[answer.level - 1] if answer.level is not None else answer.get_mark_display()
