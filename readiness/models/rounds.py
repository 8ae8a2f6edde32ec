"""A round: one measurement of one organisation with one version of the instrument."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q


class Round(models.Model):
    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", "One person's view"

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.INDIVIDUAL)
    instrument_id = models.CharField(max_length=40)
    instrument_hash = models.CharField(max_length=64, help_text="SHA-256 of what the instrument says.")
    excluded = models.JSONField(default=dict, blank=True, help_text="Dimensions out of scope, with reasons.")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    retention_until = models.DateField(
        null=True, blank=True, help_text="Answers live until this day; then their sums remain."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, retention_until__isnull=True)
                | Q(closed_at__isnull=False, retention_until__isnull=False),
                name="closed_rounds_have_a_retention_date",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="rounds_close_after_they_open",
            ),
        ]

    def __str__(self) -> str:
        return f"Round {self.public_id}"
