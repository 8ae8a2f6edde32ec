"""Facts about one measurement; sums over them are stored only in a result, frozen on the day it was given."""

from .answers import Answer
from .respondents import Respondent
from .results import Result
from .rounds import Round
from .sheets import Sheet

__all__ = ["Answer", "Respondent", "Result", "Round", "Sheet"]
