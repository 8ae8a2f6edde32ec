"""A film: its file with poster, captions, chapters and credits."""

import hashlib
from pathlib import PurePosixPath as Path

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from wagtailmedia.models import AbstractMedia

from content.captions import Cue, cues_of

PLAYED = (".mp4", ".m4v", ".webm")


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
    sound = models.FileField(
        upload_to="films",
        blank=True,
        help_text="The sound alone, as .m4a: for listening without the picture.",
    )

    admin_form_fields = (
        "title", "file", "collection", "duration", "width", "height", "thumbnail",
        "captions", "chapters", "credits", "tags",
    )  # fmt: skip

    class Meta:
        verbose_name = "film"
        verbose_name_plural = "films"

    def clean(self, *args: object, **kwargs: object) -> None:
        super().clean(*args, **kwargs)
        wrong = {}
        if self.type == "video" and Path(self.file.name or "").suffix.lower() not in PLAYED:
            wrong["file"] = "Browsers play MP4 and WebM; convert the film to one of them."
        if self.type == "video" and not self.duration:
            wrong["duration"] = "Give its length in seconds: what was watched is counted with it."
        for name in ("captions", "chapters"):
            words = getattr(self, name).removeprefix("\ufeff")
            if words and not (words.startswith("WEBVTT") and cues_of(words)):
                wrong[name] = "This is not WebVTT: it begins with a line WEBVTT, then times and words."
        if wrong:
            raise ValidationError(wrong)

    @property
    def url(self) -> str:
        """Through a view that asks who may watch; the storage's own address is served to nobody."""
        return self._address(Path(self.file.name).name)

    @property
    def poster_url(self) -> str:
        return self._address(Path(self.thumbnail.name).name) if self.thumbnail else ""

    @property
    def sound_url(self) -> str:
        return self._address(Path(self.sound.name).name) if self.sound else ""

    @property
    def captions_url(self) -> str:
        return self._address(self.track_name("captions")) if self.captions else ""

    @property
    def chapters_url(self) -> str:
        return self._address(self.track_name("chapters")) if self.chapters else ""

    def track_name(self, kind: str) -> str:
        """captions-1a2b3c4d.vtt: another name for other words, so that browsers may keep it."""
        words = self.captions if kind == "captions" else self.chapters
        return f"{kind}-{hashlib.sha256(words.encode()).hexdigest()[:8]}.vtt"

    def _address(self, name: str) -> str:
        return reverse("content:film_file", args=[self.pk, name])

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
