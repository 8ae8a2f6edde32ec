"""That a learner who had finished a unit has seen a material change of it."""

from django.db import models

from content.models import Change

from .learners import Fact


class Refreshed(Fact):
    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="seen_by")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "change"], name="one_look_at_a_change")]

    def __str__(self) -> str:
        return f"Change {self.change_id} seen by learner {self.learner_id}"
