"""The verbs of the room: each may be repeated without harm and returns what it recorded."""

from .asking import ask_for
from .editing import approve, latest, save_words
from .linking import end_link, followed, make_link, token_of
from .refusals import Refused, Stale, TooMany, Unknown

__all__ = [
    "Refused",
    "Stale",
    "TooMany",
    "Unknown",
    "approve",
    "ask_for",
    "end_link",
    "followed",
    "latest",
    "make_link",
    "save_words",
    "token_of",
]
