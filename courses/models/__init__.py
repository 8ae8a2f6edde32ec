"""Facts about one learner; sums over them are never stored."""

from .answers import CaseAnswer
from .attempts import Attempt, AttemptAnswer
from .commitments import Commitment
from .completions import Completion
from .decisions import Decision
from .learners import Learner
from .listening import ListeningKey
from .notes import Bookmark, Note
from .places import Place
from .refreshed import Refreshed

__all__ = [
    "Attempt",
    "AttemptAnswer",
    "Bookmark",
    "CaseAnswer",
    "Commitment",
    "Completion",
    "Decision",
    "Learner",
    "ListeningKey",
    "Note",
    "Place",
    "Refreshed",
]
