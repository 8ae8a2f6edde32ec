"""What is kept beside the pages: rendered words, the atlas's stamp, and what was last imported."""

from django.conf import settings
from django.db import models
from wagtail.models import Page


class Rendering(models.Model):
    """What a unit's page shows to everyone, rendered once for each published revision."""

    unit = models.OneToOneField(
        "content.Unit", on_delete=models.CASCADE, primary_key=True, related_name="rendering"
    )
    stamp = models.CharField(max_length=64, help_text="Of the code and templates that rendered it.")
    outline = models.JSONField(default=list, help_text="The sections without their words, for the atlas.")
    sections = models.JSONField(default=list)
    sources_html = models.TextField(blank=True)
    changes = models.JSONField(default=list, help_text="The unit's material changes, oldest first, likewise.")

    def __str__(self) -> str:
        return f"Rendering of {self.unit_id}"


class AtlasStamp(models.Model):
    """One row; its token is another one whenever the tree of published pages may have changed."""

    # Random, not counted: a rolled-back transaction can never have used the next value before.
    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token


class Imported(models.Model):
    """Which file a page or a film came from, and what it held when it was last imported."""

    key = models.CharField(
        max_length=160, unique=True, help_text="strategy/jabil, pages/help, films/opening …"
    )
    # Empty for a film, and after an editor deleted the page: then an import leaves it deleted.
    page = models.OneToOneField(
        Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="imported"
    )
    source_path = models.CharField(max_length=255)
    source_digest = models.CharField(max_length=64, help_text="Of everything it was imported from.")
    digest = models.CharField(max_length=64, help_text="Of the page's content after it was imported.")
    imported_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.key


class Arrival(models.Model):
    """A module that was brought in, and what that did to its pages, so that it can be taken back."""

    module = models.CharField(max_length=160)
    title = models.CharField(max_length=255)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    pages = models.JSONField(
        default=list, help_text="Of each page the number, its version before, and what it was made to hold."
    )
    taken_back_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class ImportStamp(models.Model):
    """One row: the hash of the whole folder that was last imported without a fault."""

    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.digest
