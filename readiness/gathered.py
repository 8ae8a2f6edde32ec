"""The submitted sheets of a round as scoring takes them: two statements, however many people answered."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from .instrument import Instrument, Item
from .models import Answer, Round
from .questionnaire import ordered, part_of
from .results.marking import Given, counted, proved
from .round_data import RoundData
from .sheets import Sheet

AT_ONCE = 20_000  # rows


@dataclass(frozen=True, slots=True)
class Gathered:
    """`asked`: the form of the instrument, before anything was left out.

    `pace`: seconds a question, by sheet; None for a sheet without an answer.
    """

    asked: Instrument
    data: RoundData
    pace: tuple[float | None, ...]


def gathered(measured: Round) -> Gathered:
    """Earlier submissions come first, so that a reopened round begins with the sheets already shown."""
    scope, given = measured.part_for(measured.form), _given(measured)
    orders: dict[int, tuple[Item, ...]] = {}
    sheets, pace = [], []
    rows = measured.sheets.submitted().order_by("submitted_at", "pk")
    for pk, id, role, began, ended in rows.values_list(
        "pk", "public_id", "role", "started_at", "submitted_at"
    ).iterator(AT_ONCE):
        turn = id.int % max(1, len(scope.dimensions))
        items = orders.setdefault(turn, ordered(scope, turn))
        said = given.pop(pk, {})
        answers = counted(items, role, said)
        sheets.append(Sheet(role, answers, frozenset(proved(answers, said))))
        pace.append(_pace(ended - began, len(said)))
    data = RoundData(tuple(sheets), frozenset(measured.excluded), measured.balanced)
    return Gathered(part_of(measured.instrument, measured.form), data, tuple(pace))


def _given(measured: Round) -> dict[int, dict[str, Given]]:
    """By sheet and item."""
    found: dict[int, dict[str, Given]] = defaultdict(dict)
    rows = Answer.objects.filter(sheet__round=measured, sheet__submitted_at__isnull=False).order_by()
    for sheet, item, level, mark, evidence in rows.values_list(
        "sheet_id", "item", "level", "mark", "evidence"
    ).iterator(AT_ONCE):
        found[sheet][item] = Given(level, mark, evidence)
    return found


def _pace(took: timedelta, answers: int) -> float | None:
    return took.total_seconds() / answers if answers else None
