"""What readers tell the editors: whether a unit was clear, and which words find nothing."""

import unicodedata
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from courses.desk import Desk
from courses.models import Feedback, MissingWords

# Rows of different words and days that are kept at most; then only known ones count on.
MOST_WORDS = 2000
KEPT_WORDS = timedelta(days=90)
KEPT_FEEDBACK = timedelta(days=365)


def give_feedback(desk: Desk, clear: str, remark: str, address: str, now: datetime) -> Feedback:
    """One a learner and unit; another one takes its place and is new to the editors."""
    given = {"clear": clear, "remark": remark, "address": address, "at": now, "dealt_at": None}
    return Feedback.objects.update_or_create(learner_id=desk.learner_id, unit_id=desk.record, defaults=given)[
        0
    ]


def normalised(words: str) -> str:
    """As words count together: composed, in small letters, single spaces."""
    plain = unicodedata.normalize("NFKC", words.replace("\x00", " ")).casefold()
    return " ".join(plain.split())[:120].strip()


@transaction.atomic
def tell_missing(words: str, today: date) -> bool:
    """Whether it was counted."""
    known = MissingWords.objects.filter(words=words, day=today)
    if not words or (not known.exists() and MissingWords.objects.count() >= MOST_WORDS):
        return False
    MissingWords.objects.bulk_create([MissingWords(words=words, day=today)], ignore_conflicts=True)
    return known.update(count=F("count") + 1) == 1


def forget_told(now: datetime) -> int:
    """What editors were told goes after its time."""
    words = MissingWords.objects.filter(day__lt=now.date() - KEPT_WORDS).delete()[0]
    return words + Feedback.objects.filter(at__lt=now - KEPT_FEEDBACK).delete()[0]
