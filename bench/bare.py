"""The yardstick: a view that does nothing, in Django without any middleware."""

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"bare")


class BareRequest(WSGIRequest):
    urlconf = "bench.bare"  # Django resolves this request here, whatever ROOT_URLCONF says


class BareHandler(WSGIHandler):
    request_class = BareRequest


def bare_handler() -> WSGIHandler:
    with override_settings(MIDDLEWARE=[]):
        return BareHandler()


urlpatterns = [path("bare/", bare)]
