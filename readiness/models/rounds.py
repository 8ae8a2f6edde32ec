"""A round: one measurement of one organisation with one version of the instrument."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from accounts.models import Membership, Organisation, User
from readiness.instrument import Instrument
from readiness.questionnaire import part_of

from .versions import instrument_saying


class RoundQuerySet(models.QuerySet["Round"]):
    def open(self) -> "RoundQuerySet":
        return self.filter(closed_at__isnull=True)

    def closed(self) -> "RoundQuerySet":
        return self.filter(closed_at__isnull=False)

    def of_groups(self) -> "RoundQuerySet":
        """Those that several people answer for an organisation."""
        return self.exclude(kind=Round.Kind.INDIVIDUAL)

    def run_by(self, user: User) -> "RoundQuerySet":
        """Whose invitations, response rate and closing are the person's: the owner of the round."""
        return self._inside(user).filter(owner_id=user.pk)

    def read_by(self, user: User) -> "RoundQuerySet":
        """Whose group results the person may see: the owner of the round, and those whom the owner named."""
        return self._inside(user).filter(Q(owner_id=user.pk) | Q(readers__user_id=user.pk)).distinct()

    def facilitated_by(self, user: User) -> "RoundQuerySet":
        """Whose consensus session the person may run: the owner of the round, and facilitators named."""
        named = Q(readers__user_id=user.pk, readers__facilitator=True)
        return self._inside(user).filter(Q(owner_id=user.pk) | named).distinct()

    def known_to(self, user: User) -> "RoundQuerySet":
        """Of which the person may know that they exist: also for those who lead the organisation."""
        leading = Membership.objects.filter(user_id=user.pk, role__in=Membership.LEADING)
        led = Q(organisation__in=leading.values("organisation_id"))
        return self._inside(user).filter(led | Q(owner_id=user.pk) | Q(readers__user_id=user.pk)).distinct()

    def _inside(self, user: User) -> "RoundQuerySet":
        """In an organisation that is open, and open to the person; a foreign round is not there."""
        return self.of_groups().filter(organisation__in=Organisation.objects.visible_to(user).values("pk"))


class Round(models.Model):
    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", gettext_lazy("One person's view")
        PANEL = "panel", gettext_lazy("Panel")
        CONSENSUS = "consensus", gettext_lazy("Consensus session")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.INDIVIDUAL)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="rounds"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(max_length=80, blank=True, help_text="What the people invited will see.")
    form = models.CharField(
        max_length=5,
        choices=[("quick", gettext_lazy("Quick form")), ("full", gettext_lazy("Full form"))],
        default="full",
    )
    balanced = models.BooleanField(default=False, help_text="Every role group counts alike (SPEC 3.1).")
    instrument_id = models.CharField(max_length=40)
    instrument_hash = models.CharField(max_length=64, help_text="SHA-256 of what the instrument says.")
    excluded = models.JSONField(default=dict, blank=True, help_text="Dimensions out of scope, with reasons.")
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="following"
    )
    joining_domain = models.CharField(max_length=120, blank=True, help_text="Empty: no joining link.")
    joining_turn = models.PositiveIntegerField(default=0, help_text="A new turn ends every older link.")
    opened_at = models.DateTimeField()
    answers_until = models.DateField(
        null=True, blank=True, help_text="The day people were asked to answer by."
    )
    keep_months = models.PositiveSmallIntegerField(
        default=12, help_text="How long after closing the single answers live."
    )
    ends_on = models.DateField(
        null=True, blank=True, help_text="The day it closes by itself, once its owner was told of it."
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    invited = models.PositiveIntegerField(default=0, help_text="How many had been invited when it closed.")
    reopened_at = models.DateTimeField(null=True, blank=True)
    shown = models.PositiveIntegerField(default=0, help_text="Answers in the result last shown (SPEC 3.8).")
    finished_at = models.DateTimeField(null=True, blank=True, help_text="When a consensus session ended.")
    retention_until = models.DateField(
        null=True, blank=True, help_text="Answers live until this day; then their sums remain."
    )

    objects = RoundQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=Q(kind="individual", organisation__isnull=True)
                | (~Q(kind="individual") & Q(organisation__isnull=False)),
                name="groups_answer_for_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(keep_months__gte=1, keep_months__lte=12), name="answers_live_a_year_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"Round {self.public_id}"

    @property
    def personal(self) -> bool:
        return self.kind == Round.Kind.INDIVIDUAL

    @property
    def instrument(self) -> Instrument:
        """The version that the round was opened with; KeyError when neither files nor uploads hold it."""
        return instrument_saying(self.instrument_id, self.instrument_hash)

    def part_for(self, form: str) -> Instrument:
        """What this form of the round asks: without what was taken out of scope."""
        return part_of(self.instrument, form, frozenset(self.excluded))


class Reader(models.Model):
    """Somebody whom the owner of a round named: may see its results; a facilitator also runs the session."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    facilitator = models.BooleanField(default=False)
    named_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="one_reader_a_round")]

    def __str__(self) -> str:
        return f"Reader {self.user_id} of round {self.round_id}"
