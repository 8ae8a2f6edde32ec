"""What a respondent does: each verb may be repeated without harm and returns what it recorded."""

from .answering import Act, Kept, question_of, save_answer
from .refusals import Closed, Refused, RoundClosed, Stale, TooMany, Unknown
from .removing import forget_answers, remove_sheet
from .resuming import linked_sheet, mail_link, resume_sheet
from .starting import start_sheet
from .submitting import submit_sheet

__all__ = [
    "Act",
    "Closed",
    "Kept",
    "Refused",
    "RoundClosed",
    "Stale",
    "TooMany",
    "Unknown",
    "forget_answers",
    "linked_sheet",
    "mail_link",
    "question_of",
    "remove_sheet",
    "resume_sheet",
    "save_answer",
    "start_sheet",
    "submit_sheet",
]
