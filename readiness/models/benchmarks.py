"""Benchmarks of this portal: who consented, a score row a closed round, a histogram a cell (SPEC 3.12)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organisation

from .rounds import Round


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> "ConsentQuerySet":
        """Not withdrawn, of organisations that are not closed."""
        return self.filter(withdrawn_at__isnull=True, organisation__closed_at__isnull=True)


class Consent(models.Model):
    """An organisation lets its results enter; withdrawn, its rows leave with the next refresh."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="consents")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(withdrawn_at__isnull=True), name="one_consent_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"Consent of organisation {self.organisation_id}"


class ScoreRow(models.Model):
    """One figure of one closed round, written when it closed."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="score_rows")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    family = models.CharField(
        max_length=40, help_text="Framework and major version: scores of others differ."
    )
    subject = models.CharField(max_length=12, help_text="“index”, a pillar or a dimension.")
    score = models.DecimalField(max_digits=9, decimal_places=6, help_text="0 to 100.")
    closed_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "subject"], name="one_score_row_a_subject")]
        indexes = [models.Index(fields=["family", "subject", "organisation", "closed_on"])]

    def __str__(self) -> str:
        return f"{self.subject} of round {self.round_id}"


class Cell(models.Model):
    """How many organisations stand at which score, for one subject in one cell of the comparison."""

    family = models.CharField(max_length=40)
    subject = models.CharField(max_length=12)
    by = models.CharField(max_length=8, help_text="“all”, “sector”, “size” or “region”.")
    value = models.CharField(max_length=20, blank=True)
    n = models.PositiveIntegerField()
    histogram = models.JSONField(help_text="Pairs of tenths and count, from the lowest up; none under ten.")
    since = models.DateField(help_text="The oldest closing day in it.")
    refreshed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family", "subject", "by", "value"], name="one_cell_a_comparison")
        ]

    def __str__(self) -> str:
        return f"{self.subject} by {self.by} {self.value}"


class Entrant(models.Model):
    """An organisation's time in a cell: kept afterwards too, so that no two states of it single out a few."""

    family = models.CharField(max_length=40)
    by = models.CharField(max_length=8)
    value = models.CharField(max_length=20, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(
        Round, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="Counted there."
    )
    entered_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "by", "value", "organisation"],
                condition=Q(left_on__isnull=True),
                name="once_in_a_cell_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Organisation {self.organisation_id} by {self.by} {self.value}"
