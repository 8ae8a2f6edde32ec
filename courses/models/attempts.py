"""An attempt at a check: what was drawn, what was answered, and the result frozen on the day it was given."""

from django.db import models
from django.db.models import F, Q

from content.models import Unit

from .learners import Fact


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def open(self) -> "AttemptQuerySet":
        return self.filter(finished_at__isnull=True, set_aside_at__isnull=True)

    def open_first(self) -> "AttemptQuerySet":
        """The open one, then the finished ones from the last back; without those set aside."""
        return self.filter(set_aside_at__isnull=True).order_by(F("finished_at").desc(nulls_first=True), "-pk")

    def finished(self) -> "AttemptQuerySet":
        return self.filter(finished_at__isnull=False)

    def best_first(self) -> "AttemptQuerySet":
        """The best result first, the earlier of two equal ones before the later."""
        return self.finished().order_by(F("correct").desc(), "finished_at", "pk")


class Attempt(Fact):
    check_page = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="attempts")
    seed = models.BigIntegerField()
    drawn = models.JSONField(help_text="Question keys in order, each with its option keys in order.")
    pass_mark = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    set_aside_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When another open attempt at the same check came before it.",
    )
    correct = models.PositiveSmallIntegerField(null=True, blank=True)
    of = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How many questions counted.")
    passed = models.BooleanField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "check_page"],
                condition=Q(finished_at__isnull=True, set_aside_at__isnull=True),
                name="one_open_attempt_a_check",
            ),
            models.CheckConstraint(
                condition=Q(
                    finished_at__isnull=True, correct__isnull=True, of__isnull=True, passed__isnull=True
                )
                | Q(finished_at__isnull=False, correct__isnull=False, of__isnull=False, passed__isnull=False),
                name="finished_attempts_have_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"Attempt {self.pk} at check {self.check_page_id}"


class AttemptAnswer(models.Model):
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    chosen = models.JSONField(help_text="Option keys.")
    right = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "question"], name="one_answer_a_question")]

    def __str__(self) -> str:
        return f"Answer to {self.question} in attempt {self.attempt_id}"
