"""Files, links and versions as the pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.actions import token_of
from reports.formats import FORMATS, PAPERS, Format
from reports.models import Edition, PrivateLink, Report

PAPER_NAMES = {"a4": "A4", "letter": gettext_lazy("Letter")}
REASONS = {
    "NoRoom": gettext_lazy(
        "There is no room left on the server’s disk. Whoever runs the portal must make some."
    ),
    "TypstError": gettext_lazy(
        "Its words could not be set in type. Whoever runs the portal finds the job in the list."
    ),
    "SoftTimeLimitExceeded": gettext_lazy("It took far longer than it ever should."),
}
UNKNOWN = gettext_lazy(
    "Something failed that should not. Whoever runs the portal finds the reason in the list of jobs."
)


@dataclass(frozen=True, slots=True)
class FileLine:
    """One form on one paper: `state` is "" where nobody asked for it yet; `why` says what is the matter."""

    format: str
    paper: str
    paper_name: str
    state: str
    why: str
    id: str
    name: str
    size: str
    code: str
    url: str
    ready_at: datetime | None

    @property
    def waiting(self) -> bool:
        return self.state in (Report.State.QUEUED, Report.State.RUNNING)


@dataclass(frozen=True, slots=True)
class FormatLine:
    label: str
    says: str
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class LinkLine:
    id: str
    name: str
    url: str
    made_at: datetime
    expires_at: datetime
    open: bool


def format_lines(edition: Edition | None) -> tuple[FormatLine, ...]:
    """Every format, with the files of this version that were asked for: one statement."""
    newest: dict[tuple[str, str], Report] = {}
    if edition is not None:
        mine = Report.objects.filter(edition=edition, approved=edition.approved_at is not None)
        for report in mine.with_state().order_by("turn"):
            newest[report.format, report.paper] = report
    return tuple(
        FormatLine(_(form.label), _(form.says), tuple(_files(form, newest))) for form in FORMATS.values()
    )


def after_first(lines: Sequence[FormatLine]) -> tuple[FormatLine, ...]:
    """All but the file that the page offers before any other."""
    rest = (replace(lines[0], files=lines[0].files[1:]), *lines[1:])
    return tuple(line for line in rest if line.files)


def _files(form: Format, newest: dict[tuple[str, str], Report]) -> Iterable[FileLine]:
    for paper in PAPERS if form.sized else PAPERS[:1]:
        name = PAPER_NAMES[paper] if form.sized else ""
        yield file_line(form.id, paper, name, newest.get((form.id, paper)))


def file_line(form: str, paper: str, paper_name: str, report: Report | None) -> FileLine:
    if report is None:
        return FileLine(form, paper, paper_name, "", "", "", "", "", "", "", None)
    url = reverse("reports:file", args=[report.edition.round.public_id, report.public_id])
    return FileLine(
        format=form,
        paper=paper,
        paper_name=paper_name,
        state=str(report.state),
        why=why(report),
        id=str(report.public_id),
        name=report.name,
        size=filesizeformat(report.size) if report.size else "",
        code=report.code,
        url=url if report.sha256 else "",
        ready_at=report.ready_at,
    )


def why(report: Report) -> str:
    """What keeps a file from being there, in words for whoever asked; empty where nothing does."""
    if report.refused:
        return _(report.refused)
    reason = report.job.reason if report.job else ""
    said = REASONS.get(reason, UNKNOWN)
    if report.state == Report.State.FAILED:
        return said
    if report.state == Report.State.QUEUED and reason:
        return _("The last try failed. %(said)s It is tried again by itself.") % {"said": said}
    return ""


def link_lines(links: QuerySet[PrivateLink], base: str, now: datetime) -> Sequence[LinkLine]:
    rows = links.select_related("report").order_by("-made_at")
    return [
        LinkLine(
            id=str(link.public_id),
            name=link.report.name,
            url=base + reverse("reports:shared", args=[token_of(link)]),
            made_at=link.made_at,
            expires_at=link.expires_at,
            open=link.opens(now),
        )
        for link in rows
    ]
