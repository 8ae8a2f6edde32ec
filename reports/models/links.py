"""A private link to one file: opens without an account, ends by itself, can be ended before."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .reports import Report


class PrivateLinkQuerySet(models.QuerySet["PrivateLink"]):
    def open(self, now: datetime) -> "PrivateLinkQuerySet":
        return self.filter(revoked_at__isnull=True, expires_at__gt=now)


class PrivateLink(models.Model):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="links")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PrivateLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="private_links_end")
        ]

    def __str__(self) -> str:
        return f"Private link to report {self.report_id}"

    def opens(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at
