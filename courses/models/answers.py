"""What a learner answered to a case's questions: private, never graded, counted only together with others."""

from django.db import models
from django.db.models import Q

from content.models import Unit

from .learners import Fact


class CaseAnswer(Fact):
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="case_answers")
    question = models.CharField(max_length=60)
    choice = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    skipped = models.BooleanField(default=False)
    answered_at = models.DateTimeField()
    edited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "unit", "question"], name="one_answer_a_case_question"
            ),
            models.CheckConstraint(
                condition=(Q(skipped=True, choice="", text="") | Q(skipped=False) & ~Q(choice="", text="")),
                name="skipped_or_answered",
            ),
        ]
        # The tally of what others chose is read from this index alone.
        indexes = [models.Index(fields=["unit", "question", "choice"], name="case_answer_tally")]

    def __str__(self) -> str:
        return f"Answer of learner {self.learner_id} to {self.question}"
