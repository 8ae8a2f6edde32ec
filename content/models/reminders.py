"""What was said already: one row for each mail line about a unit whose review is due."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .units import Unit


class ReviewReminder(models.Model):
    """Written with the mail, so that no second one follows; another date begins anew."""

    class Stage(models.TextChoices):
        SOON = "soon", _("Due in 30 days")
        OVERDUE = "overdue", _("Overdue")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="review_reminders")
    review_by = models.DateField()
    stage = models.CharField(max_length=7, choices=Stage.choices)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "review_by", "stage"], name="one_reminder_a_stage")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.review_by} {self.stage}"
