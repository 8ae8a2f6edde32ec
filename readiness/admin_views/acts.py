"""Publishing, withdrawing and deleting a version: each asks first."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from readiness.actions.refusals import Refused
from readiness.actions.uploading import delete_draft, publish_version, withdraw_version
from readiness.models import Round
from readiness.versions import current

from .lines import NEEDS, WRITE, line_of, trail
from .versions import GONE, row_of


@dataclass(frozen=True, slots=True)
class Verb:
    """What may be done with a version: what is asked before, what is said after, and the act."""

    title: str
    asks: str
    button: str
    said: str
    act: Callable[[HttpRequest, str], object]


ACTS = {
    "publish": Verb(
        gettext_lazy("Publish {id}"),
        gettext_lazy(
            "New assessments and rounds will ask by {id} from now on. Those that are open go on with the"
            " version they began with. A published version never changes."
        ),
        gettext_lazy("Publish"),
        gettext_lazy("{id} is published. New assessments and rounds ask by it."),
        lambda request, id: publish_version(
            id, request.POST.get("fingerprint", ""), request.user, timezone.now()
        ),
    ),
    "withdraw": Verb(
        gettext_lazy("Withdraw {id}"),
        gettext_lazy(
            "No new assessment or round begins with {id}. Those that did go on to their end, and their"
            " results stay readable. You can publish it again."
        ),
        gettext_lazy("Withdraw"),
        gettext_lazy("{id} is withdrawn."),
        lambda request, id: withdraw_version(id, request.user),
    ),
    "delete": Verb(
        gettext_lazy("Delete the draft {id}"),
        gettext_lazy("The draft goes for good. Nobody was ever asked by it."),
        gettext_lazy("Delete"),
        gettext_lazy("The draft {id} is deleted."),
        lambda request, id: delete_draft(id, request.user),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(WRITE)
def act(request: HttpRequest, id: str, verb: str) -> HttpResponse:
    """Asks on GET, acts on POST."""
    if verb not in ACTS:
        raise Http404(GONE)
    if not request.user.has_perm(NEEDS[verb]):
        raise PermissionDenied
    row, error = row_of(id), ""
    if request.method == "POST":
        try:
            ACTS[verb].act(request, id)
        except Refused as refused:
            error = str(refused)
        else:
            messages.success(request, ACTS[verb].said.format(id=id))
            return redirect("readiness_versions:listing")
    doing, line = ACTS[verb], line_of(row, current())
    context = {
        "line": line,
        "breadcrumbs_items": trail((id, line.url), (doing.button, "")),
        "header_title": doing.title.format(id=id),
        "asks": doing.asks.format(id=id),
        "button": doing.button,
        "serious": verb != "publish",
        "error": error,
        "rounds": Round.objects.filter(instrument_id=id).count(),
    }
    return render(request, "readiness/admin/act.html", context, status=409 if error else 200)
