"""A film: its file with poster, captions, chapters and credits."""

import hashlib
from itertools import pairwise
from pathlib import PurePosixPath as Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia

from content.captions import Cue, cues_of
from content.embeds import Embed, embed_of, labels
from content.uploads.receiving import place

PLAYED = (".mp4", ".m4v", ".webm")


class Film(AbstractMedia):
    """`file` holds only what was checked; an upload waits in `upload`, which is served to nobody."""

    file = models.FileField(_("file"), upload_to=place, blank=True)
    upload = models.FileField(
        _("film file"),
        upload_to=place,
        blank=True,
        help_text=_("MP4 (H.264 and AAC) or WebM, up to 60 minutes. It is checked before anybody sees it."),
    )
    refused = models.CharField(max_length=24, blank=True, editable=False)
    refused_value = models.CharField(max_length=60, blank=True, editable=False)
    picture_code = models.CharField(max_length=20, blank=True, editable=False)
    sound_code = models.CharField(max_length=20, blank=True, editable=False)
    address = models.URLField(blank=True, help_text=_("The page of a film that lies at an allowed provider."))
    thumbnail = models.FileField(
        _("poster"),
        upload_to=place,
        blank=True,
        help_text=_("JPEG, PNG or WebP. Without one, the portal takes a picture from the film where it can."),
    )
    poster_taken = models.BooleanField(
        default=False, editable=False, help_text="From the film, by the portal."
    )
    key = models.SlugField(
        max_length=80,
        unique=True,
        null=True,
        blank=True,
        help_text=_("The name that the curriculum's files use."),
    )
    captions = models.TextField(
        _("captions"),
        blank=True,
        help_text=_("What is said, with its times, as WebVTT: the transcript too. No film is shown without."),
    )
    described = models.TextField(
        _("what is seen"),
        blank=True,
        help_text=_("What the pictures show and the words do not say, for those who do not see them."),
    )
    chapters = models.TextField(
        _("chapters"), blank=True, help_text=_("The parts of the film with their times, as WebVTT.")
    )
    credits = models.TextField(
        _("credits"), blank=True, help_text=_("Who made it, from what, under which licence.")
    )
    sound = models.FileField(
        upload_to="films",
        blank=True,
        help_text=_("The sound alone, as .m4a: for listening without the picture."),
    )

    admin_form_fields = (
        "title", "upload", "address", "captions", "described", "thumbnail", "chapters", "credits",
        "collection", "tags",
    )  # fmt: skip

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")

    def clean(self, *args: object, **kwargs: object) -> None:
        super().clean(*args, **kwargs)
        wrong = {}
        if self.type == "video" and self.file and Path(self.file.name).suffix.lower() not in PLAYED:
            wrong["file"] = gettext("Browsers play MP4 and WebM; convert the film to one of them.")
        if self.type == "video" and self.file and not self.duration:
            wrong["duration"] = gettext(
                "Its length in seconds is needed: what was watched is counted with it."
            )
        if self.address and (self.file or self.upload):
            wrong["address"] = gettext("A film is a file or lies elsewhere, not both.")
        elif self.address and self.embed is None:
            allowed = labels(settings.EMBED_PROVIDERS)
            wrong["address"] = (
                gettext(
                    "Only films of these providers: %(allowed)s. Give the address of the film's own page."
                )
                % {"allowed": allowed}
                if allowed
                else gettext("This portal allows no provider. Upload the film.")
            )
        for name in ("captions", "chapters"):
            if fault := _track_fault(getattr(self, name)):
                wrong[name] = fault
        if wrong:
            raise ValidationError(wrong)

    @property
    def is_ready(self) -> bool:
        """Checked, or at a provider that is allowed: only then anybody is shown it."""
        return bool(self.file) or self.embed is not None

    @property
    def mime(self) -> str:
        return "video/webm" if self.file.name.endswith(".webm") else "video/mp4"

    @property
    def embed(self) -> Embed | None:
        return embed_of(self.address, settings.EMBED_PROVIDERS) if self.address else None

    @property
    def url(self) -> str:
        """Through a view that asks who may watch; the storage's own address is served to nobody."""
        return self._address(Path(self.file.name).name) if self.file else ""

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


def _track_fault(vtt: str) -> str:
    """Why this is no track that a player could show; empty for one that is, and for none."""
    words = vtt.removeprefix("\ufeff")
    if not words:
        return ""
    cues = cues_of(words)
    if not words.startswith("WEBVTT") or not cues:
        return gettext("This is neither WebVTT (.vtt) nor SubRip (.srt): times, and the words under them.")
    for cue in cues:
        if cue.end <= cue.start:
            return gettext("The words “%(words)s” end before they begin.") % {"words": cue.text[:60]}
    for earlier, later in pairwise(cues):
        if later.start < earlier.start:
            return gettext("The words “%(words)s” stand after later ones.") % {"words": later.text[:60]}
    return ""
