"""How a check's questions behave, for its authors: sums over first attempts, never anybody's answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import user_has_any_page_permission, user_passes_test

from content.atlas import atlas
from content.models import CheckPage
from content.quizzes.numbers import BANDS
from courses import grading
from courses.item_statistics import ENOUGH, GROUP, Asked, Given, ItemLine, item_lines
from courses.models import Attempt, AttemptAnswer
from courses.running import number_given
from courses.texts import PoolQuestion, text_of
from courses.verdicts import number_lines

from .lines import check_to_edit, page_context


@dataclass(frozen=True, slots=True)
class OptionRow:
    text: str
    right: bool
    percent: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A question of the pool as the page shows it."""

    question: PoolQuestion
    item: ItemLine
    options: list[OptionRow]
    flags: list[str]


@require_safe
def statistics(request: HttpRequest, pk: int) -> HttpResponse:
    page = check_to_edit(request, pk)
    context = page_context(page, _("Question statistics"))
    rows = list(_rows(page)) if page.live else []
    context |= {
        "rows": rows,
        "enough": ENOUGH,
        "group": GROUP,
        "exchange_url": reverse("courses_checks:exchange", args=[page.pk]),
    }
    return render(request, "courses/admin/statistics.html", context)


@require_safe
@user_passes_test(user_has_any_page_permission)
def listing(request: HttpRequest) -> HttpResponse:
    """The checks that this author may edit."""
    checks = CheckPage.objects.live().order_by("path")
    context = {
        "checks": [page for page in checks if page.permissions_for_user(request.user).can_edit()],
        "header_title": _("Question statistics"),
        "breadcrumbs_items": [{"url": "", "label": _("Question statistics")}],
    }
    return render(request, "courses/admin/statistics_list.html", context)


def _rows(page: CheckPage) -> Iterator[Row]:
    """Of the questions as they are published; answers to an older wording or a translation count."""
    shelf = atlas()
    line = shelf.unit(page.pk)
    if line is None:
        return
    pool = text_of(line, shelf.stamp).pool
    items = item_lines([_asked(question) for question in pool.values()], list(_given(line.record, pool)))
    for question, item in zip(pool.values(), items, strict=True):
        yield Row(question, item, _options(question, item), [_said(flag) for flag in item.flags])


def _asked(question: PoolQuestion) -> Asked:
    if question.kind == "number":
        return Asked(question.key, BANDS, frozenset({"right"}), True)
    right = frozenset(key for key, option in question.options.items() if option.right)
    return Asked(question.key, tuple(question.options), right, question.kind == "single")


def _given(record: int, pool: Mapping[str, PoolQuestion]) -> Iterator[Given]:
    firsts = set(_first_attempts(record))
    rows = AttemptAnswer.objects.filter(attempt__check_page=record, attempt__finished_at__isnull=False)
    for attempt, key, chosen, right in rows.order_by("attempt__finished_at", "pk").values_list(
        "attempt_id", "question", "chosen", "right"
    ):
        if attempt in firsts and key in pool:
            yield Given(attempt, key, right, _picks(pool[key], chosen))


def _first_attempts(record: int) -> Iterable[int]:
    """Of each learner the first, once it is finished; a second one has seen the answers."""
    rows = Attempt.objects.filter(check_page=record, set_aside_at__isnull=True)
    seen: set[int] = set()
    for pk, learner, finished in rows.order_by("started_at", "pk").values_list(
        "pk", "learner_id", "finished_at"
    ):
        if learner not in seen:
            seen.add(learner)
            if finished is not None:
                yield pk


def _picks(question: PoolQuestion, chosen: list[str]) -> frozenset[str]:
    """Options chosen, lines in their right place, or where the number fell."""
    if question.kind == "number":
        number = number_given(chosen)
        return frozenset({question.target.band(number)} if question.target and number is not None else ())
    if question.kind == "ordering":
        marks = grading.placed(question.graded, [key for key in chosen if key in question.options])
        return frozenset(key for key, outcome in marks.outcomes.items() if outcome == "best")
    return frozenset(chosen)


def _options(question: PoolQuestion, item: ItemLine) -> list[OptionRow]:
    if item.shares is None:
        return []
    if question.kind == "number":
        titles = dict(zip(BANDS, number_lines(question, None), strict=True))
        return [OptionRow(titles[band].text, band == "right", item.shares[band]) for band in BANDS]
    return [OptionRow(each.text, each.right, item.shares[key]) for key, each in question.options.items()]


def _said(flag: str) -> str:
    return {
        "easy": _("Nearly everybody gets this right."),
        "hard": _("Few get this right: is it taught where the link says?"),
        "backwards": _("Those who do well elsewhere miss it: look at the wording."),
        "weak": _("It says little about the rest."),
        "trap": _("A wrong option is chosen more often than the right one."),
        "unused": _("Nobody chooses one of its options."),
    }[flag]
