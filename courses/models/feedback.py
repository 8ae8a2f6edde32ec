"""Whether a unit was clear to its reader, in the reader's words; an address only if one was given."""

from django.db import models
from django.utils.translation import gettext_lazy

from content.models import Unit

from .learners import Fact


class Feedback(Fact):
    class Clear(models.TextChoices):
        YES = "yes", gettext_lazy("Yes")
        PARTLY = "partly", gettext_lazy("Partly")
        NO = "no", gettext_lazy("No")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="feedbacks")
    clear = models.CharField(max_length=6, choices=Clear.choices)
    remark = models.CharField(max_length=500, blank=True)
    address = models.EmailField(blank=True, help_text="Where an answer may go; given for this only.")
    at = models.DateTimeField()
    dealt_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "unit"], name="one_feedback_a_unit")]

    def __str__(self) -> str:
        return f"Feedback {self.pk} on unit {self.unit_id}"
