"""The map of what is published: modules, units, sections; kept per process until its stamp changes."""

from asgiref.local import Local
from django.conf import settings
from django.utils.translation import get_language

from .lines import HOME_PLATE, Atlas, ChangeLine, ModuleLine, PathLine, Plate, SectionLine, SiteLine, UnitLine
from .spoken import spoken, tongue_of
from .survey import read_atlas, read_stamp

__all__ = [
    "HOME_PLATE",
    "Atlas",
    "ChangeLine",
    "ModuleLine",
    "PathLine",
    "Plate",
    "SectionLine",
    "SiteLine",
    "UnitLine",
    "atlas",
    "atlas_at_hand",
    "begin_request",
    "end_request",
    "forget",
]


class _Process:
    """This process's atlas, and what is made of it for each language; replaced as a whole."""

    atlas = Atlas("")
    spoken: dict[str, Atlas] = {}


# The stamp that this request has read already; unset outside requests, where every question reads it again.
_request = Local()


def atlas(stamp: str | None = None, language: str | None = None) -> Atlas:
    """The atlas as it is published now: at most one statement a request while nothing changes.

    `stamp` is what a query brought along (`Unit.atlas_stamp`); then it costs none. `language` is the
    reader's: that of the interface, if nothing else is said.
    """
    if stamp is None:
        stamp = getattr(_request, "stamp", None) or read_stamp()
    if hasattr(_request, "stamp"):
        _request.stamp = stamp
    if not stamp or stamp != _Process.atlas.stamp:
        whole = read_atlas(stamp)
        _Process.spoken, _Process.atlas = {}, whole
    return _in(_Process.atlas, language)


def _in(whole: Atlas, language: str | None) -> Atlas:
    tongue = tongue_of(whole, language or get_language() or settings.LANGUAGE_CODE)
    known = _Process.spoken.get(tongue)
    # Another thread may have read a newer atlas meanwhile: what is kept must be of this one.
    if known is None or known.every_unit is not whole.every_unit:
        known = _Process.spoken[tongue] = spoken(whole, tongue)
    return known


def atlas_at_hand() -> Atlas:
    """The process's atlas, not asked whether it is still true; for a query that brings the stamp."""
    return _in(_Process.atlas, None) if _Process.atlas.stamp else atlas()


def forget() -> None:
    """Within a request: read the stamp again, because this request changed it."""
    if hasattr(_request, "stamp"):
        _request.stamp = None


def begin_request(**_kwargs: object) -> None:
    _request.stamp = None


def end_request(**_kwargs: object) -> None:
    if hasattr(_request, "stamp"):
        del _request.stamp
