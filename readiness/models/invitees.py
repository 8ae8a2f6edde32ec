"""Who was asked to answer a round: an address and a role, never an answer."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy

from .respondents import Respondent
from .rounds import Round


class InviteeQuerySet(models.QuerySet["Invitee"]):
    def counted(self) -> "InviteeQuerySet":
        """Those on whom the response rate stands: by the joining link only who proved the address."""
        return self.filter(confirmed_at__isnull=False, withdrawn_at__isnull=True)

    def to_remind(self) -> "InviteeQuerySet":
        """Who has neither answered nor asked to be left in peace; nobody is ever shown who they are."""
        return self.counted().filter(answered=False, muted_at__isnull=True)

    def linked(self, token_hash: str) -> "InviteeQuerySet":
        """Whom a personal link belongs to, while its organisation is there and the invitation stands."""
        return self.filter(
            token_hash=token_hash, withdrawn_at__isnull=True, round__organisation__closed_at__isnull=True
        )


class Invitee(models.Model):
    class Mail(models.TextChoices):
        INVITATION = "invite", gettext_lazy("Invitation")
        REMINDER = "remind", gettext_lazy("Reminder")
        LINK = "link", gettext_lazy("Personal link")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitees")
    email = models.EmailField()
    role = models.CharField(
        max_length=20, blank=True, help_text="An id of the instrument; empty: they say it."
    )
    token_hash = models.CharField(
        max_length=64, null=True, unique=True, help_text="Of the link in their mail."
    )
    language = models.CharField(
        max_length=10, blank=True, help_text="In which they asked for their link; empty: not known."
    )
    by_link = models.BooleanField(default=False, help_text="Came by the joining link, not by an invitation.")
    # Held only until the round closes: from then on no address leads to answers (SPEC 3.8).
    respondent = models.ForeignKey(
        Respondent, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    answered = models.BooleanField(default=False, help_text="So that no reminder follows; shown to nobody.")
    mail_due = models.CharField(
        max_length=6, choices=Mail.choices, blank=True, help_text="What is still to be sent to them."
    )
    invited_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    muted_at = models.DateTimeField(null=True, blank=True, help_text="Asked for no more reminders.")
    # The row stays: invited again, it is the same person, whose answers count once.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InviteeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["round"], condition=~Q(mail_due=""), name="mails_to_be_sent")]
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
