"""That a learner finished a unit, when, and on what evidence."""

from django.db import models

from content.models import Unit

from .learners import Fact


class Completion(Fact):
    class How(models.TextChoices):
        READ = "read", "Read to the end"
        MARKED = "marked", "Marked as read"
        WATCHED = "watched", "Watched"
        PASSED = "passed", "Passed"
        DECIDED = "decided", "Decided"

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="completions")
    at = models.DateTimeField()
    how = models.CharField(max_length=8, choices=How.choices)
    evidence = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "unit"], name="one_completion_a_unit")]

    def __str__(self) -> str:
        return f"Completion of unit {self.unit_id} by learner {self.learner_id}"
