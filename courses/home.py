"""What the first page says: where you were, how far the modules are, what fits the minutes you have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from content.atlas import Atlas, ModuleLine, Plate, UnitLine, atlas
from saying.tagged import Tagged

from . import queue
from .learner import Who
from .models import Learner
from .progress import Outline, outline
from .refreshing import Refresh
from .standings import UnitStanding, standings

Rows = Mapping[int, UnitStanding]


@dataclass(frozen=True, slots=True)
class Resume:
    """Where to go on; `text` says what stood there. Not `begun`: the unit after the one finished last."""

    line: UnitLine
    module: ModuleLine
    url: str
    section_number: int | None
    section_total: int
    minutes_left: int
    text: str
    begun: bool

    @property
    def plate(self) -> Plate:
        return self.line.plate

    @property
    def where(self) -> Tagged:
        """The author's part of the text."""
        section = self.line.sections[self.section_number - 1] if self.section_number else None
        return Tagged(section.resume if section else "", self.line.language)


@dataclass(frozen=True, slots=True)
class Next:
    """Where a module's button leads, and what it says."""

    line: UnitLine
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """A module with its sums and a row for each unit; `next` is None where nothing is left."""

    module: ModuleLine
    outline: Outline
    rows: Rows
    next: Next | None

    @property
    def done(self) -> int:
        return self.outline.done

    @property
    def total(self) -> int:
        return self.outline.total

    @property
    def minutes_left(self) -> int:
        return self.outline.minutes_left


@dataclass(frozen=True, slots=True)
class QueueItem:
    line: UnitLine
    module: ModuleLine
    url: str
    minutes: int
    refresh: Refresh | None = None

    @property
    def plate(self) -> Plate:
        return self.line.plate


@dataclass(frozen=True, slots=True)
class Queue:
    """What fits the budget; `minutes` is the sum, never above it."""

    budget: int
    items: tuple[QueueItem, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the first page says, from one statement."""

    resume: Resume | None
    modules: list[ModuleProgress]
    queue: Queue
    refreshes: list[Refresh]


def overview(learner: Learner | None, minutes: int, now: datetime | None = None) -> Overview:
    shelf = atlas()
    rows = _rows(learner, shelf)
    refreshes = [row.refresh for row in _open(shelf, rows) if row.refresh]
    return Overview(
        _resumed(shelf, rows, now), _modules(shelf, rows), _queued(shelf, rows, minutes), refreshes
    )


def resume_line(learner: Learner | None, now: datetime | None = None) -> Resume | None:
    """The unit left last, else the one after the unit finished last; None where there is neither."""
    shelf = atlas()
    return _resumed(shelf, _rows(learner, shelf), now)


def module_progress(learner: Learner | None) -> list[ModuleProgress]:
    """Every module with its sums, in course order; a withdrawn unit has a row but is not counted."""
    shelf = atlas()
    return _modules(shelf, _rows(learner, shelf))


def queue_for(learner: Learner | None, minutes: int) -> Queue:
    """What to do in so many minutes, from everything unfinished in course order."""
    shelf = atlas()
    return _queued(shelf, _rows(learner, shelf), minutes)


def progress_of(who: Who, module: ModuleLine) -> ModuleProgress:
    """One module, for a page that has not fetched the learner."""
    return progress_by(module, standings(who, module.units))


def progress_in_all(who: Who, shelf: Atlas) -> list[ModuleProgress]:
    """Every module, likewise."""
    return _modules(shelf, standings(who, (unit for module in shelf.modules for unit in module.units)))


def _rows(learner: Learner | None, shelf: Atlas) -> Rows:
    return standings(
        Who(pk=learner.pk if learner else None), (unit for module in shelf.modules for unit in module.units)
    )


def _open(shelf: Atlas, rows: Rows) -> list[UnitStanding]:
    """What can be read now, in course order."""
    return [rows[unit.id] for module in shelf.modules for unit in module.open_units]


def _resumed(shelf: Atlas, rows: Rows, now: datetime | None) -> Resume | None:
    shown = _open(shelf, rows)
    begun = [row for row in shown if row.status == "in_progress"]
    if begun:
        row = _last_left(begun)
        return _resume(shelf, row, _stopped(row, now or timezone.now()), begun=True)
    done = [row for row in shown if row.completion is not None]
    if not done:
        return None
    last = max(done, key=lambda row: row.completion.at)
    row = _after(last, shown)
    return row and _resume(shelf, row, _("Next after “%(title)s”.") % {"title": last.line.title}, begun=False)


def _last_left(begun: list[UnitStanding]) -> UnitStanding:
    """The newest; a check that was tried and has no open attempt has no time of its own."""
    return max(begun, key=lambda row: row.at.timestamp() if row.at else 0.0)


def _after(last: UnitStanding, rows: list[UnitStanding]) -> UnitStanding | None:
    """The first unfinished unit behind this one, from the top again if there is none."""
    here = next(number for number, row in enumerate(rows) if row.line.id == last.line.id)
    turned = rows[here + 1 :] + rows[:here]
    return next((row for row in turned if row.status != "completed"), None)


def _resume(shelf: Atlas, row: UnitStanding, text: str, *, begun: bool) -> Resume | None:
    module = shelf.module_of(row.line)
    if module is None:
        return None
    number = row.section_number or (1 if row.section_total else None)
    return Resume(row.line, module, row.url, number, row.section_total, row.minutes_left, text, begun)


def _stopped(row: UnitStanding, now: datetime) -> str:
    """The author's line with its day: You stopped on Tuesday, after the plant manager asked."""
    if row.section_line is None or not row.section_line.resume or row.at is None:
        return ""
    return _("You stopped %(day)s, %(where)s") % {"day": _day(row.at, now), "where": row.section_line.resume}


def _day(at: datetime, now: datetime) -> str:
    day = timezone.localdate(at)
    days = (timezone.localdate(now) - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return _("on %(day)s") % {"day": date_format(day, "WEEKDAY_FORMAT" if days < 7 else "MONTH_DAY_FORMAT")}


def _modules(shelf: Atlas, rows: Rows) -> list[ModuleProgress]:
    return [progress_by(module, rows) for module in shelf.modules]


def progress_by(module: ModuleLine, rows: Rows) -> ModuleProgress:
    """One module whose rows are known."""
    mine = {unit.id: rows[unit.id] for unit in module.units}
    counted = [mine[unit.id] for unit in module.open_units]
    return ModuleProgress(module, outline(row.standing for row in counted), mine, _next(counted))


def _next(rows: list[UnitStanding]) -> Next | None:
    """The unit left last, else the first that was not begun."""
    begun = [row for row in rows if row.status == "in_progress"]
    fresh = [row for row in rows if row.status == "not_started"]
    if begun:
        row = _last_left(begun)
        return Next(row.line, row.url, _("Continue unit %(number)s") % {"number": row.line.position})
    if fresh:
        return Next(
            fresh[0].line, fresh[0].url, _("Start unit %(number)s") % {"number": fresh[0].line.position}
        )
    return None


def _queued(shelf: Atlas, rows: Rows, minutes: int) -> Queue:
    open_ = {row.line.id: row for row in _open(shelf, rows) if _minutes(row)}
    candidates = [
        queue.Candidate(pk, _minutes(row), row.status == "in_progress") for pk, row in open_.items()
    ]
    items = [_item(shelf, open_[candidate.unit]) for candidate in queue.fit(candidates, minutes)]
    items = [item for item in items if item is not None]
    return Queue(minutes, tuple(items), sum(item.minutes for item in items))


def _minutes(row: UnitStanding) -> int:
    """What is left of it; of a finished unit, the part that changed since."""
    return row.refresh.minutes if row.refresh else row.minutes_left


def _item(shelf: Atlas, row: UnitStanding) -> QueueItem | None:
    module = shelf.module_of(row.line)
    url = row.refresh.url if row.refresh else row.url
    return module and QueueItem(row.line, module, url, _minutes(row), row.refresh)
