"""That a learner finished a unit, when, and on what evidence."""

from django.db import models
from django.utils.translation import gettext_lazy

from content.models import Unit

from .learners import Fact


class Completion(Fact):
    class How(models.TextChoices):
        READ = "read", gettext_lazy("Read to the end")
        MARKED = "marked", gettext_lazy("Marked as read")
        WATCHED = "watched", gettext_lazy("Watched")
        PASSED = "passed", gettext_lazy("Passed")
        DECIDED = "decided", gettext_lazy("Decided")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="completions")
    at = models.DateTimeField()
    how = models.CharField(max_length=8, choices=How.choices)
    evidence = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "unit"], name="one_completion_a_unit")]

    def __str__(self) -> str:
        return f"Completion of unit {self.unit_id} by learner {self.learner_id}"
