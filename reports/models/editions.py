"""Versions of a report's words: each saved edit is a row that never changes; approval is its only mark."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from readiness.models import Round


class EditionQuerySet(models.QuerySet["Edition"]):
    def of(self, measured: Round, result_hash: str) -> "EditionQuerySet":
        """Versions about this very result, newest first: a round that was reopened starts anew."""
        return self.filter(round=measured, result_hash=result_hash).order_by("-number")


class Edition(models.Model):
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    result_hash = models.CharField(max_length=64, help_text="The result that the words are about.")
    words = models.JSONField(default=dict, blank=True, help_text="Edited words by place; none: as drafted.")
    given = models.JSONField(
        default=dict,
        blank=True,
        help_text="What it was drafted from that may change: names, units, promises.",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_edition_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="editions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"Edition {self.number} of round {self.round_id}"
