"""Pictures that authors bring: what Wagtail asks of them, and that they can be drawn to their end."""

import struct
from typing import Any

from django import forms
from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _
from PIL import Image, ImageSequence
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .receiving import told_before

DRAWN = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    struct.error,
    Image.DecompressionBombError,
)


class PictureField(WagtailImageField):
    """A picture that cannot be drawn would stop the publishing of its unit, so it is refused before."""

    def to_python(self, data: Any) -> Any:
        try:
            given = super().to_python(data)
            if given is not None:
                _draw(given)
        except BROKEN as error:
            raise forms.ValidationError(_("The picture breaks off before its end, or is damaged.")) from error
        return given


class PictureForm(BaseImageForm):
    """Every door to the library has this form: the page of images, many at once, the chooser in a text."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            asked = self.fields["file"]
            self.fields["file"] = PictureField(
                label=asked.label, required=asked.required, widget=asked.widget
            )
            told_before(self.fields["file"], settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)


def picture_fault(file: File) -> str:
    """Why this is not taken; empty for a picture that the form would take."""
    try:
        PictureField().clean(file)
    except forms.ValidationError as error:
        return " ".join(error.messages)
    return ""


def _draw(given: File) -> None:
    given.file.seek(0)
    with Image.open(given.file, formats=DRAWN) as picture:
        for frame in ImageSequence.Iterator(picture):
            frame.load()
    given.file.seek(0)
