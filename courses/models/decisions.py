"""What a learner decided in an exercise: kept, revisited, never graded, counted only together with others."""

from django.db import models

from content.models import Unit

from .learners import Fact


class Decision(Fact):
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="decisions")
    key = models.CharField(max_length=60, help_text="What others' choices are counted by.")
    choice = models.JSONField(help_text="The fields of the form as they were sent.")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "unit"], name="one_decision_a_unit")]
        indexes = [models.Index(fields=["unit", "key"], name="decision_tally")]

    def __str__(self) -> str:
        return f"Decision of learner {self.learner_id} in unit {self.unit_id}"
