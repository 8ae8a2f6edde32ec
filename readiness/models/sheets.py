"""A sheet: one person's answers in one round, until it is submitted."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from accounts.device import Asker
from readiness.instrument import Instrument, Item
from readiness.questionnaire import ordered

from .respondents import Respondent, whose
from .rounds import Round


class SheetQuerySet(models.QuerySet["Sheet"]):
    def visible_to(self, asker: Asker) -> "SheetQuerySet":
        """Answers are readable by the respondent alone; those for a closed organisation by nobody."""
        return self.filter(whose("respondent__", asker), round__organisation__closed_at__isnull=True)

    def to_go_on(self) -> "SheetQuerySet":
        """Those that still take answers."""
        return self.open().filter(round__closed_at__isnull=True)

    def open(self) -> "SheetQuerySet":
        return self.filter(submitted_at__isnull=True)

    def submitted(self) -> "SheetQuerySet":
        return self.filter(submitted_at__isnull=False)

    def locked(self, asker: Asker, public_id: UUID) -> "Sheet":
        """The sheet, held until the end of the transaction; DoesNotExist for somebody else's."""
        mine = self.visible_to(asker).select_related("round")
        return mine.select_for_update(of=("self",)).get(public_id=public_id)

    def to_resume(self, token_hash: str, now: datetime) -> "SheetQuerySet":
        """The sheet that a link in a mail leads to, while the link lives."""
        return self.filter(resume_token_hash=token_hash, resume_until__gt=now)


class Sheet(models.Model):
    class Form(models.TextChoices):
        QUICK = "quick", gettext_lazy("Quick form")
        FULL = "full", gettext_lazy("Full form")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sheets")
    respondent = models.ForeignKey(
        Respondent, null=True, blank=True, on_delete=models.SET_NULL, related_name="sheets"
    )
    role = models.CharField(max_length=20, blank=True, help_text="An id of the instrument; empty: not said.")
    form = models.CharField(max_length=5, choices=Form.choices)
    personal = models.BooleanField(default=True, help_text="In a round of one's own, not an organisation's.")
    spread_agreed = models.BooleanField(
        null=True,
        blank=True,
        help_text="Whether the spread of a small session may be shown; asked beforehand.",
    )
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    resume_token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    resume_until = models.DateTimeField(null=True, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["respondent", "form"],
                condition=Q(submitted_at__isnull=True, personal=True),
                name="one_open_sheet_a_form",
            ),
            models.UniqueConstraint(fields=["round", "respondent"], name="one_sheet_a_round"),
            models.CheckConstraint(condition=Q(form__in=["quick", "full"]), name="form_is_quick_or_full"),
            models.CheckConstraint(
                condition=Q(resume_token_hash__isnull=True, resume_until__isnull=True)
                | Q(resume_token_hash__isnull=False, resume_until__isnull=False),
                name="resume_links_end",
            ),
        ]

    def __str__(self) -> str:
        return f"Sheet {self.public_id}"

    @property
    def scope(self) -> Instrument:
        """The part of the instrument that this sheet asks about."""
        return self.round.part_for(self.form)

    @property
    def takes_answers(self) -> bool:
        return self.submitted_at is None and self.round.closed_at is None

    @property
    def is_in_result(self) -> bool:
        """Whether a result of its round that was shown holds it: then it can be taken out no longer."""
        result = getattr(self.round, "result", None)
        return (
            result is not None and self.submitted_at is not None and self.submitted_at <= result.computed_at
        )

    @property
    def questions(self) -> tuple[Item, ...]:
        """In the order in which this sheet asks them; question n is `questions[n - 1]`."""
        return ordered(self.scope, self.public_id.int)
