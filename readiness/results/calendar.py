"""The dates of a register as days for a calendar program: one for each entry that is still to be done."""

from collections.abc import Iterable, Iterator

from jobs.icalendar import Day
from saying import _

from .register_lines import RegisterLine


def days_of(lines: Iterable[RegisterLine], url: str) -> Iterator[Day]:
    """`url` leads to the register."""
    for line in lines:
        if line.unfinished and line.due is not None:
            title = f"{line.title} ({line.owner})" if line.owner else line.title
            about = (line.about, _("Overdue") if line.overdue else line.state_label, line.note)
            yield Day(line.id, line.due, title, "\n".join(filter(None, about)), url)
