"""A decision: set the figures, see what they come to, commit, and read what happened."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.atlas import atlas
from content.exercise_pages import exercise as exercise_of_page
from content.exercises.exercise import Exercise
from content.exercises.working import PICK
from content.languages import words_language
from content.models import DecisionPage, Unit
from content.page_contexts import unit as unit_preview
from content.parsing.faults import FaultsFound
from content.serving import unit_context
from courses import actions
from courses.actions import Faulty
from courses.desk import Desk, at_desk
from courses.learner import key_of, who_asks
from courses.ledger import ledger
from courses.models import Commitment, Decision
from courses.standings import refresh_for
from courses.texts import text_of
from courses.yours import ENOUGH_ANSWERS, Committed

from .doors import act, back_to

AGAIN = "again"
REFUSED = "refused"


def decision_page(request: HttpRequest, page: Unit) -> HttpResponse:
    """The form, or what happened once a choice is committed; `?again` leads back to the form.

    Three statements at most: the decision, what others chose, the commitment.
    """
    shelf = atlas(page.atlas_stamp, words_language(request))
    context = unit_context(page, shelf)
    exercise = text_of(context["line"], shelf.stamp).exercise
    record = context["line"].record
    decision = _decision(request, record)
    sent = dict(request.GET.items())
    trying = bool(sent) or decision is None
    shown = sent if sent.keys() - {AGAIN, REFUSED} else (decision.choice if decision else {})
    return render(
        request,
        "courses/decision.html",
        context
        | decision_context(record, exercise, shown, decision, trying)
        | {
            "refused": REFUSED in sent,
            "refresh": refresh_for(who_asks(request), context["line"]),
            "commitment": None if trying else _commitment(request, record),
        },
    )


def decision_context(
    record: int, exercise: Exercise | None, shown: dict[str, str], decision: Decision | None, trying: bool
) -> dict[str, Any]:
    book = ledger(exercise, shown) if exercise else None
    return {
        "ledger": book,
        "decision": decision,
        "trying": trying,
        "others": []
        if trying or decision is None or exercise is None
        else _others(record, exercise, decision),
        "refused": False,
        "again_url": f"?{AGAIN}=1",
        "commitment": None,
    }


def preview_context(
    page: DecisionPage, request: HttpRequest, committed: bool, picked: bool
) -> dict[str, Any]:
    """The draft, before a choice or after one; nothing is kept, and what others chose is not told."""
    context = unit_preview(page, request)
    try:
        exercise = exercise_of_page(page)
    except FaultsFound:
        exercise = None  # the form says what is wrong
    rows = exercise.rows if exercise and exercise.picks and picked else ()
    shown = {PICK: rows[0].key} if rows else {}
    return context | decision_context(page.pk, exercise, shown, None, trying=not committed)


def _decision(request: HttpRequest, record: int) -> Decision | None:
    named = who_asks(request).named
    return Decision.objects.filter(learner=key_of(**named), unit=record).first() if named else None


def _commitment(request: HttpRequest, record: int) -> Committed | None:
    named = who_asks(request).named
    row = Commitment.objects.filter(learner=key_of(**named), unit=record).first() if named else None
    return row and Committed(row.text, row.owner, str(row.due or ""), row.done_at is not None)


def _others(record: int, exercise: Exercise, mine: Decision) -> list[tuple[dict[str, str], int]]:
    """How many chose what, from ten on; for nobody who has not decided."""
    rows = Decision.objects.filter(unit=record).order_by().values_list("key").annotate(n=Count("pk"))
    counts = dict(rows)
    if sum(counts.values()) < ENOUGH_ANSWERS:
        return []
    kinds = (
        [(row.key, row.label) for row in exercise.rows]
        if exercise.picks
        else [(finding.key, finding.title) for finding in exercise.findings]
    )
    return [({"key": key, "text": text}, counts.get(key, 0)) for key, text in kinds]


@act
def decide(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    """`do` is work (see what it comes to; nothing is kept) or commit."""
    sent = _fields(request.POST)

    def record(desk: Desk) -> HttpResponse:
        if request.POST.get("do") != "commit":
            return back_to(f"{desk.line.url}?{urlencode(sent)}", "ledger")
        try:
            actions.commit(desk, sent, timezone.now())
        except Faulty:
            return back_to(f"{desk.line.url}?{urlencode({**sent, REFUSED: 1})}", "ledger")
        return back_to(desk.line.url, "happened")

    return at_desk(request, module, unit, record)


def _fields(posted: QueryDict) -> dict[str, str]:
    """What the form's own fields hold; the rest is the frame's. Cut where no number is longer."""
    return {name: value[:60] for name, value in posted.items() if name not in ("csrfmiddlewaretoken", "do")}


@require_safe
def by_slug(request: HttpRequest, slug: str) -> HttpResponse:
    """/decide/<slug>/ leads to the unit."""
    for module in atlas().modules:
        for line in module.open_units:
            if line.kind == Unit.Kind.DECISION and line.slug == slug:
                return back_to(line.url)
    raise Http404("No such decision.")
