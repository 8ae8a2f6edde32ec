"""A learner: an account, or a device whose reader has none yet."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q


class LearnerQuerySet(models.QuerySet["Learner"]):
    def of_user(self, user_id: int) -> "LearnerQuerySet":
        return self.filter(user_id=user_id)

    def of_device(self, device: UUID) -> "LearnerQuerySet":
        return self.filter(device=device)


class Learner(models.Model):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="learner"
    )
    device = models.UUIDField(null=True, blank=True, unique=True)
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The minutes last asked for on the home page."
    )
    created = models.DateTimeField(auto_now_add=True)

    objects = LearnerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, device__isnull=True)
                | Q(user__isnull=True, device__isnull=False),
                name="learner_is_an_account_or_a_device",
            )
        ]

    def __str__(self) -> str:
        return f"Learner {self.pk}"


class Fact(models.Model):
    """Something known about one learner; deleted with the learner."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True
