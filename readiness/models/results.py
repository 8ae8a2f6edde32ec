"""What a round came to: computed once when it closed, frozen with the instrument it was measured by."""

from django.db import models

from .rounds import Round


class Frozen(models.Model):
    scores = models.JSONField(help_text="What score_round published.")
    details = models.JSONField(
        default=dict, help_text="Sums and spreads that pages and reports need besides."
    )
    snapshot = models.JSONField(help_text="The whole instrument as it was on that day.")
    hash = models.CharField(max_length=64, help_text="SHA-256 of the scores and the instrument's own hash.")
    computed_at = models.DateTimeField()

    class Meta:
        abstract = True


class Result(Frozen):
    """Of the answers that people gave, each for themselves."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="result")

    def __str__(self) -> str:
        return f"Result of round {self.round_id}"


class EarlierResult(Frozen):
    """What a round had come to before it was reopened and closed anew; it stays as it was."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="earlier_results")

    def __str__(self) -> str:
        return f"Earlier result of round {self.round_id}"


class AgreedResult(Frozen):
    """Of the one sheet that a consensus session agreed on; it stands beside the result, never over it."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="agreed_result")

    def __str__(self) -> str:
        return f"Agreed result of round {self.round_id}"
