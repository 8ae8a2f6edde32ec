"""A learning record in words and plain values: the same for the page, the PDF and the JSON."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from courses.record import Done, ModuleRecord, Record
from saying import _, gettext_noop, ngettext

from .words import plain

FORMAT, VERSION = "soundings-learning-record", "1.0"
HOW: Mapping[str, str] = {
    "read": gettext_noop("Read to the end"),
    "marked": gettext_noop("Marked as read by the learner"),
    "watched": gettext_noop("Watched"),
    "passed": gettext_noop("Check passed"),
    "decided": gettext_noop("Decision made"),
}
KINDS: Mapping[str, str] = {
    "case": gettext_noop("Case study"),
    "guide": gettext_noop("Guide"),
    "video": gettext_noop("Film"),
    "check": gettext_noop("Check"),
    "decision": gettext_noop("Decision"),
}
NOTES = (
    "Minutes are what each unit states, not time that was measured. “Marked as read” is the learner’s own"
    " word.",
    "A check is passed with enough right answers of a set drawn anew for each attempt. Results and failed"
    " attempts are not part of this record.",
    "This is a record of learning on this portal. It is not a degree or a licence and shows no legal"
    " compliance.",
)


def day(of: date) -> str:
    """ "5 March 2026"."""
    return f"{of.day} {of:%B %Y}"


def day_said(text: str) -> date:
    """The day that `day` wrote."""
    return datetime.strptime(text, "%d %B %Y").date()


def counted(number: int, name: str) -> str:
    """ "1 unit", "2 units", in a certificate, which is English."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def units(number: int) -> str:
    """The same on a page."""
    return ngettext("%(n)s unit", "%(n)s units", number) % {"n": number}


def document(record: Record, name: str, made_on: date) -> dict[str, Any]:
    """For another system (reports/schemas/learning-record-1.0.json)."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "learner": plain(name),
        "made_on": made_on.isoformat(),
        "units": len(record.done),
        "minutes": record.minutes,
        "checks_passed": record.checks_passed,
        "modules": [
            {
                "module": module.slug,
                "title": plain(module.title),
                "completed_at": _moment(module.completed_at),
                "units": [_unit(done) for done in module.done],
            }
            for module in record.modules
        ],
        "notes": list(NOTES),
    }


def _unit(done: Done) -> dict[str, Any]:
    return {
        "unit": done.unit,
        "title": plain(done.title),
        "kind": done.kind,
        "minutes": done.minutes,
        "completed_at": _moment(done.at),
        "how": done.how,
        "assessed": done.assessed,
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def page(record: Record, name: str, product: str, made_on: date) -> dict[str, Any]:
    """For the template of the paper."""
    modules = sum(module.completed_at is not None for module in record.modules)
    return {
        "product": product,
        "name": name,
        "made_on": day(made_on),
        "totals": [
            [str(modules), "module completed" if modules == 1 else "modules completed"],
            [str(len(record.done)), "unit completed" if len(record.done) == 1 else "units completed"],
            [str(record.minutes), "minutes, as stated"],
            [str(record.checks_passed), "check passed" if record.checks_passed == 1 else "checks passed"],
        ],
        "modules": [
            {"title": module.title, "state": state(module), "rows": [row(done) for done in module.done]}
            for module in record.modules
        ],
        "notes": list(NOTES),
    }


def row(done: Done, day: Callable[[date], str] = day) -> list[str]:
    return [
        done.title,
        _(KINDS.get(done.kind, done.kind)),
        day(done.at.date()),
        _(HOW[done.how]),
        str(done.minutes),
    ]


def state(module: ModuleRecord, day: Callable[[date], str] = day) -> str:
    """How far it is, in a sentence."""
    known = {"units": units(len(module.done)), "minutes": module.minutes}
    done = _("%(units)s, %(minutes)s minutes.") % known
    if module.completed_at:
        said = _("Completed on %(day)s: %(done)s")
        return said % {"day": day(module.completed_at.date()), "done": done}
    if not module.asked:
        return _("No longer offered. %(done)s") % {"done": done}
    left = len(module.missing)
    return f"{done} {ngettext('%(n)s unit left today.', '%(n)s units left today.', left) % {'n': left}}"
