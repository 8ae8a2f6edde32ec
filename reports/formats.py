"""The formats a report can have, and who makes each: a function from a briefing and a paper size to bytes."""

from dataclasses import dataclass
from typing import Literal, get_args

from saying import gettext_noop

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = get_args(Paper)


@dataclass(frozen=True, slots=True)
class Format:
    """`maker` names `made(briefing: Briefing, paper: Paper) -> bytes`; what has pages is `sized` by paper.

    `label` and `says` are English; a page says them in its reader's language.
    The same briefing gives the same bytes: no clock, no chance, no id of the file's own.
    """

    id: str
    label: str
    says: str
    suffix: str
    content_type: str
    maker: str
    sized: bool = False


_FORMATS = (
    Format(
        "pdf",
        "PDF",
        gettext_noop("The record: eight pages and the method, to print or to read"),
        "pdf",
        "application/pdf",
        "reports.pdf.typesetting.made",
        sized=True,
    ),
    Format(
        "pptx",
        gettext_noop("Slides"),
        gettext_noop("Six to eight slides to edit, with charts and notes"),
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "reports.slides.deck.made",
    ),
    Format(
        "xlsx",
        gettext_noop("Workbook"),
        gettext_noop("Every number traced to the answers by formulas"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "reports.workbook.book.made",
        sized=True,
    ),
    Format(
        "csv",
        gettext_noop("Table"),
        gettext_noop("One line for each question, dimension and pillar, for analysts"),
        "csv",
        "text/csv; charset=utf-8",
        "reports.csv_file.made",
    ),
    Format(
        "json",
        gettext_noop("Data"),
        gettext_noop("Everything in the report, with a documented schema"),
        "json",
        "application/json",
        "reports.json_file.made",
    ),
)
FORMATS: dict[str, Format] = {each.id: each for each in _FORMATS}
