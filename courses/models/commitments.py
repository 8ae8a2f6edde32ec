"""What a learner will do after a unit: one decision, an owner, a date."""

from datetime import date

from django.db import models
from django.db.models import Q

from content.models import Unit

from .learners import Fact


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def open(self) -> "CommitmentQuerySet":
        return self.filter(done_at__isnull=True)

    def to_remind(self, by: date) -> "CommitmentQuerySet":
        """Due by that day, of people who have an account and want to be reminded; reminded once."""
        wanted = self.filter(learner__user__is_active=True, learner__user__reminders=True)
        return wanted.open().filter(due__lte=by, reminded_at__isnull=True)

    def of_account(self, user_id: int) -> "CommitmentQuerySet":
        return self.filter(learner__user_id=user_id)


class Commitment(Fact):
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="commitments")
    text = models.CharField(max_length=300)
    owner = models.CharField(max_length=120, blank=True, help_text="Empty: the learner.")
    due = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "unit"], name="one_commitment_a_unit"),
            models.CheckConstraint(condition=~Q(text=""), name="a_commitment_says_something"),
        ]
        indexes = [
            models.Index(
                fields=["due"],
                condition=Q(done_at__isnull=True, reminded_at__isnull=True, due__isnull=False),
                name="commitments_to_remind",
            )
        ]

    def __str__(self) -> str:
        return f"Commitment of learner {self.learner_id} after unit {self.unit_id}"

    def overdue(self, today: date) -> bool:
        return self.done_at is None and self.due is not None and self.due < today
