"""An answer to one question of a sheet: a level, or why there is none. The newest act wins."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from readiness.results.marking import Given

from .sheets import Sheet


class AnswerQuerySet(models.QuerySet["Answer"]):
    def given_on(self, sheet: Sheet) -> dict[str, Given]:
        """A sheet's answers by item, as scoring takes them."""
        rows = self.filter(sheet=sheet).values_list("item", "level", "mark", "evidence")
        return {item: Given(level, mark, evidence) for item, level, mark, evidence in rows}


class Answer(models.Model):
    class Mark(models.TextChoices):
        UNKNOWN = "DK", gettext_lazy("Don't know")
        NOT_APPLICABLE = "NA", gettext_lazy("Not applicable")
        SKIPPED = "skip", gettext_lazy("Skipped")

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="answers")
    item = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    mark = models.CharField(max_length=4, choices=Mark.choices, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    acted_at = models.DateTimeField(help_text="When the person chose, never later than the server knew.")
    tab = models.CharField(max_length=24, blank=True, help_text="Which open page changed it last.")
    sequence = models.PositiveBigIntegerField(default=0, help_text="The how-manieth act of that page.")
    answered_at = models.DateTimeField(help_text="When the server kept it; later with every change.")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "item"], name="one_answer_an_item"),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=5, mark="")
                | Q(level__isnull=True, mark__in=["DK", "NA", "skip"]),
                name="a_level_or_a_mark",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer to {self.item} on sheet {self.sheet_id}"

    @property
    def value(self) -> str:
        """As a form sends it: "1" to "5", "DK", "NA" or "skip"."""
        return self.mark or str(self.level)

    @property
    def seen(self) -> str:
        """Names this state of the answer: what a page that shows it sends back."""
        return self.answered_at.isoformat()
