"""The form of a film: a file or an address, captions pasted or as a file, a poster made harmless."""

import html
import re
from io import BytesIO

from django import forms
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError
from wagtailmedia.forms import BaseMediaForm

from content.captions import as_webvtt
from content.models import Film

from .checking import ask_for_check

LARGEST_TRACK = 1024**2
LARGEST_POSTER = 10 * 1024**2
MOST_PIXELS = 50_000_000
POSTERS = ("JPEG", "PNG", "WEBP")
WIDEST = 1920
FRAME = re.compile(r"<iframe\b[^>]*?\ssrc\s*=\s*[\"']([^\"']+)", re.IGNORECASE)


class FilmAddress(forms.URLField):
    """Also the code that providers offer for embedding: of it the address alone."""

    def to_python(self, value: object) -> str:
        frame = FRAME.search(value) if isinstance(value, str) else None
        address: str = super().to_python(html.unescape(frame[1]) if frame else value)
        return address


class FilmForm(BaseMediaForm):
    address = FilmAddress(
        label=gettext_lazy("Or its address elsewhere"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        assume_scheme="https",
        help_text=gettext_lazy(
            "Of its page at a provider that this portal allows, or the code for embedding it. Nothing loads"
            " before a click."
        ),
    )
    captions_file = forms.FileField(
        label=gettext_lazy("Captions as a file"),
        required=False,
        help_text=gettext_lazy("A .vtt or .srt file. It takes the place of what stands under Captions."),
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.before = self.instance.upload.name if self.instance.upload else ""
        for name, kinds in (("upload", ".mp4,.m4v,.webm"), ("thumbnail", ".jpg,.jpeg,.png,.webp")):
            self.fields[name].widget = forms.FileInput(attrs={"accept": kinds})
        names = list(self.fields)
        names.remove("captions_file")
        names.insert(names.index("captions") + 1, "captions_file")
        self.order_fields(names)

    def clean_captions(self) -> str:
        return as_webvtt(self.cleaned_data["captions"])

    def clean_captions_file(self) -> str:
        file = self.cleaned_data["captions_file"]
        if file is None:
            return ""
        if file.size > LARGEST_TRACK:
            raise forms.ValidationError(_("Captions have at most 1 MB."))
        try:
            return as_webvtt(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("This is not text in UTF-8.")) from error

    def clean_thumbnail(self) -> object:
        """Drawn anew, so that neither a hidden place nor another file's bytes travel with it."""
        given = self.cleaned_data["thumbnail"]
        if not given or ("thumbnail" not in self.files and self.add_prefix("thumbnail") not in self.files):
            return given
        if given.size > LARGEST_POSTER:
            raise forms.ValidationError(_("A poster has at most 10 MB."))
        try:
            return ContentFile(_drawn(given), "poster.jpg")
        except (
            UnidentifiedImageError,
            OSError,
            ValueError,
            SyntaxError,
            Image.DecompressionBombError,
        ) as error:
            raise forms.ValidationError(_("This is no JPEG, PNG or WebP picture.")) from error

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if data.get("captions_file"):
            data["captions"] = data["captions_file"]
        film = self.instance
        if not self.errors and not (data.get("upload") or data.get("address") or film.file or film.refused):
            self.add_error("upload", _("Choose a film, or give its address elsewhere."))
        return data

    @transaction.atomic
    def save(self, commit: bool = True) -> Film:
        film = self.instance
        if "thumbnail" in self.changed_data:
            film.poster_taken = False
        if film.embed is not None:
            film.address = film.embed.page
        arrived = film.upload and film.upload.name != self.before
        if arrived:
            film.refused = film.refused_value = ""
        film = super().save(commit=commit)
        if arrived:
            ask_for_check(film)
        return film


def _drawn(given: object) -> bytes:
    """The picture as JPEG without anything that stood beside it; ValueError for one that is too large."""
    with Image.open(given, formats=POSTERS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too large")
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((WIDEST, WIDEST))
    out = BytesIO()
    upright.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
