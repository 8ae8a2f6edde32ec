"""Facts about one measurement; sums over them are stored only in a result, frozen on the day it was given."""

from .answers import Answer
from .benchmarks import Cell, Consent, Entrant, ScoreRow
from .invitees import Invitee
from .register import Entry, Reanswer
from .respondents import Respondent
from .results import AgreedResult, EarlierResult, Result
from .rounds import Reader, Round
from .sessions import AgreedAnswer
from .sheets import Sheet
from .versions import Version

__all__ = [
    "AgreedAnswer",
    "AgreedResult",
    "Answer",
    "Cell",
    "Consent",
    "EarlierResult",
    "Entrant",
    "Entry",
    "Invitee",
    "Reader",
    "Reanswer",
    "Respondent",
    "Result",
    "Round",
    "ScoreRow",
    "Sheet",
    "Version",
]
