"""What the templates of a unit need beyond Django's own filters."""

import re
from collections.abc import Mapping
from typing import Any

from django import template

from charts import Chart, Lines, Row, Series, bars, dots, lines
from charts.figures import decimals_of
from content.grids import number_of
from content.models import Film
from content.pictures import Picture, picture_of
from content.transcript import Part, transcript
from saying import figure

DAY = 86_400
register = template.Library()
LONGEST_YEAR = 12  # figures: what a chart can place
NUMBER = re.compile(r"^[≈~<>+\-–−]?\s*[€$£]?\s*\d[\d\s.,]*\s*(%|[a-zA-Zµ]{1,3})?$")


@register.filter
def clock(seconds: float | None) -> str:
    """83.4 → 1:23, 3725 → 1:02:05; nothing for nothing."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


register.filter("figure", figure)


@register.filter
def unbroken(words: object) -> str:
    """A number stays on the line of the word that it belongs to: level 3."""
    return re.sub(r"(?<=\w) (?=\d)", "\u00a0", str(words))


@register.filter
def second(value: object) -> int | None:
    """A whole second from 0 up, from a number or from the words of an address; None for anything else."""
    try:
        number = int(float(str(value)))
    except (ValueError, OverflowError):
        return None
    return number if 0 <= number < DAY else None


@register.filter
def or_kept(asked: object, watching: object) -> int | None:
    """The second that the address asks for, else the one that is kept; in a preview nothing may be kept."""
    kept = watching.get("second") if isinstance(watching, dict) else getattr(watching, "second", None)
    return second(asked or kept)


@register.filter
def split(words: str) -> list[str]:
    return words.split()


@register.filter
def most(rows: list[tuple[Any, int]]) -> int:
    """The largest count of (what, count) rows, at least 1: the whole width of their bars."""
    return max([1, *(count for _what, count in rows)])


@register.filter
def at(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """The value that a key found out at run time has; None where there is none."""
    return mapping.get(key) if mapping else None


@register.filter
def parts(film: Film) -> tuple[Part, ...]:
    """The film's transcript, in paragraphs under its chapters."""
    return transcript(film.cues, film.parts)


@register.filter
def plotted(value: Mapping[str, Any]) -> Chart:
    """The chart of a chart block: ranked bars, or dots now and before."""
    rows = [Row(row["label"], row["value"], row.get("before")) for row in value["rows"]]
    return (dots if value["kind"] == "dots" else bars)(rows, unit=value.get("unit") or "")


@register.filter
def lined(value: Mapping[str, Any]) -> Lines | None:
    """The drawing of a block of lines: one for each heading after the first; None without a figure."""
    head, rows = list(value["head"]), [list(row) for row in value["rows"]]
    cells = [[row[place] if len(row) > place else "" for row in rows] for place in range(1, len(head))]
    figures = [[number_of(cell) if cell else None for cell in column] for column in cells]
    known = [figure for column in figures for figure in column if figure is not None]
    if not known:
        return None
    years = [row[0] for row in rows]
    counted = all(year.isdecimal() and len(year) <= LONGEST_YEAR for year in years)
    at = [int(year) for year in years] if counted else []
    series = [Series(name, column) for name, column in zip(head[1:], figures, strict=True)]
    return lines(years, series, at=at, places=decimals_of(known))


@register.filter
def pictured(image: Any, making: bool | str) -> Picture | None:
    """A picture in the sizes of pages; new sizes are made only where `making` says so."""
    return picture_of(image, making is True)


@register.filter
def columns(table: Mapping[str, Any]) -> dict[str, list[Any]]:
    """head and rows as (text, whether its column holds numbers); a short row ends early."""
    rows = [list(row) for row in table["rows"]]
    width = max([len(table["head"]), *map(len, rows)], default=0)
    numeric = [place > 0 and _holds_numbers(rows, place) for place in range(width)]
    return {
        "head": list(zip(table["head"], numeric, strict=False)),
        "rows": [list(zip(row, numeric, strict=False)) for row in rows],
    }


def _holds_numbers(rows: list[list[str]], place: int) -> bool:
    cells = [row[place].strip() for row in rows if len(row) > place and row[place].strip()]
    return bool(cells) and all(NUMBER.match(cell) or cell in {"–", "n/a"} for cell in cells)
