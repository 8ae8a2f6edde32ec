"""What is drawn of lines over dates, and how far words reach in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import pairwise

from charts.axis import Axis
from charts.figures import Number, exact, worded
from charts.geometry import Markup
from charts.letters import width

APART = 7.5  # percent of the height that two names need between them
TOP, BOTTOM = 8.0, 86.0
NAME, DATE = 14.0, 13.0  # sizes of type
BESIDE, GAP = 14.0, 8.0  # between a dot and its name, and between two dates


@dataclass(frozen=True)
class Series:
    """A value for each date, None where not known; `broken` after the places where a line must not go on.

    `intervals` holds low and high for each date, or None.
    """

    name: str
    values: Sequence[Number | None]
    intervals: Sequence[tuple[Number, Number] | None] = ()
    broken: frozenset[int] = frozenset()
    marked: bool = False


@dataclass(frozen=True)
class Frame:
    """Where values and dates lie, in percent of a drawing that is so many pixels wide or wider."""

    axis: Axis
    places: tuple[float, ...]
    pixels: int

    def room(self, x: float) -> float:
        """Pixels for a name beside a dot."""
        return self.pixels * (100 - x) / 100 - BESIDE

    def reach(self, x: float, text: str, size: float) -> tuple[float, float]:
        """From where to where a centred text goes, in pixels, pushed inside at the edges."""
        long = width(text, size)
        start = min(max(self.pixels * x / 100 - long / 2, 0), max(self.pixels - long, 0))
        return start, start + long

    def down(self, value: Decimal) -> float:
        return BOTTOM - self.axis.at(value) / 100 * (BOTTOM - TOP)


def fits(one: Series, frame: Frame, places: int) -> bool:
    """Whether value and name of a series have room beside its last dot."""
    known = [x for value, x in zip(one.values, frame.places, strict=True) if value is not None]
    wanted = width(worded(last(one), places), NAME, bold=True) + width(f" {one.name}", NAME)
    return not known or wanted <= frame.room(known[-1])


def nearest(words: Sequence[str], pixels: int) -> float:
    """How far across the lines begin, so that they do not run over the words of the grid."""
    return min((BESIDE + max(width(text, DATE) for text in words)) / pixels * 100, 40)


def farthest(series: Sequence[Series], pixels: int, places: int) -> float:
    """How far across the lines go where only values stand beside them."""
    widest = max(width(worded(last(one), places), NAME, bold=True) for one in series)
    return 100 - (BESIDE + widest + 2) / pixels * 100


def drawn(
    name: str,
    dates: Sequence[str],
    series: Sequence[Series],
    frame: Frame,
    words: Sequence[tuple[Decimal, str]],
    places: int,
    named: bool,
) -> Markup:
    drawing = _grid(frame, words) + _dates(dates, frame)
    heights = _spread([frame.down(last(one)) for one in series])
    for number, (one, name_at) in enumerate(zip(series, heights, strict=True), start=1):
        drawing += _series(number, one, frame, name_at, places, named)
    if len(series) == 1:
        drawing += _earlier(series[0], frame, places)
    return Markup(
        f'<svg class="chart-lines {name}" width="100%" height="100%" overflow="visible" aria-hidden="true"'
        f' focusable="false">{drawing}</svg>'
    )


def last(one: Series) -> Decimal:
    known = [value for value in one.values if value is not None]
    return exact(known[-1]) if known else Decimal(0)


def _spread(wanted: Sequence[float]) -> list[float]:
    """The same heights, moved apart where names would touch; the order stays, and all stay inside."""
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    placed = [0.0] * len(wanted)
    lowest = BOTTOM - APART * (len(wanted) - 1)
    for rank, place in enumerate(order):
        above = placed[order[rank - 1]] + APART if rank else TOP
        placed[place] = min(max(wanted[place], above), max(above, lowest + APART * rank))
    return placed


def _grid(frame: Frame, words: Sequence[tuple[Decimal, str]]) -> str:
    drawing = ""
    for value, text in words:
        y = _percent(frame.down(value))
        drawing += f'<line class="lines-grid" x1="0%" x2="100%" y1="{y}" y2="{y}"/>'
        drawing += f'<text class="lines-value" x="0%" y="{y}" dy="-.35em">{escape(text)}</text>'
    return drawing


def _earlier(one: Series, frame: Frame, places: int) -> str:
    """The figures of a single line over its dots; the last one stands beside its name."""
    known = [(x, exact(v)) for v, x in zip(one.values, frame.places, strict=True) if v is not None]
    texts = [(x, worded(value, places)) for x, value in known]
    kept = _apart(texts, frame, NAME)[:-1]
    return "".join(
        f'<text class="lines-figure" x="{_percent(x)}" y="{_percent(frame.down(known[place][1]))}"'
        f' dy="-1.2em" text-anchor="middle">{text}</text>'
        for place, (x, text) in enumerate(texts)
        if place in kept
    )


def _dates(dates: Sequence[str], frame: Frame) -> str:
    texts = list(zip(frame.places, dates, strict=True))
    drawing = ""
    for place in _apart(texts, frame, DATE):
        x, date = texts[place]
        start, end = frame.reach(x, date, DATE)
        if start == 0:
            x, anchor = 0.0, "start"
        elif end >= frame.pixels:
            x, anchor = 100.0, "end"
        else:
            anchor = "middle"
        drawing += f'<text class="lines-date" x="{_percent(x)}" y="100%" text-anchor="{anchor}">'
        drawing += f"{escape(date)}</text>"
    return drawing


def _apart(texts: Sequence[tuple[float, str]], frame: Frame, size: float) -> list[int]:
    """Places of the texts that can stand beside each other: the last, the first, then whatever has room."""
    kept: list[int] = []
    taken: list[tuple[float, float]] = []
    for place in dict.fromkeys([len(texts) - 1, 0, *range(len(texts) - 2, 0, -1)]):
        start, end = frame.reach(texts[place][0], texts[place][1], size)
        if all(end + GAP <= left or start - GAP >= right for left, right in taken):
            kept.append(place)
            taken.append((start, end))
    return sorted(kept)


def _series(number: int, one: Series, frame: Frame, name_at: float, places: int, named: bool) -> str:
    spots = [
        None if value is None else (x, frame.down(exact(value)))
        for value, x in zip(one.values, frame.places, strict=True)
    ]
    drawing = ""
    for place, (start, end) in enumerate(pairwise(spots)):
        if start and end and place not in one.broken:
            drawing += _line("lines-line", *start, *end)
    for pair, x in zip(one.intervals, frame.places, strict=False):
        if pair:
            low, high = (frame.down(exact(end)) for end in pair)
            drawing += _line("lines-whisker", x, low, x, high)
    known = [spot for spot in spots if spot]
    drawing += "".join(
        f'<circle class="lines-dot" cx="{_percent(x)}" cy="{_percent(y)}" r="5"/>' for x, y in known
    )
    if known:
        end, value = known[-1], worded(exact(last(one)), places)
        drawing += (
            f'<text class="lines-name" x="{_percent(end[0])}" dx="14" y="{_percent(name_at)}" dy=".35em">'
            f"<tspan>{value}</tspan>{' ' + escape(one.name) if named else ''}</text>"
        )
    marked = " is-marked" if one.marked else ""
    return f'<g class="lines-{number}{marked}">{drawing}</g>'


def sample(number: int, marked: bool) -> Markup:
    """A piece of the line with its dot, for the list of names."""
    return Markup(
        f'<svg class="lines-sample lines-{number}{" is-marked" if marked else ""}" width="32" height="12"'
        ' aria-hidden="true" focusable="false"><line class="lines-line" x1="0" x2="32" y1="6" y2="6"/>'
        '<circle class="lines-dot" cx="16" cy="6" r="5"/></svg>'
    )


def _line(name: str, x1: float, y1: float, x2: float, y2: float) -> str:
    ends = zip(("x1", "y1", "x2", "y2"), (x1, y1, x2, y2), strict=True)
    return f'<line class="{name}" ' + " ".join(f'{key}="{_percent(value)}"' for key, value in ends) + "/>"


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
