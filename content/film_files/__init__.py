"""Films as files, read in Python alone: what they hold, and why one is not taken. No Django here."""

from .facts import Facts, Unfit
from .gate import EXTENSIONS, facts_of

__all__ = ["EXTENSIONS", "Facts", "Unfit", "facts_of"]
