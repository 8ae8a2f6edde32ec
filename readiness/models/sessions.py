"""What a consensus session agreed on, item by item."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from .rounds import Round


class AgreedAnswer(models.Model):
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="agreed")
    item = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    mark = models.CharField(
        max_length=4,
        choices=[("DK", gettext_lazy("Don't know")), ("NA", gettext_lazy("Not applicable"))],
        blank=True,
    )
    evidence = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="Why: in the words of the session.")
    revealed_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "item"], name="one_agreed_answer_an_item"),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, level__isnull=True, mark="")
                | Q(agreed_at__isnull=False, level__gte=1, level__lte=5, mark="")
                | Q(agreed_at__isnull=False, level__isnull=True, mark__in=["DK", "NA"]),
                name="agreed_on_a_level_or_a_mark",
            ),
        ]

    def __str__(self) -> str:
        return f"Agreed answer to {self.item} in round {self.round_id}"
