"""What the one gunicorn of a run serves: the product as in production, and beside it the bare view."""

from collections.abc import Callable, Iterable
from typing import Any

from bench.bare import bare_handler
from portal.wsgi import application as product

bare = bare_handler()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    handler = bare if environ["PATH_INFO"] == "/bare/" else product
    return handler(environ, start_response)
