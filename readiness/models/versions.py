"""Versions of the instrument that authors uploaded; those in the folder come with the product."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Version(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    id = models.CharField(primary_key=True, max_length=40, help_text="As the file says: rf-1.1.")
    text = models.TextField(help_text="The YAML file, word for word.")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of what it says.")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
                name="published_versions_say_when",
            )
        ]

    def __str__(self) -> str:
        return self.id
