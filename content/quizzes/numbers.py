"""Numbers as people type them, and how near a number has to be: exact decimals, nothing rounded."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Literal

from saying import _

Band = Literal["low", "right", "high"]
BANDS: tuple[Band, ...] = ("low", "right", "high")
LONGEST = 40
MOST_DIGITS = 15
SPACES = r"[ \u00a0\u2009\u202f'’]"
# Groups of three behind the first one: 1,000 and 1 000 000.
GROUPED = re.compile(rf"[1-9]\d{{0,2}}(?:(?P<mark>,|{SPACES})\d{{3}})(?:(?P=mark)\d{{3}})*(?:\.\d+)?")
POINTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
SPACED = re.compile(rf"\d{{1,3}}(?:{SPACES}\d{{3}})+,\d+")
PLAIN = re.compile(r"\d+(?:\.\d*)?|\.\d+|\d+,\d+")
TWO_WAYS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
TOLERANCE = re.compile(r"(?P<number>\d+(?:\.\d+)?) ?(?P<percent>%?)")
MONEY = "€$£¥%"


@dataclass(frozen=True, slots=True)
class Target:
    """The right number and how far from it is still right, both ends included."""

    value: Decimal
    off: Decimal = Decimal(0)

    @property
    def least(self) -> Decimal:
        return _exact(self.value, -self.off)

    @property
    def most(self) -> Decimal:
        return _exact(self.value, self.off)

    def band(self, number: Decimal) -> Band:
        if number < self.least:
            return "low"
        return "high" if number > self.most else "right"


def read_number(typed: str, unit: str = "") -> Decimal:
    """1,000 and 1 000 and 1000.5, with or without the unit; a comma not before three digits is a decimal one.

    Raises ValueError with a sentence for the reader.
    """
    text = unicodedata.normalize("NFC", typed).strip()
    if not text:
        raise ValueError(_("Write a number."))
    if len(text) > LONGEST:
        raise ValueError(_("That is too long for a number. Write it in digits."))
    digits = _without_unit(text, unit).replace("−", "-").lstrip()
    sign, digits = ("-", digits[1:].lstrip()) if digits.startswith("-") else ("", digits.removeprefix("+"))
    plain = _plain(digits)
    if plain is None or sum(c.isdigit() for c in plain) > MOST_DIGITS:
        fault = _("“%(text)s” is not a number that can be read here. Write it like 1,000 or 1000.5.")
        raise ValueError(fault % {"text": text})
    return Decimal(sign + plain) + 0


def two_ways(typed: str, unit: str = "") -> bool:
    """Whether a reader from elsewhere may have meant a thousand times as much: 1.000."""
    return TWO_WAYS.fullmatch(_without_unit(typed.strip(), unit).lstrip("-−+ ")) is not None


def _without_unit(text: str, unit: str) -> str:
    """The unit may stand before or behind the number, and so may a sign of money or a percent sign."""
    word = unit.replace("{}", "").strip()
    for mark in filter(None, (word, *MONEY)):
        if text.casefold().endswith(mark.casefold()):
            return text[: -len(mark)].rstrip()
        if text.casefold().startswith(mark.casefold()):
            return text[len(mark) :].lstrip()
    return text


def _plain(digits: str) -> str | None:
    """With a point and nothing else beside the digits; None for what is no number."""
    if not digits.isascii() and any(c.isdigit() and not c.isascii() for c in digits):
        return None
    if GROUPED.fullmatch(digits):
        return re.sub(rf",|{SPACES}", "", digits)
    if POINTED.fullmatch(digits) or SPACED.fullmatch(digits):
        return re.sub(rf"\.|{SPACES}", "", digits).replace(",", ".")
    if PLAIN.fullmatch(digits):
        return digits.replace(",", ".").rstrip(".")
    return None


def read_target(value: str, tolerance: str) -> Target:
    """`tolerance` is empty, a number in the same unit, or a share such as 5%; else ValueError."""
    number = read_number(value)
    if not tolerance.strip():
        return Target(number)
    match = TOLERANCE.fullmatch(tolerance.strip())
    if match is None or len(tolerance) > LONGEST:
        fault = _("“%(text)s” is no tolerance. Write it like 50 or 5%%.")
        raise ValueError(fault % {"text": tolerance})
    off = Decimal(match["number"])
    with localcontext(prec=80):
        return Target(number, abs(number) * off / 100 if match["percent"] else off)


def written(number: Decimal) -> str:
    """In digits without a group mark: 1000.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(number: Decimal, unit: str = "") -> str:
    """As a page shows it: 1,000.5 hours; `unit` may say where the number stands, as in €{}."""
    whole, _, rest = written(number).partition(".")
    text = f"{int(whole):,}" if whole not in ("-0", "") else whole
    text = f"{text}.{rest}" if rest else text
    text = text.replace("-", "−")
    if "{}" in unit:
        return unit.replace("{}", text)
    return f"{text}{'' if not unit or unit.startswith('%') else ' '}{unit}"


def _exact(value: Decimal, by: Decimal) -> Decimal:
    with localcontext(prec=80):
        return value + by
