"""The page behind a reviewer's link: the draft as readers would see it, its warnings, one decision."""

import re
from posixpath import normpath
from typing import Any

from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.documents import get_document_model
from wagtail.models import Page

from content.atlas import Plate
from content.checks_panel import findings_of
from content.models import Approval, Film, Unit
from content.publishing import PublishRefused
from content.sending import send
from content.views import film_answer, plate_answer

from .deciding import Ended, decide, ending_of, followed
from .forms import LONGEST_COMMENT, DecidingForm

# Where the files of a draft stand in its page; elsewhere only authors may have them.
FILES = re.compile(r'(?<=[\s",])/(media|films|documents|plates)/([^\s",?#<>]+)')
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "private, no-store, max-age=0",
    "Referrer-Policy": "same-origin",  # other sites get nothing; none at all would break the form's check
}
PLATE = re.compile(r"([a-z]+)/([a-z0-9-]{1,120})-(\d{1,4})-([a-z]+)\.svg")
WHOLE = {Unit.Kind.CHECK: "questions", Unit.Kind.DECISION: "committed"}


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, token: str) -> HttpResponse:
    approval = followed(token, timezone.now())
    if approval is None:
        return _ended(request, token)
    if request.method != "POST":
        return _page(request, approval, token, DecidingForm())
    form = DecidingForm(request.POST)
    if not form.is_valid():
        return _page(request, approval, token, form, 422)
    approved = form.cleaned_data["verdict"] == "approve"
    try:
        decided = decide(token, approved, form.cleaned_data["comment"], timezone.now())
    except Ended:
        return _ended(request, token)
    except PublishRefused as refused:
        return _page(request, approval, token, form, 409, refused=refused)
    return _guarded(render(request, "content/review/thanks.html", {"approval": decided}))


@require_safe
def review_file(request: HttpRequest, token: str, kind: str, name: str) -> HttpResponseBase:
    """A picture, film or document that stands in the draft of this link, and nothing else."""
    approval = followed(token, timezone.now())
    if approval is None or (kind, name) not in set(FILES.findall(_draft(request, approval))):
        raise Http404("No such file.")
    answer = _file(request, kind, name)
    answer.headers["X-Robots-Tag"] = HEADERS["X-Robots-Tag"]
    answer.headers["Cache-Control"] = HEADERS["Cache-Control"]
    return answer


def _file(request: HttpRequest, kind: str, name: str) -> HttpResponseBase:
    if kind == "media":
        if normpath(name) != name or name.startswith(("documents/", "reports/", "films/", "..")):
            raise Http404("No such file.")
        return send(request, FieldFile(None, FileField(), name))
    if kind == "plates":
        asked = PLATE.fullmatch(name)
        if asked is None:
            raise Http404("No such drawing.")
        return plate_answer(request, Plate(asked[1], asked[2], int(asked[3])), asked[4])
    pk, _, rest = name.partition("/")
    model = Film if kind == "films" else get_document_model()
    found = model.objects.filter(pk=pk).first() if pk.isdecimal() else None
    if found is None:
        raise Http404("No such file.")
    if kind == "films":
        return film_answer(request, found, rest)
    # An author may name any document; one of a private collection is not theirs to hand on.
    if found.filename != rest or found.collection.get_view_restrictions().exists():
        raise Http404("No such file.")
    return send(request, found.file)


def _draft(request: HttpRequest, approval: Approval) -> str:
    """The whole of it in one page, as Wagtail's preview makes it; no form in it has a token."""
    _page, template, context = _shown(request, approval)
    return render_to_string(template, context, request)


def _shown(request: HttpRequest, approval: Approval) -> tuple[Page, str, dict[str, Any]]:
    """The page of the draft, and the template and context of its preview."""
    page = approval.revision.as_object()
    mode = WHOLE.get(page.kind, "print") if isinstance(page, Unit) else ""
    request.is_preview, request.preview_mode = True, mode
    context = page.get_context(request)
    del context["theme"]  # the light that the reader's own system asks for
    return page, page.get_preview_template(request, mode), context


def _page(
    request: HttpRequest, approval: Approval, token: str, form: DecidingForm, status: int = 200, **more: Any
) -> HttpResponse:
    page, template, context = _shown(request, approval)
    findings = findings_of(page) if isinstance(page, Unit) else None
    context |= {
        "shown": template,
        "approval": approval,
        "form": form,
        "findings": findings,
        "review_csrf": get_token(request),
        **more,
    }
    words = render_to_string("content/review/page.html", context, request)
    own = reverse("content:review", args=[token])
    return _guarded(HttpResponse(FILES.sub(rf"{own}\1/\2", words), status=status))


def _ended(request: HttpRequest, token: str) -> HttpResponse:
    """What was written meanwhile goes back to whoever wrote it."""
    why, approval = ending_of(token, timezone.now())
    context = {
        "why": why,
        "approval": approval,
        "sent": request.method == "POST",
        "comment": request.POST.get("comment", "")[:LONGEST_COMMENT].strip(),
    }
    return _guarded(render(request, "content/review/ended.html", context, status=410))


def _guarded(response: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
