"""What a learner keeps: a note for a section, and the units to come back to."""

from django.db import models
from django.db.models import Q

from content.models import Unit

from .learners import Fact


class Note(Fact):
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="notes")
    section = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "unit", "section"], name="one_note_a_section"),
            models.CheckConstraint(condition=~Q(text=""), name="a_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"Note {self.pk}"


class Bookmark(Fact):
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="bookmarks")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "unit"], name="one_bookmark_a_unit")]

    def __str__(self) -> str:
        return f"Bookmark {self.pk}"
