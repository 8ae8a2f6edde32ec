"""An answer that a page's script sends: every value is checked before it means anything."""

import json
import math
import re
from typing import NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from readiness.actions import Act, Refused
from readiness.forms import FAR, TAB

LARGEST = 8 * 1024
# An act that waited longer than this for a connection counts as that old.
OLDEST = 30 * 24 * 3600
SHAPE = re.compile(TAB)
AGAIN = gettext_lazy("Reload the page and try again.")


class TooLarge(Refused):
    status = 413


class NotReadable(Refused):
    status = 400


class WrongType(Refused):
    status = 415


def act_of(request: HttpRequest) -> Act:
    """The act in a JSON body of at most 8 KB. Raises Refused with what is wrong."""
    body = _body(request)
    seen = body.get("seen")
    return Act(
        value=_value(body.get("answer")),
        evidence=_words(body, "evidence"),
        age=min(_number(body, "age"), OLDEST),
        tab=_tab(body),
        sequence=_count(body),
        seen=seen if isinstance(seen, str) else None,
    )


def _body(request: HttpRequest) -> dict[str, object]:
    if request.content_type != "application/json":
        raise WrongType(_("Send the answer as application/json."))
    stated = request.META.get("CONTENT_LENGTH") or "0"
    if (str(stated).isdecimal() and int(stated) > LARGEST) or len(request.body) > LARGEST:
        raise TooLarge(_("An answer is at most 8 KB."))
    try:
        body = json.loads(request.body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as fault:
        raise NotReadable(_("This is not JSON. %(again)s") % {"again": AGAIN}) from fault
    if not isinstance(body, dict):
        raise NotReadable(_("An answer is a JSON object. %(again)s") % {"again": AGAIN})
    return body


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _value(value: object) -> str:
    """Levels arrive as numbers or as words; 2.5 and true are neither, and no level."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < FAR:
        return str(value)
    if isinstance(value, str):
        return value
    raise Refused(_("Choose one of the answers offered, or skip the question for now."))


def _words(body: dict[str, object], name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str) or "\x00" in value or not _is_text(value):
        raise Refused(_("“%(name)s” must be plain text.") % {"name": name})
    return value


def _is_text(value: str) -> bool:
    """False for half of a surrogate pair, which no database can keep."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _tab(body: dict[str, object]) -> str:
    value = body.get("tab", "")
    if not isinstance(value, str) or not SHAPE.match(value):
        raise Refused(_("“tab” is not one of this page's. %(again)s") % {"again": AGAIN})
    return value


def _number(body: dict[str, object], name: str) -> float:
    value = body.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused(_("“%(name)s” must be a number.") % {"name": name})
    try:
        number = float(value)
    except OverflowError as fault:
        raise Refused(_("“%(name)s” is too large.") % {"name": name}) from fault
    if not math.isfinite(number) or not 0 <= number <= FAR:
        raise Refused(_("“%(name)s” must be a number from 0 up.") % {"name": name})
    return number


def _count(body: dict[str, object]) -> int:
    number = _number(body, "sequence")
    if number != int(number):
        raise Refused(_("“sequence” must be a whole number."))
    return int(number)
