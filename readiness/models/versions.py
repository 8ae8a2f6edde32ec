"""Versions of the instrument that authors uploaded; those in the folder come with the product."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from readiness.instrument import Instrument
from readiness.instrument_file import read, shipped, shipped_ids
from readiness.shelf import fetched


class VersionQuerySet(models.QuerySet["Version"]):
    def published(self) -> "VersionQuerySet":
        """What a new round may be opened with; the one published last comes first."""
        return self.filter(state=Version.State.PUBLISHED).order_by("-published_at", "-pk")

    def lasting(self) -> "VersionQuerySet":
        """Those that can never change: published, or withdrawn since."""
        return self.exclude(state=Version.State.DRAFT)


class Version(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("Draft")
        PUBLISHED = "published", gettext_lazy("Published")
        WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")

    id = models.CharField(primary_key=True, max_length=40, help_text="As the file says: rf-1.1.")
    text = models.TextField(help_text="The YAML file, word for word.")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of what it says.")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("instrument version")
        permissions = [("publish_version", "Can publish and withdraw instrument versions")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
                name="published_versions_say_when",
            )
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def instrument(self) -> Instrument:
        """What the file says; read once a process."""
        return fetched(self.fingerprint, lambda: read(self.text.encode(), self.id))


def instrument_named(id: str) -> Instrument:
    """The shipped version, or the uploaded one that was published once. KeyError for any other id."""
    if id in shipped_ids():
        return shipped(id)
    found = Version.objects.lasting().filter(pk=id).first()
    if found is None:
        raise KeyError(id)
    return found.instrument


def instrument_saying(id: str, fingerprint: str) -> Instrument:
    """The version as a round was opened with it: no statement, but for the first time in a process.

    A shipped file that an upgrade changed is what it is now; KeyError for an unknown id.
    """
    if id in shipped_ids():
        return shipped(id)
    return fetched(fingerprint, lambda: instrument_named(id))
