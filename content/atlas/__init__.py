"""The map of what is published: modules, units, sections; kept per process until its stamp changes."""

from asgiref.local import Local

from .lines import HOME_PLATE, Atlas, ModuleLine, PathLine, Plate, SectionLine, SiteLine, UnitLine
from .survey import read_atlas, read_stamp

__all__ = [
    "HOME_PLATE",
    "Atlas",
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
    """This process's atlas, replaced as a whole."""

    atlas = Atlas("", ())


# The stamp that this request has read already; unset outside requests, where every question reads it again.
_request = Local()


def atlas(stamp: str | None = None) -> Atlas:
    """The atlas as it is published now: at most one statement a request while nothing changes.

    `stamp` is what a query brought along (`Unit.atlas_stamp`); then it costs none.
    """
    if stamp is None:
        stamp = getattr(_request, "stamp", None) or read_stamp()
    if hasattr(_request, "stamp"):
        _request.stamp = stamp
    if not stamp or stamp != _Process.atlas.stamp:
        _Process.atlas = read_atlas(stamp)
    return _Process.atlas


def atlas_at_hand() -> Atlas:
    """The process's atlas, not asked whether it is still true; for a query that brings the stamp."""
    return _Process.atlas if _Process.atlas.stamp else atlas()


def forget() -> None:
    """Within a request: read the stamp again, because this request changed it."""
    if hasattr(_request, "stamp"):
        _request.stamp = None


def begin_request(**_kwargs: object) -> None:
    _request.stamp = None


def end_request(**_kwargs: object) -> None:
    if hasattr(_request, "stamp"):
        del _request.stamp
