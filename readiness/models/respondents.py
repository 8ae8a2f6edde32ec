"""A respondent: an account, or a device whose owner has none yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.device import Asker


class RespondentQuerySet(models.QuerySet["Respondent"]):
    def of(self, asker: Asker) -> "RespondentQuerySet":
        """The one respondent who asks, if there is one yet."""
        return self.filter(whose("", asker)) if asker.known else self.none()


def whose(path: str, asker: Asker) -> Q:
    """The condition that the respondent at the end of `path` is the one who asks; nobody is nobody's."""
    if asker.user_id is not None:
        return Q(**{f"{path}user_id": asker.user_id})
    return Q(**{f"{path}device": asker.device}) if asker.device else Q(pk__in=())


class Respondent(models.Model):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="respondent"
    )
    device = models.UUIDField(null=True, blank=True, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RespondentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, device__isnull=True)
                | Q(user__isnull=True, device__isnull=False),
                name="respondent_is_an_account_or_a_device",
            )
        ]

    def __str__(self) -> str:
        return f"Respondent {self.pk}"
