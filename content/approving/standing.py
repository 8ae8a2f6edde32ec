"""Where a review stands, for those who edit the page: atop its form, and on a page to ask a reviewer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.panels import Panel
from wagtail.models import Page, TaskState, WorkflowState

from content.models import KINDS, Approval, MailReview, Unit

from .asking import ask, withdraw
from .forms import AskingForm

ADDRESS = "subject_review"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said last on the way to being published; `who` is empty where it is not known."""

    who: str
    step: str
    comment: str
    on: datetime
    sent_back: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """`step` is None where changes were asked for; `last`: the link not withdrawn, `open` while it works."""

    step: TaskState | None
    by_mail: bool
    last: Approval | None
    open: bool
    said: Said | None


def standing_of(page: Page, now: datetime) -> Standing | None:
    """None for a page that is not on its way through a workflow."""
    way = page.current_workflow_state if page.pk else None
    if way is None:
        return None
    step = page.current_workflow_task_state
    by_mail = step is not None and isinstance(step.task.specific, MailReview)
    last = Approval.objects.filter(step=step, ended_at=None).first() if by_mail else None
    return Standing(step, by_mail, last, last is not None and last.expires_at > now, _said_last(way))


def _said_last(way: WorkflowState) -> Said | None:
    decided = (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED)
    state = (
        way.task_states.filter(status__in=decided, finished_at__isnull=False).order_by("finished_at").last()
    )
    if state is None:
        return None
    letter = Approval.objects.filter(step=state, decided_at__isnull=False).first()
    who = str(letter or "") if state.finished_by is None else state.finished_by.get_full_name()
    sent_back = state.status == TaskState.STATUS_REJECTED
    return Said(who, state.task.name, state.comment, state.finished_at, sent_back)


class StandingPanel(Panel):
    """Holds no field; shown only while the page is on its way through a workflow."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/admin/review_standing.html"

        def __init__(self, **given: Any) -> None:
            super().__init__(**given)
            self.standing = standing_of(self.instance, timezone.now())

        def is_shown(self) -> bool:
            return super().is_shown() and self.standing is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"standing": self.standing, "address": reverse(ADDRESS, args=[self.instance.pk])}


@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def subject_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks a reviewer, sends the link anew or withdraws it; while one reads, the form itself is locked."""
    page = get_object_or_404(Unit, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    standing = standing_of(page, timezone.now())
    if standing is None or standing.step is None or not standing.by_mail:
        messages.info(request, _("“%(title)s” does not wait for a subject review.") % {"title": page.title})
        return redirect("wagtailadmin_pages:edit", pk)
    if request.method == "POST" and request.POST.get("do") == "withdraw":
        withdraw(standing.step, request.user, timezone.now())
        messages.success(request, _("The link is withdrawn, and the draft is open again."))
        return redirect("wagtailadmin_pages:edit", pk)
    form = AskingForm(request.POST if request.method == "POST" else None, initial=_known(standing))
    if form.is_valid():
        ask(standing.step, request.user, timezone.now(), **form.cleaned_data)
        messages.success(request, _("%(name)s gets the link by mail.") % {"name": form.cleaned_data["name"]})
        return redirect("wagtailadmin_pages:edit", pk)
    return _page(request, page, standing, form)


def _known(standing: Standing) -> dict[str, str]:
    return {"name": standing.last.name, "address": standing.last.address} if standing.last else {}


def _page(request: HttpRequest, page: Unit, standing: Standing, form: AskingForm) -> HttpResponse:
    edit, title = reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Subject review")
    context = {
        "page": page,
        "standing": standing,
        "form": form,
        "edit_url": edit,
        "header_title": title,
        "breadcrumbs_items": [{"url": edit, "label": page.title}, {"url": "", "label": title}],
    }
    return render(request, "content/admin/subject_review.html", context, status=422 if form.errors else 200)


def next_step(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Whoever submits a draft is led back to it: the panel at its top says what comes next."""
    submitted = "action-submit" in request.POST or "action-restart-workflow" in request.POST
    # Asked anew: the page in memory may hold what it was told before it was submitted.
    standing = standing_of(Page.objects.get(pk=page.pk), timezone.now()) if submitted else None
    return redirect("wagtailadmin_pages:edit", page.pk) if standing and standing.by_mail else None


def addresses() -> list[URLPattern]:
    return [path("subject-review/<int:pk>/", subject_review, name=ADDRESS)]


def install() -> None:
    for model in KINDS:
        panel = StandingPanel(heading=gettext_lazy("Review"), icon="mail")
        model.content_panels = [panel, *model.content_panels]
    hooks.register("register_admin_urls", addresses)
    hooks.register("after_edit_page", next_step)
    hooks.register("after_create_page", next_step)
