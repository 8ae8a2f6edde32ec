"""Every URL pattern of the product with addresses made from it: right arguments, and wrong ones."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from django.utils.regex_helper import normalize

from portal.prepare import ROOT

OURS = {app for app in settings.INSTALLED_APPS if (ROOT / app).is_dir()}
PARAMETER = re.compile(r"<(?:(?P<kind>[^:>]+):)?(?P<name>\w+)>")
Arguments = Mapping[str, object]


@dataclass(frozen=True)
class Address:
    """`name` with its namespaces; `pieces` are the patterns from the root to here."""

    name: str
    module: str
    pieces: tuple[object, ...]
    exempt: bool

    @property
    def ours(self) -> bool:
        return self.module.split(".")[0] in OURS

    @property
    def parameters(self) -> dict[str, str]:
        """Name of each argument, with the name of its converter (regex: of none)."""
        found: dict[str, str] = {}
        for piece in self.pieces:
            if isinstance(piece, RoutePattern):
                found |= {m["name"]: m["kind"] or "str" for m in PARAMETER.finditer(str(piece))}
            else:
                found |= {name: "regex" for _, names in normalize(piece.regex.pattern) for name in names}
        return found

    def path(self, arguments: Arguments) -> str:
        return "/" + "".join(filled(piece, arguments) for piece in self.pieces)


def filled(piece: object, arguments: Arguments) -> str:
    if isinstance(piece, RoutePattern):
        return PARAMETER.sub(lambda match: str(arguments[match["name"]]), str(piece))
    form, names = normalize(piece.regex.pattern)[0]
    return form % {name: arguments[name] for name in names}


def addresses() -> list[Address]:
    return list(under(get_resolver()))


def under(
    resolver: URLResolver, names: tuple[str, ...] = (), above: tuple[object, ...] = ()
) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pieces = above if isinstance(entry.pattern, LocalePrefixPattern) else (*above, entry.pattern)
        if isinstance(entry, URLResolver):
            yield from under(entry, (*names, *filter(None, [entry.namespace])), pieces)
        elif isinstance(entry, URLPattern):
            exempt = getattr(entry.callback, "csrf_exempt", False)
            name = ":".join((*names, entry.name or str(entry.pattern)))
            yield Address(name, view_module(entry.callback), pieces, exempt)


def view_module(view: object) -> str:
    """Where the view was written, under all that was wrapped around it."""
    while inner := getattr(view, "__wrapped__", None):
        view = inner
    return str(view.__module__)
