"""Which version of the instrument is in use: the one published last, or else the newest that is shipped."""

from .instrument import Instrument
from .instrument_file import shipped, shipped_ids
from .models import Version
from .models.versions import instrument_named
from .shelf import held


def current() -> Instrument:
    """What a round opened now is measured by: one small statement."""
    newest = Version.objects.published().values_list("pk", "fingerprint").first()
    if newest is None:
        return newest_shipped()
    return held(newest[1]) or Version.objects.get(pk=newest[0]).instrument


def named(id: str) -> Instrument:
    """The version of that name, shipped or uploaded, also when it was withdrawn. KeyError for any other."""
    return instrument_named(id)


def before(instrument: Instrument) -> Instrument:
    """What a new version is held against: the highest lower number of its framework that was ever in use.

    The version in use, for a framework under a name of its own.
    """
    known = {*shipped_ids(), *Version.objects.lasting().values_list("pk", flat=True)}
    own = number(instrument.id)
    lower = [id for id in known if number(id)[0] == own[0] and number(id) < own]
    return named(max(lower, key=number)) if lower else current()


def newest_shipped() -> Instrument:
    return shipped(max(shipped_ids(), key=number))


def number(id: str) -> tuple[str, tuple[int, ...]]:
    """For order: the framework, then major, minor and patch, of which the last may be left out."""
    family, _, numbers = id.rpartition("-")
    parts = [int(part) for part in numbers.split(".")]
    return family, tuple([*parts, 0][:3])
