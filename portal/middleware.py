"""Headers that every response carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def response_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    return respond
