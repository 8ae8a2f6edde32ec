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
def add_questions(pk: int, seen: str, questions: Iterable[Mapping[str, Any]], user: User) -> bool:
    """False where the draft is no longer the one with this number: nothing was added then.

    Held meanwhile, so that of two who add at once the second finds another draft than it saw. What readers
    see stays as it is; a draft may lack what publishing will ask for.
    """
    page = _held(pk)
    if page is None or str(page.latest_revision_id or "") != seen:
        return False
    draft = page.get_latest_revision_as_object()
    block = draft.questions.stream_block.child_blocks["question"]
    for question in questions:
        draft.questions.append(("question", block.to_python(dict(question))))
    draft.save_revision(user=user, log_action=IMPORTED, clean=False)
    return True


def _held(pk: int) -> CheckPage | None:
    found: CheckPage | None = CheckPage.objects.select_for_update(no_key=True).filter(pk=pk).first()
    return found
