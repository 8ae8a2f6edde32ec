"""What a result asks to be done: blockers and chosen steps, each with an owner, a date, a state, a note."""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from .rounds import Round


class EntryQuerySet(models.QuerySet["Entry"]):
    def unfinished(self) -> "EntryQuerySet":
        """Still to be done, and not carried over into a later round."""
        return self.filter(state__in=Entry.UNFINISHED, carried_to__isnull=True)

    def overdue(self, today: date) -> "EntryQuerySet":
        return self.unfinished().filter(due__lt=today)


class Entry(models.Model):
    class Kind(models.TextChoices):
        BLOCKER = "blocker", gettext_lazy("Blocker")
        STEP = "step", gettext_lazy("Step")

    class State(models.TextChoices):
        OPEN = "open", gettext_lazy("Not started")
        DOING = "doing", gettext_lazy("In progress")
        DONE = "done", gettext_lazy("Done")
        DROPPED = "dropped", gettext_lazy("Dropped")

    UNFINISHED = (State.OPEN, State.DOING)

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="register")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    subject = models.CharField(
        max_length=12, help_text="A dimension or “index” for a blocker, an item for a step."
    )
    level = models.PositiveSmallIntegerField(help_text="The level it is about.")
    owner = models.CharField(max_length=120, blank=True, help_text="Who sees to it, as people call them.")
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    note = models.CharField(max_length=500, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The same entry in the round before: that one is then done with, and this one counts.
    carried_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    created_at = models.DateTimeField(help_text="When it was first written down, in whichever round.")
    changed_at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "kind", "subject"], name="one_entry_a_subject"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="entries_name_a_level"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} of round {self.round_id}"


class Reanswer(models.Model):
    """An item answered again after learning: kept beside the round as “since then”, never rewriting it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reanswers")
    respondent = models.ForeignKey("readiness.Respondent", on_delete=models.CASCADE, related_name="reanswers")
    item = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    mark = models.CharField(
        max_length=4,
        choices=[("DK", gettext_lazy("Don't know")), ("NA", gettext_lazy("Not applicable"))],
        blank=True,
    )
    evidence = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=120, blank=True, help_text="Key of the unit after which it was asked.")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "respondent", "item"], name="one_reanswer_an_item"),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=5, mark="")
                | Q(level__isnull=True, mark__in=["DK", "NA"]),
                name="reanswered_by_a_level_or_a_mark",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer to {self.item} since round {self.round_id}"
