"""What a learner does: each verb records one fact, may be repeated without harm, returns what it recorded."""

from .answers import Answer, Answered, answer_case
from .attempts import answer_question, finish, start_attempt
from .committing import drop_commitment, keep_commitment, settle_commitment
from .completing import mark_read, undo_read
from .deciding import Faulty, commit
from .films import report_played
from .listening import end_podcast_address, make_podcast_address
from .notes import delete_note, save_note, set_bookmark
from .places import Kept, Spot, continue_from, keep_place
from .refreshing import see_changes
from .refusals import Locked, Refused, Unknown
from .telling import give_feedback

__all__ = [
    "Answer",
    "Answered",
    "Faulty",
    "Kept",
    "Locked",
    "Refused",
    "Spot",
    "Unknown",
    "answer_case",
    "answer_question",
    "commit",
    "continue_from",
    "delete_note",
    "drop_commitment",
    "end_podcast_address",
    "finish",
    "give_feedback",
    "keep_commitment",
    "keep_place",
    "make_podcast_address",
    "mark_read",
    "report_played",
    "save_note",
    "see_changes",
    "set_bookmark",
    "settle_commitment",
    "start_attempt",
    "undo_read",
]
