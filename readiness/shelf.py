"""The instruments that this process has read, by what they say: text never changes under a fingerprint."""

from collections.abc import Callable

from .instrument import Instrument

_held: dict[str, Instrument] = {}


def held(fingerprint: str) -> Instrument | None:
    """The instrument with this fingerprint, if the process has it at hand."""
    return _held.get(fingerprint)


def hold(instrument: Instrument) -> Instrument:
    """The same instrument, at hand from now on."""
    return _held.setdefault(instrument.fingerprint, instrument)


def fetched(fingerprint: str, fetch: Callable[[], Instrument]) -> Instrument:
    """The instrument at hand, or else the fetched one; ValueError when that one says something else."""
    found = held(fingerprint)
    if found is None:
        found = hold(fetch())
        if found.fingerprint != fingerprint:
            raise ValueError(f"{found.id} does not say what its fingerprint says.")
    return found


def forget() -> None:
    """For tests: as a process that has just begun."""
    _held.clear()
