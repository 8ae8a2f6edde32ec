"""Sets a paper from a template of this folder and one JSON text; nothing else is read or asked for."""

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import typst

from content import plates
from reports.pdf.printable import Press

TEMPLATES = Path(__file__).resolve().parent / "templates"
VARIABLE = re.compile(r"var\(--[a-z-]+, ?(#[0-9A-Fa-f]{6})\)")
FONTS = Path(__file__).resolve().parents[1] / "fonts"


def typeset(
    template: str,
    values: Mapping[str, Any],
    title: str,
    dated: date,
    ours: Mapping[str, str] | None = None,
) -> bytes:
    """A tagged PDF; the same input gives the same bytes.

    Every text is cleaned first, but not `ours`: drawings and addresses, which must stay as they are.
    """
    press = Press()
    data = {
        **_cleaned(values, press),
        **(ours or {}),
        "title": press.text(title),
        "dated": [dated.year, dated.month, dated.day],
    }
    made = _compiler(template).compile(
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, pdf_standards="ua-1", format="pdf"
    )
    assert isinstance(made, bytes), "one file, not a list of pages"
    return made


@cache
def _compiler(template: str) -> typst.Compiler:
    """Kept by the process: fonts are read once."""
    return typst.Compiler(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        package_path=str(TEMPLATES),
        package_cache_path=str(TEMPLATES),
    )


def _cleaned(value: Any, press: Press) -> Any:
    if isinstance(value, Mapping):
        return {name: _cleaned(each, press) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(each, press) for each in value]
    return press.text(value) if isinstance(value, str) else value


@cache
def plate(slug: str, family: str) -> str:
    """The module's drawing with its colours in it: a file cannot ask a page for them."""
    family = family if family in plates.FAMILIES else "strategy"
    return VARIABLE.sub(lambda found: found[1], plates.draw(slug, family, shape="strip"))
