"""What a page's script reports, read from JSON or a form: every value is checked before it means anything."""

import json
import math
import re
from collections.abc import Mapping
from typing import NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.actions import Refused, Spot
from courses.playback import Report

LARGEST = 64 * 1024
KEY = re.compile(r"[a-z0-9-]{0,60}\Z")
TAB = re.compile(r"[a-z0-9]{0,24}\Z")
AGAIN = gettext_lazy("Reload the page and try again.")
MOST_SECONDS = 10_000_000.0
Body = Mapping[str, object]


class TooLarge(Refused):
    status = 413


class NotReadable(Refused):
    status = 400


class WrongType(Refused):
    status = 415


def body_of(request: HttpRequest) -> Body:
    """The fields of a report, at most 64 KB of JSON or of a form."""
    if _length(request) > LARGEST:
        raise TooLarge(_("A report is at most 64 KB. Send smaller ones."))
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return request.POST.dict()
    if request.content_type != "application/json":
        raise WrongType(_("Send the report as application/json."))
    try:
        body = json.loads(request.body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as fault:
        raise NotReadable(_("This is not JSON. %(again)s") % {"again": AGAIN}) from fault
    if not isinstance(body, dict):
        raise NotReadable(_("A report is a JSON object. %(again)s") % {"again": AGAIN})
    return body


def _length(request: HttpRequest) -> int:
    """As stated; where that is no number, Django reads nothing and so it is 0."""
    stated = request.META.get("CONTENT_LENGTH", "")
    return int(stated) if str(stated).isdecimal() else 0


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def spot_of(body: Body) -> Spot:
    return Spot(
        section=_word(body, "section", KEY),
        sentence=_word(body, "sentence", KEY),
        visible=number_in(body, "seconds"),
        tab=_word(body, "tab", TAB),
        sequence=_whole(body, "sequence"),
        age=number_in(body, "age"),
    )


def played_of(body: Body) -> tuple[Report, dict[str, object]]:
    """What was played, and which report of which page it is."""
    played = body.get("played", [])
    if isinstance(played, str):
        raise NotReadable(_("Send what was played as JSON."))
    if not isinstance(played, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in played):
        raise NotReadable(_("What was played is a list of [start, end] in seconds."))
    pairs = tuple((_number(start, "start"), _number(end, "end")) for start, end in played)
    listening = body.get("listening") is True
    report = Report(pairs, number_in(body, "second"), number_in(body, "speed", 1.0), listening)
    known = {
        "tab": _word(body, "tab", TAB),
        "sequence": _whole(body, "sequence"),
        "age": number_in(body, "age"),
    }
    return report, known


def number_in(body: Body, name: str, default: float = 0.0) -> float:
    """A number from 0 up; a form sends it as words, and nothing as an empty one."""
    value = body.get(name, default)
    return default if value == "" else _number(value, name)


def _number(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Refused(_("“%(name)s” must be a number.") % {"name": name})
    try:
        number = float(value)
    except (ValueError, OverflowError) as fault:
        raise Refused(_("“%(name)s” must be a number.") % {"name": name}) from fault
    if not math.isfinite(number) or number < 0 or number > MOST_SECONDS:
        raise Refused(_("“%(name)s” must be a number from 0 up.") % {"name": name})
    return number


def _whole(body: Body, name: str) -> int:
    number = number_in(body, name)
    if number != int(number):
        raise Refused(_("“%(name)s” must be a whole number.") % {"name": name})
    return int(number)


def _word(body: Body, name: str, shape: re.Pattern[str]) -> str:
    value = body.get(name, "")
    if not isinstance(value, str) or not shape.match(value):
        raise Refused(_("“%(name)s” is not one of this page's. %(again)s") % {"name": name, "again": AGAIN})
    return value
