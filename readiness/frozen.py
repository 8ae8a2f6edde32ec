"""A closed round as it was measured: its frozen instrument, its scores, and the answers while they live."""

from collections.abc import Callable

from .instrument import Instrument
from .instrument_file import shipped
from .models import Answer, Round, Sheet
from .questionnaire import asked_of, scope_of
from .results.measured import Measured
from .results.snapshot import thawed


def instrument_of(measured: Round) -> Instrument:
    """The shipped version where it still says the same; else what was frozen, for one statement more."""
    return shipped(measured.instrument_id) if _still_shipped(measured) else thawed(measured.result.snapshot)


def measured_by(sheet: Sheet, link: Callable[[str], str]) -> Measured:
    """The result of a submitted sheet; one statement for its answers."""
    measured, excluded = sheet.round, frozenset(sheet.round.excluded)
    if _still_shipped(measured):
        scope = scope_of(measured.instrument_id, sheet.form, excluded)
    else:
        scope = asked_of(thawed(measured.result.snapshot), sheet.form, excluded)
    return Measured(scope, measured.result.scores, Answer.objects.given_on(sheet), sheet.role, link)


def _still_shipped(measured: Round) -> bool:
    try:
        return shipped(measured.instrument_id).fingerprint == measured.instrument_hash
    except KeyError:
        return False  # withdrawn since
