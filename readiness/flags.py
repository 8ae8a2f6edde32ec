"""Sheets that look as if nobody read the questions: shown to the owner, never removed silently (SPEC 5)."""

from itertools import groupby

from .sheets import Sheet

IN_A_ROW = 12
SECONDS = 3


def straight(sheet: Sheet) -> bool:
    """Twelve equal answers in a row, in the order of the sheet, or one level throughout."""
    given = list(sheet.answers.values())
    longest = max((len(list(run)) for _, run in groupby(given)), default=0)
    levels = [answer for answer in given if isinstance(answer, int)]
    return longest >= IN_A_ROW or (len(levels) > IN_A_ROW // 2 and len(set(levels)) == 1)


def fast(seconds: float | None) -> bool:
    """Under three seconds for each question; False where it is not known."""
    return seconds is not None and seconds < SECONDS
