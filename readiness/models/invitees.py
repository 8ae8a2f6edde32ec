"""Who was asked to answer a round: an address and a role, never an answer."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from .respondents import Respondent
from .rounds import Round


class InviteeQuerySet(models.QuerySet["Invitee"]):
    def counted(self) -> "InviteeQuerySet":
        """Those on whom the response rate stands: by the joining link only who proved the address."""
        return self.filter(confirmed_at__isnull=False)

    def to_remind(self) -> "InviteeQuerySet":
        """Who has neither answered nor asked to be left in peace; nobody is ever shown who they are."""
        return self.counted().filter(answered=False, muted_at__isnull=True)


class Invitee(models.Model):
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitees")
    email = models.EmailField()
    role = models.CharField(
        max_length=20, blank=True, help_text="An id of the instrument; empty: they say it."
    )
    token_hash = models.CharField(
        max_length=64, null=True, unique=True, help_text="Of the link in their mail."
    )
    by_link = models.BooleanField(default=False, help_text="Came by the joining link, not by an invitation.")
    # Held only until the round closes: from then on no address leads to answers (SPEC 3.8).
    respondent = models.ForeignKey(
        Respondent, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    answered = models.BooleanField(default=False, help_text="So that no reminder follows; shown to nobody.")
    invited_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    muted_at = models.DateTimeField(null=True, blank=True, help_text="Asked for no more reminders.")

    objects = InviteeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("round", Lower("email"), name="one_invitee_an_address"),
            models.UniqueConstraint(
                fields=["round", "respondent"],
                condition=Q(respondent__isnull=False),
                name="one_invitee_a_respondent",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitee {self.pk} of round {self.round_id}"
