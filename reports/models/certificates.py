"""A certificate: what somebody completed, frozen on a day; without its person it says nothing any more."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def standing(self) -> "CertificateQuerySet":
        """Those that were not withdrawn, and whose person is still here."""
        return self.filter(withdrawn_at__isnull=True, user__isnull=False)

    def withdrawn(self) -> "CertificateQuerySet":
        return self.exclude(pk__in=self.standing().values("pk"))


class Certificate(models.Model):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    subject_id = models.UUIDField(default=uuid4, editable=False, help_text="Whom the credential is about.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="certificates",
    )
    name = models.CharField(max_length=120, blank=True, help_text="As it was on that day.")
    module = models.SlugField(max_length=80)
    module_title = models.CharField(max_length=255)
    units = models.JSONField(help_text="What was completed: title, kind, minutes, day, how.")
    minutes = models.PositiveIntegerField()
    completed_at = models.DateTimeField()
    issued_at = models.DateTimeField()
    email_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the address and the salt.")
    salt = models.CharField(max_length=32, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "module"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_certificate_a_module",
            ),
        ]

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None and self.user_id is not None

    def __str__(self) -> str:
        return f"Certificate {self.public_id}"
