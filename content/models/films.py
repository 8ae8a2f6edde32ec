"""A film: its file with poster, captions, chapters and credits."""

from django.db import models
from wagtailmedia.models import AbstractMedia

from content.captions import Cue, cues_of


class Film(AbstractMedia):
    key = models.SlugField(
        max_length=80,
        unique=True,
        null=True,
        blank=True,
        help_text="The name that the curriculum's files use.",
    )
    captions = models.TextField(blank=True, help_text="The spoken words with their times, as WebVTT.")
    chapters = models.TextField(blank=True, help_text="The parts of the film with their times, as WebVTT.")
    credits = models.TextField(blank=True, help_text="Who made it, from what, under which licence.")

    admin_form_fields = (
        "title", "file", "collection", "duration", "width", "height", "thumbnail",
        "captions", "chapters", "credits", "tags",
    )  # fmt: skip

    class Meta:
        verbose_name = "film"
        verbose_name_plural = "films"

    @property
    def poster(self) -> models.fields.files.FieldFile:
        return self.thumbnail

    @property
    def cues(self) -> list[Cue]:
        """(start, end, text) of every caption, in seconds: the transcript."""
        return cues_of(self.captions)

    @property
    def parts(self) -> list[Cue]:
        """(start, end, title) of every chapter, in seconds."""
        return cues_of(self.chapters)
