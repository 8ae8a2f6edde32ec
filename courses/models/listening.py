"""A learner's podcast address: whoever has it may fetch the feed and its sound. Only its hash is kept."""

from django.db import models

from .learners import Fact


class ListeningKeyQuerySet(models.QuerySet["ListeningKey"]):
    def opened_by(self, token_hash: str) -> "ListeningKeyQuerySet":
        """The key of an account in good standing; nothing for an address that was ended or never made."""
        return self.filter(token_hash=token_hash, learner__user__is_active=True)


class ListeningKey(Fact):
    """Says nothing of when or whether it was used."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    objects = ListeningKeyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner"], name="one_podcast_address_a_learner")]

    def __str__(self) -> str:
        return f"Podcast address of learner {self.learner_id}"
