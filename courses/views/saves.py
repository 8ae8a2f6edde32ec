"""Where pages report a place in the background, and where Continue is pressed."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from courses.actions import Kept, Locked, continue_from, keep_place, report_played
from courses.desk import Desk, at_desk

from .bodies import body_of, number_in, played_of, spot_of
from .doors import act, back_to


@act
def place(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    spot = spot_of(body_of(request))
    kept, line = at_desk(
        request, module, unit, lambda desk: (keep_place(desk, spot, timezone.now()), desk.line)
    )
    if request.content_type == "application/json":
        return _told(kept)
    return back_to(f"{line.url}{spot.section}/", spot.sentence)


@act
def played(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    report, known = played_of(body_of(request))

    def record(desk: Desk) -> Kept:
        return report_played(desk, report, timezone.now(), **known)

    return _told(at_desk(request, module, unit, record))


def _told(kept: Kept) -> JsonResponse:
    """`moved` is false when a newer act had moved the place already; `completed` says how, or nothing."""
    return JsonResponse({"moved": kept.moved, "completed": kept.completion and kept.completion.how})


@act
def continue_(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    """On to the next section; from the last one to where the unit's state stands."""
    section = request.POST.get("section", "")
    counted = request.POST.get("seconds", "")
    visible = number_in(request.POST, "seconds") if counted else None

    def on(desk: Desk) -> str:
        try:
            kept = continue_from(desk, section, visible, timezone.now())
        except Locked:
            return f"{desk.line.url}{section}/#question"
        last = section == desk.text.sections[-1]
        return f"{desk.line.url}{kept.place.section}/#{'state' if last else 'text'}"

    return back_to(at_desk(request, module, unit, on))
