"""Numbers made into figures: exact, and as every file prints them."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from readiness.instrument import Instrument
from readiness.levels import INDEX
from readiness.results.figures import kept, text
from readiness.results.measured import Measured
from readiness.scoring import STEP

from .shape import Figure, Level, Span

ROLE_ORDER = ("exec", "risk", "tech", "people", "business", "board", "staff")


def figure(value: Fraction) -> Figure:
    """One decimal, half up."""
    return Figure(value, text(value))


def optional(value: Fraction | None) -> Figure | None:
    return None if value is None else figure(value)


def frozen(value: float | None) -> Figure | None:
    """A figure that was frozen as a float."""
    exact = kept(value)
    return None if exact is None else figure(exact)


def index_of(of: Measured) -> Figure | None:
    return optional(of.score_of(INDEX))


def span_of(ends: Sequence[float] | None) -> Span | None:
    """A frozen 95 % interval."""
    if ends is None:
        return None
    return Span(figure(Fraction(ends[0])), figure(Fraction(ends[1])), "interval")


def signed(value: Fraction) -> Figure:
    """ "+5.2", "−4.0", "0.0"."""
    return Figure(value, f"+{text(value)}" if text(value).strip("−") != "0.0" and value > 0 else text(value))


def percent(share: Fraction) -> Figure:
    """A share of 0 to 1 in whole percent; "under 1 %" and "over 99 %" are not rounded away."""
    whole = (share * 100 + Fraction(1, 2)).__floor__()
    if share > 0 and not whole:
        return Figure(share, "under 1 %")
    return Figure(share, "over 99 %" if share < 1 and whole == 100 else f"{whole} %")


def as_level(points: Fraction) -> Figure:
    """A mean of points as a mean of levels, 1 to 5; a whole level stands without a decimal."""
    level = points / STEP + 1
    return Figure(level, str(level) if level.denominator == 1 else text(level))


def named(instrument: Instrument, number: int | None) -> Level | None:
    if number is None:
        return None
    level = instrument.levels[number - 1]
    return Level(number, level.name, sentence(level.text))


def sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def listed(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def owner_among(instrument: Instrument, asked: Sequence[str]) -> str:
    """The role that a step would fall to: of those who can know, the one closest to doing it."""
    names = {role.id: role.name for role in instrument.roles}
    known = [role for role in ROLE_ORDER if role in asked] or list(asked)
    return names.get(known[0], known[0]) if known else "Executives"


def day(of: date) -> str:
    """ "5 March 2026"."""
    return f"{of.day} {of:%B %Y}"


def months_on(of: date, months: int) -> date:
    """The last day of the month that lies so many months on."""
    year, month = divmod(of.year * 12 + of.month + months, 12)
    return date.fromordinal(date(year, month + 1, 1).toordinal() - 1)
