"""What was said when a published unit was published again: a correction, or a change worth reading."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ChangeKind(models.TextChoices):
    CORRECTION = "correction", _("A correction: nobody needs to read it again")
    MATERIAL = "material", _("A material change: whoever finished is shown what is new")


class Change(models.Model):
    """One publication of a unit that was public before; `sections` holds anchors."""

    unit = models.ForeignKey("content.Unit", on_delete=models.CASCADE, related_name="changes_said")
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    note = models.CharField(max_length=160, blank=True)
    sections = models.JSONField(default=list, blank=True)
    revision = models.PositiveBigIntegerField(null=True, help_text="The number of the version.")

    class Meta:
        indexes = [models.Index(fields=["unit", "at"], name="changes_of_a_unit")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="material") | ~Q(note=""), name="material_change_says_what_is_new"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of unit {self.unit_id}"


class Announced(models.Model):
    """What an author said of the draft's next publication, which takes it away."""

    unit = models.OneToOneField(
        "content.Unit", on_delete=models.CASCADE, primary_key=True, related_name="announced"
    )
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    note = models.CharField(max_length=160, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} announced for unit {self.unit_id}"
