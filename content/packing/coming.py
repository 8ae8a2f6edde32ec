"""An archive looked at, and brought in: all of it in one transaction, or nothing."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from content.importing.films import faults_of_films
from content.importing.report import ImportRefused, Report
from content.importing.run import import_part
from content.importing.undoing import all_or_nothing
from content.parsing import Fault, FaultsFound
from content.parsing.folder import Part, read_part

from .archive import Refused, checked, opened
from .going import own_fingerprint
from .signing import signer_of
from .taking_back import remember


@dataclass(frozen=True, slots=True)
class Looked:
    """What an archive holds and would do; `signer` is a fingerprint, `ours` whether it was made here."""

    module: str
    title: str
    signer: str
    ours: bool
    units: tuple[str, ...]
    films: tuple[str, ...]
    report: Report


class _OnlyLooking(Exception):
    """Takes back what a trial did."""


def looked_at(stream: IO[bytes]) -> Looked:
    """Everything that bringing it in would do, done and taken back. Raises Refused with the reason."""
    with _unpacked(stream) as (part, looked):
        report = _imported(part)
    return Looked(report=report, **looked)


def brought_in(stream: IO[bytes], trusted: str, by: Any = None) -> Report:
    """Raises Refused unless the archive was made here, or by the key of the fingerprint `trusted`."""
    with _unpacked(stream) as (part, looked):
        if not looked["ours"] and _digits(trusted) != _digits(str(looked["signer"])):
            raise Refused(
                _(
                    "It was signed by %(signer)s, which is not the key you trust. Ask whoever sent it "
                    "for the fingerprint of their portal and compare."
                )
                % {"signer": looked["signer"]}
            )
        return _imported(part, lambda report: remember(looked["module"], looked["title"], report, by))


def _imported(part: Part, remembered: Callable[[Report], object] | None = None) -> Report:
    """What bringing it in does; if it is not remembered, or refused, nothing of it stays."""
    report = Report()
    try:
        with all_or_nothing(report):
            import_part(part, report)
            if remembered is None:
                raise _OnlyLooking
            remembered(report)
    except _OnlyLooking:
        pass
    except FaultsFound as found:
        raise Refused(f"{_('The files have faults:')}\n{found}") from found
    except ImportRefused as fault:
        raise Refused(str(fault)) from fault
    return report


@contextmanager
def _unpacked(stream: IO[bytes]) -> Iterator[tuple[Part, dict[str, Any]]]:
    """Judged as an archive, then file by file into a folder of its own, then read as a part of a course."""
    archive, manifest, signature = opened(stream)
    signer = signer_of(manifest.raw, signature)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for file in manifest.files:
            path = place / ("films" if file.startswith("films/") else "course") / file.removeprefix("films/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(checked(archive, manifest, file))
        try:
            part = read_part(place / "course", place / "films")
            if faults := faults_of_films(part.films):
                raise FaultsFound([Fault(path, 1, fault) for path, fault in faults.items()])
        except FaultsFound as found:
            raise Refused(f"{_('The files have faults:')}\n{found}") from found
        yield (
            part,
            {
                "module": manifest.module,
                "title": manifest.title,
                "signer": signer,
                "ours": signer == own_fingerprint(),
                "units": tuple(str(u.facts["title"]) for module in part.modules for u in module.units),
                "films": tuple(film.title for film in part.films),
            },
        )


def _digits(fingerprint: str) -> str:
    return "".join(fingerprint.lower().split())
