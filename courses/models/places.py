"""Where a learner stopped in a unit: section and sentence of a text, second and manner of a film."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from content.models import Unit

from .learners import Fact


class PlaceQuerySet(models.QuerySet["Place"]):
    def open_to(self, acted_at: datetime, tab: str, sequence: int) -> "PlaceQuerySet":
        """Places that an act may move: none that a newer act, or a later one of the same tab, moved."""
        late = Q(tab=tab, sequence__gte=sequence) if tab else Q(pk__in=())
        return self.filter(updated_at__lte=acted_at).exclude(late)

    def newest_first(self) -> "PlaceQuerySet":
        return self.order_by("-updated_at", "-pk")


class Place(Fact):
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="places")
    section = models.CharField(max_length=60, blank=True)
    sentence = models.CharField(max_length=24, blank=True)
    second = models.FloatField(null=True, blank=True, help_text="Of the film.")
    speed = models.FloatField(default=1)
    listening = models.BooleanField(default=False, help_text="To the film's sound alone.")
    seconds_open = models.FloatField(default=0, help_text="In which the unit was visible.")
    reached_end_at = models.DateTimeField(null=True, blank=True)
    played = models.JSONField(default=list, blank=True, help_text="Merged intervals of the film, in seconds.")
    tab = models.CharField(max_length=24, blank=True, help_text="Which open page moved it last.")
    sequence = models.PositiveIntegerField(default=0, help_text="The how-manieth act of that page.")
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField(help_text="When the reader was there.")
    reported_at = models.DateTimeField(help_text="When the last report arrived.")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "unit"], name="one_place_a_unit"),
            models.CheckConstraint(condition=Q(second__isnull=True) | Q(second__gte=0), name="second_from_0"),
            models.CheckConstraint(condition=Q(speed__gte=0.25, speed__lte=4), name="speed_as_players_offer"),
            models.CheckConstraint(condition=Q(seconds_open__gte=0), name="seconds_open_from_0"),
        ]

    def __str__(self) -> str:
        return f"Place of learner {self.learner_id} in unit {self.unit_id}"
