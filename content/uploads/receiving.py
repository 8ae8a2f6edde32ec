"""Files on their way in: measured while they arrive, and refused before the rest is read."""

import secrets
from pathlib import PurePosixPath
from typing import IO, Any

from django import forms
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.urls import reverse
from django.utils.translation import gettext as _

from content.packing.archive import MOST_BYTES


class TooLarge(RequestDataTooBig):
    """The request is answered without its rest; the message is for whoever sent it."""


class Bounded(FileUploadHandler):
    """Stands before Django's own handlers (settings.FILE_UPLOAD_HANDLERS) and keeps nothing itself."""

    received = 0

    def handle_raw_input(
        self, input_data: IO[bytes], META: dict[str, Any], content_length: int, *rest: object
    ) -> None:
        self.most = most_bytes(self.request.path)
        # The fields beside the file are far smaller than this; whoever lies about the length is met below.
        self.check(content_length - settings.DATA_UPLOAD_MAX_MEMORY_SIZE)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        self.check(self.received)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def check(self, size: int) -> None:
        if size > self.most:
            raise TooLarge(too_large(self.most))


def most_bytes(path: str) -> int:
    """Films and archives of modules may be large; everywhere else a file is a document or a picture."""
    if path.startswith(reverse("wagtailmedia:index")):
        return int(settings.FILM_UPLOAD_MAX_SIZE)
    return MOST_BYTES if path == reverse("module_look") else int(settings.UPLOAD_MAX_SIZE)


def too_large(most: int) -> str:
    return _("The file is larger than %(most)s MB, so it was not taken.") % {"most": most // 1024**2}


def told_before(field: forms.Field, most: int) -> None:
    """Says so in the browser (static/js/admin_sizes.js): Wagtail's choosers show a status and no reason."""
    field.widget.attrs |= {"data-most": most, "data-too-large": too_large(most)}


def place(film: object, name: str) -> str:
    """A name of our own: nothing that was typed elsewhere, and never one that was used before."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    return f"films/{secrets.token_hex(16)}{suffix if suffix[1:].isalnum() and len(suffix) < 6 else ''}"
