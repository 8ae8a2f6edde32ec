"""The panel of a unit's edit page that says what is missing, each line with the field it leads to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import require_admin_access
from wagtail.admin.panels import Panel
from wagtail.models import PagePermissionTester

from content import announcing
from content.lint import Remark, takes
from content.models import KINDS, DecisionPage, Unit
from content.outlining import film_outline, unit_outline
from content.publishing import faults_of
from content.targets import ORDER, Target, target_of
from content.worked_panel import worked_of

# Any key: the script puts the page's own here, which a new page gets at its first saving.
NEW = 0


@dataclass(frozen=True, slots=True)
class Line:
    """`path` leads to the field, `field` is its name in the form, `where`: which of several blocks it is."""

    message: str
    path: str
    field: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """`minutes` is the number to propose, None where the page says it already."""

    errors: list[Line]
    warnings: list[Line]
    minutes: int | None

    @property
    def found(self) -> int:
        return len(self.errors) + len(self.warnings)


def findings_of(page: Unit) -> Findings:
    """Of the page as it is in memory."""
    remarks = faults_of(page, timezone.localdate())
    needed = takes(unit_outline(page), film_outline(page.film))
    return Findings(
        errors=_lines(page, (remark for remark in remarks if remark.weight == "error")),
        warnings=_lines(page, (remark for remark in remarks if remark.weight == "warning")),
        minutes=needed if needed != page.minutes else None,
    )


def _lines(page: Unit, remarks: Iterable[Remark]) -> list[Line]:
    """As the fields stand in the form; the address of a new page follows from its title."""
    targets = sorted(
        ((target_of(page, remark), remark.message) for remark in remarks), key=lambda found: _rank(found[0])
    )
    return [
        Line(message, target.path, target.field, _where(target))
        for target, message in targets
        if page.pk or target.field != "slug"
    ]


def _rank(target: Target) -> tuple[int, int]:
    """As the form is read: by field, what is about all of it first, then block after block."""
    field = ORDER.index(target.field) if target.field in ORDER else len(ORDER)
    return field, -1 if target.number is None else target.number


def _where(target: Target) -> str:
    """Many sections and questions can lack the same, in the same words."""
    said = {"body": _("Section %(n)s"), "questions": _("Question %(n)s")}.get(target.field)
    return str(said) % {"n": target.number + 1} if said and target.number is not None else ""


def _of_form(page: Unit, form: Any) -> Findings:
    """Also what the page does not hold: what its next publication is said to be, in the form's last panel."""
    found = findings_of(page)
    unsaid = [Line(words, name, name) for name, words in announcing.lacking(form)]
    return replace(found, errors=[*found.errors, *unsaid])


def _marked(form: Any, findings: Findings) -> list[Line]:
    """Fields that the form itself could not take; what was typed there is not in the page."""
    named = {line.field for line in findings.errors}
    said = _("%(field)s: see what is marked there.")
    return [
        Line(said % {"field": form.fields[name].label}, name, name)
        for name in form.errors
        if name in form.fields and name not in named
    ]


def _asked(data: Any) -> str:
    """What was pressed and is not done: Publish, or Submit by those who may not publish."""
    pressed = [act for act in announcing.LEADING_ON if act in data]
    return ("publish" if "action-publish" in pressed else "submit") if pressed else ""


class ChecksPanel(Panel):
    """Holds no field; it stands above those that the author fills."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/admin/checks_panel.html"

        class Media:
            css = {"all": ["editor/checks.css"]}
            js = ["js/admin_checks.js", "js/admin_names.js", "js/admin_passages.js", "js/admin_questions.js"]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            findings = _of_form(self.instance, self.form)
            return context | {
                "new": self.instance.pk is None and not self.form.is_bound,
                "findings": replace(findings, errors=[*findings.errors, *_marked(self.form, findings)]),
                "address": reverse("unit_checks", args=[self.instance.pk or NEW]),
                "refused": bool(self.form.errors) and _asked(self.form.data),
            }


@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def unit_checks(request: HttpRequest, pk: int) -> HttpResponse:
    """The inside of the panel: of the draft as it was saved last, or with what is typed; nothing is kept.

    With a decision comes the inside of the panel that works it through.
    """
    page = get_object_or_404(Unit, pk=pk)
    if not PagePermissionTester(request.user, page).can_edit():
        return HttpResponse(status=403)
    draft = page.get_latest_revision_as_object()
    shown: dict[str, Any] = {"findings": _of_form(draft, _filled(draft, request))}
    if isinstance(draft, DecisionPage):
        shown["worked"] = worked_of(draft)
        return render(request, "content/admin/_checks_worked.html", shown)
    return render(request, "content/admin/_checks.html", shown)


def _filled(draft: Unit, request: HttpRequest) -> Any:
    """The form, with what was sent in the draft; fields that cannot be read stay as they were."""
    model_form = draft.get_edit_handler().get_form_class()
    typed = request.POST if request.method == "POST" else None
    form = model_form(typed, instance=draft, parent_page=draft.get_parent(), for_user=request.user)
    if form.is_bound:
        form.defer_required_fields()
        form.is_valid()
    return form


def install() -> None:
    for model in KINDS:
        model.content_panels = [ChecksPanel(heading=_("Course checks"), icon="check"), *model.content_panels]
