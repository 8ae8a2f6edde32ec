"""Questions that came from elsewhere join a check's draft: a new revision, which history can undo."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from content.models import CheckPage

# As many as a file of the course may hold.
MOST = 60
IMPORTED = "courses.import_questions"


@transaction.atomic
def add_questions(draft: CheckPage, questions: Iterable[Mapping[str, Any]], user: User) -> None:
    """What readers see stays as it is; a draft may lack what publishing will ask for."""
    block = draft.questions.stream_block.child_blocks["question"]
    for question in questions:
        draft.questions.append(("question", block.to_python(dict(question))))
    draft.save_revision(user=user, log_action=IMPORTED, clean=False)
