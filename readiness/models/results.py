"""What a round came to: computed once when it closed, frozen with the instrument it was measured by."""

from django.db import models

from .rounds import Round


class Result(models.Model):
    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="result")
    scores = models.JSONField(help_text="What score_round published.")
    snapshot = models.JSONField(help_text="The whole instrument as it was on that day.")
    hash = models.CharField(max_length=64, help_text="SHA-256 of the scores and the instrument's own hash.")
    computed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Result of round {self.round_id}"
