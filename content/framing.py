"""Which other host a page may frame: none, but for a page with a film that lies elsewhere, its provider's."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
NAMED = "frame_sources"


def may_frame(request: HttpRequest, origin: str) -> None:
    """Said by the template of the film, so that it holds wherever that is shown, previews included."""
    setattr(request, NAMED, {*getattr(request, NAMED, ()), origin})


def frames_named(get_response: Answer) -> Answer:
    """Middleware inside the content policy's own, which adds what stands here to its frame-src."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if sources := sorted(getattr(request, NAMED, ())):
            response._csp_update = {"frame-src": sources}
        return response

    return respond
