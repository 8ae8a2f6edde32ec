"""Typst, told what it may read: the templates of this folder, our faces, one JSON text; nothing else."""

from functools import cache
from pathlib import Path

import typst

from reports.briefing.pages import Briefing
from reports.formats import Paper

from .inputs import inputs

FOLDER = Path(__file__).resolve().parent / "templates"
REMEMBERED = 10  # documents, by the typesetter
FONTS = Path(__file__).resolve().parents[1] / "fonts"


def made(briefing: Briefing, paper: Paper) -> bytes:
    """The PDF, tagged and titled; the same briefing gives the same bytes."""
    # By this standard a chart without alternative text is an error, not a warning.
    found = compiler().compile(sys_inputs=inputs(briefing, paper), pdf_standards="ua-1", format="pdf")
    assert isinstance(found, bytes), "one file, not a list of pages"
    forget()
    return found


def forget() -> None:
    """What was set goes out of memory: ten reports would hold 300 MB, and none is ever set again."""
    for _ in range(REMEMBERED):
        compiler("empty").compile(format="pdf")


@cache
def compiler(name: str = "report") -> typst.Compiler:
    """Kept by the process: fonts are read once."""
    return typst.Compiler(
        str(FOLDER / f"{name}.typ"),
        root=str(FOLDER),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        package_path=str(FOLDER),
        package_cache_path=str(FOLDER),
    )
