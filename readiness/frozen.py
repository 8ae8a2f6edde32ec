"""A closed round as it was measured: its frozen instrument, its scores, and the answers while they live."""

from collections.abc import Callable
from typing import Any

from .instrument import Instrument
from .instrument_file import shipped, shipped_ids
from .models import Answer, Round, Sheet
from .questionnaire import part_of
from .results.measured import Measured
from .results.snapshot import thawed
from .shelf import held, hold


def instrument_of(measured: Round) -> Instrument:
    """The version while it is at hand or still says the same; else what was frozen, for one statement."""
    return held(measured.instrument_hash) or _still_there(measured) or hold(thawed(_snapshot(measured)))


def _snapshot(measured: Round) -> dict[str, Any]:
    """Of a session of two to four people there is no result but the agreed one."""
    kept = getattr(measured, "result", None) or measured.agreed_result
    return dict(kept.snapshot)


def measured_by(sheet: Sheet, link: Callable[[str], str]) -> Measured:
    """The result of a submitted sheet; one statement for its answers."""
    measured = sheet.round
    scope = part_of(instrument_of(measured), sheet.form, frozenset(measured.excluded))
    return Measured(scope, measured.result.scores, Answer.objects.given_on(sheet), sheet.role, link)


def _still_there(measured: Round) -> Instrument | None:
    """The shipped file, unless it was withdrawn or changed since."""
    if measured.instrument_id not in shipped_ids():
        return None
    found = shipped(measured.instrument_id)
    return found if found.fingerprint == measured.instrument_hash else None
