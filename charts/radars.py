"""A small radar, unfilled, in a fixed order from 0 to 100: only ever beside the bars that say it better."""

from collections.abc import Sequence
from html import escape
from math import cos, pi, sin

from charts.figures import Number, exact
from charts.geometry import Markup
from charts.letters import width

SIZE, REACH, NAMES = 280, 100, 122
RINGS = (25, 50, 75, 100)


def radar(axes: Sequence[str], now: Sequence[Number | None], before: Sequence[Number | None] = ()) -> Markup:
    """One outline, or two; interrupted where a value is not known.

    ValueError under three axes, and for names that are not short: they would run out of the drawing.
    """
    if len(axes) < 3 or len(now) != len(axes) or (before and len(before) != len(axes)):
        raise ValueError("a radar needs three axes, and a value or None for each")
    drawing = "".join(_ring(len(axes), ring) for ring in RINGS)
    for place, name in enumerate(axes):
        x, y = _spot(place, len(axes), NAMES)
        if abs(x) + width(name, 12) / 2 > SIZE / 2:
            raise ValueError(f"a radar has short names: {name}")
        end = _spot(place, len(axes), REACH)
        drawing += f'<line class="radar-axis" x1="0" y1="0" x2="{end[0]}" y2="{end[1]}"/>'
        drawing += f'<text x="{x}" y="{y}" dy=".35em" text-anchor="middle">{escape(name)}</text>'
    drawing += _outline("radar-before", before) + _outline("radar-now", now)
    half = SIZE // 2
    return Markup(
        f'<svg class="chart-radar" viewBox="{-half} {-half} {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}"'
        f' aria-hidden="true" focusable="false">{drawing}</svg>'
    )


def _spot(place: int, count: int, reach: float) -> tuple[float, float]:
    """The first axis points up, the others follow clockwise."""
    angle = 2 * pi * place / count - pi / 2
    return round(reach * cos(angle), 2), round(reach * sin(angle), 2)


def _ring(count: int, value: int) -> str:
    points = " ".join("{},{}".format(*_spot(place, count, value)) for place in range(count))
    return f'<polygon class="radar-ring" points="{points}"/>'


def _outline(name: str, values: Sequence[Number | None]) -> str:
    """Closed edges between neighbours that are known."""
    drawing = ""
    for place, value in enumerate(values):
        after = values[(place + 1) % len(values)]
        if value is None:
            continue
        x1, y1 = _spot(place, len(values), float(exact(value)))
        drawing += f'<circle class="{name}" cx="{x1}" cy="{y1}" r="2.5"/>'
        if after is not None:
            x2, y2 = _spot((place + 1) % len(values), len(values), float(exact(after)))
            drawing += f'<line class="{name}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'
    return drawing
