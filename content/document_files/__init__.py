"""Documents as files, read in Python alone: whether one is what its name says. No Django here."""

from .gate import KINDS, judge
from .unfit import Unfit

__all__ = ["KINDS", "Unfit", "judge"]
