"""What a form says about a check's question: the answer as it is graded, or what it still lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from content.quizzes.numbers import LONGEST, read_number, two_ways

from .texts import PoolQuestion


@dataclass(frozen=True, slots=True)
class Said:
    """A form's answer as it was sent: `places` by option key, `typed` for a number; `fault` as a sentence."""

    chosen: Sequence[str] = ()
    places: Mapping[str, str] | None = None
    typed: str = ""
    fault: str = ""

    @property
    def query(self) -> str:
        """Brings the form back as it was filled in: the page that says what is missing is a GET."""
        kept: list[tuple[str, str]] = [("choose", "1")]
        kept += [(f"place-{key}", place) for key, place in (self.places or {}).items()]
        return urlencode([*kept, ("answer", self.typed)] if self.typed else kept)


def said_by(question: PoolQuestion, sent: QueryDict) -> Said:
    if question.kind == "number":
        typed = sent.get("answer", "")[: LONGEST + 1].replace("\0", "")
        return Said([typed], typed=typed, fault=_number_fault(typed, question.unit))
    if question.kind == "ordering":
        return _ordering(question, sent)
    chosen = sent.getlist("option")
    return Said(chosen, fault="" if chosen else _("Choose an answer"))


def _number_fault(typed: str, unit: str) -> str:
    if not typed.strip():
        return _("Write a number")
    if two_ways(typed, unit):
        fault = _("“%(typed)s” can be read in two ways. Leave the point out, or end on another 0")
        return fault % {"typed": typed}
    try:
        read_number(typed, unit)
    except ValueError:
        fault = _("“%(typed)s” is not a number that can be read here. Write it like 1,000 or 1000.5")
        return fault % {"typed": typed}
    return ""


def _ordering(question: PoolQuestion, sent: QueryDict) -> Said:
    places = {key: sent.get(f"place-{key}", "")[:2] for key in question.options}
    wanted = {str(number) for number in range(1, len(places) + 1)}
    given = [place for place in places.values() if place in wanted]
    if len(given) < len(places):
        return Said(places=places, fault=_("Give every line a place"))
    if twice := sorted({place for place in given if given.count(place) > 1}):
        fault = _("Two lines have the place %(place)s. Give every line a place of its own") % {
            "place": twice[0]
        }
        return Said(places=places, fault=fault)
    return Said(sorted(places, key=lambda key: int(places[key])), places)
