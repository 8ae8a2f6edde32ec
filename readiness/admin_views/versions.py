"""Versions of the instrument: the list, the upload with its report, the preview, and what may be done."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import permission_required

from content.parsing.faults import Fault, FaultsFound
from readiness.actions.refusals import Refused
from readiness.actions.uploading import keep_draft, why_not_publish
from readiness.dry_run import trials
from readiness.instrument import Instrument
from readiness.instrument_file import BIGGEST, SHIPPED, read, shipped, shipped_ids
from readiness.models import Version
from readiness.version_change import asked_for, differences
from readiness.versions import before, current

from .lines import (
    NEEDS,
    PUBLISH,
    VERBS,
    WRITE,
    level_lines,
    line_of,
    pillar_lines,
    shipped_line,
    trail,
    version_lines,
)

MOST_FAULTS = 100
GONE = gettext_lazy("There is no such version.")


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Instrument file"),
        help_text=gettext_lazy("YAML, in the form of the version that you download here."),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > BIGGEST:
            raise forms.ValidationError(
                _("The file has %(size)s bytes; an instrument has at most %(biggest)s.")
                % {"size": file.size, "biggest": BIGGEST}
            )
        return file


@require_safe
@permission_required(WRITE)
def listing(request: HttpRequest) -> HttpResponse:
    context = {
        "versions": version_lines(current()),
        "may_see_behaviour": request.user.has_perm(PUBLISH),
        "breadcrumbs_items": trail(),
        "header_title": _("Instruments"),
    }
    return render(request, "readiness/admin/versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(WRITE)
def upload(request: HttpRequest) -> HttpResponse:
    """The report of a faulty file, or the preview of the draft that a good one became."""
    if request.method != "POST":
        return _upload_page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, form)
    file = form.cleaned_data["file"]
    try:
        draft = keep_draft(file.read(), file.name, request.user, timezone.now())
    except FaultsFound as found:
        return _upload_page(request, form, found.faults)
    except Refused as refused:
        form.add_error("file", str(refused))
        return _upload_page(request, form)
    messages.success(
        request,
        _("%(draft)s is kept as a draft. Nobody is asked by it before it is published.") % {"draft": draft},
    )
    return redirect("readiness_versions:version", draft.pk)


def _upload_page(request: HttpRequest, form: UploadForm, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    context = {
        "form": form,
        "faults": faults[:MOST_FAULTS],
        "count": len(faults),
        "more": max(0, len(faults) - MOST_FAULTS),
        "breadcrumbs_items": trail((_("Upload a version"), "")),
        "header_title": _("Upload a version"),
    }
    status = 422 if faults or form.errors else 200
    return render(request, "readiness/admin/upload.html", context, status=status)


@require_safe
@permission_required(WRITE)
def version(request: HttpRequest, id: str) -> HttpResponse:
    """What it asks, how it differs, whether its sums come out, and what may be done with it."""
    used = current()
    if id in shipped_ids():
        line, instrument, verbs = shipped_line(id, used), shipped(id), ()
    else:
        row = row_of(id)
        line, instrument = line_of(row, used), _read(row)
        verbs = tuple(verb for verb in VERBS[row.state] if request.user.has_perm(NEEDS[verb]))
    context = {
        "line": line,
        "instrument": instrument,
        "levels": level_lines(instrument),
        "pillars": pillar_lines(instrument),
        "verbs": verbs,
        "trials": trials(instrument),
        "breadcrumbs_items": trail((line.id, "")),
        "header_title": line.id,
        **_compared(instrument),
    }
    if line.state == "draft":
        context["why_not"] = why_not_publish(instrument)
    return render(request, "readiness/admin/version.html", context)


def _compared(instrument: Instrument) -> dict[str, object]:
    """Beside the version before it; nothing for the first of all."""
    other = before(instrument)
    if other.id == instrument.id:
        return {}
    found = differences(other, instrument)
    size = asked_for(found)
    same_line = other.version[0] == instrument.version[0]
    return {
        "before": other,
        "differences": found,
        "asks_for": size.word if size and same_line else "",
        "same_line": same_line,
    }


@require_safe
@permission_required(WRITE)
def file(request: HttpRequest, id: str) -> HttpResponse:
    """The file as it was uploaded; of a shipped version, as it comes with the product."""
    text = (SHIPPED / f"{id}.yaml").read_text("utf-8") if id in shipped_ids() else row_of(id).text
    named = {"Content-Disposition": f'attachment; filename="{id}.yaml"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=named)


def row_of(id: str) -> Version:
    found = Version.objects.select_related("uploaded_by").filter(pk=id).first()
    if found is None:
        raise Http404(GONE)
    return found


def _read(row: Version) -> Instrument:
    """Drafts are read anew each time, so that those thrown away do not stay in memory."""
    return read(row.text.encode(), row.pk) if row.state == Version.State.DRAFT else row.instrument
