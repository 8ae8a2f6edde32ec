"""Facts about one learner; sums over them are never stored."""

from .answers import CaseAnswer
from .attempts import Attempt, AttemptAnswer
from .commitments import Commitment
from .completions import Completion
from .decisions import Decision
from .feedback import Feedback
from .learners import Learner
from .listening import ListeningKey
from .missing import MissingWords
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
    "Feedback",
    "Learner",
    "ListeningKey",
    "MissingWords",
    "Note",
    "Place",
    "Refreshed",
]
