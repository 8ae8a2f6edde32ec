"""A stored file sent to a browser: whole, in part, or not again when it is known already."""

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from content.ranges import Span, Unsatisfiable, span_of

PIECE = 256 * 1024
TYPES = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".webm": "video/webm",
    ".ogv": "video/ogg",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
}
# Uploaded files are shown, never run; and only to whoever asked.
GUARDS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; media-src 'self'; img-src 'self'",
    # A name changes with its content, so what was received once need not be asked for again for a week.
    "Cache-Control": "private, max-age=604800",
}


def send(request: HttpRequest, file: File) -> HttpResponseBase:
    """200, 206, 304, 412 or 416 for a stored file; Http404 where the storage has lost it."""
    name = PurePosixPath(file.name or "")
    try:
        size = file.size
    except FileNotFoundError as error:
        raise Http404(f"The file {name.name} is not in the storage.") from error
    # Stored files are never overwritten, so name and size tell two contents apart.
    etag = quote_etag(hashlib.sha256(f"{name}\0{size}".encode()).hexdigest()[:32])
    headers = {**GUARDS, "ETag": etag, "Accept-Ranges": "bytes"}
    headers["Content-Type"] = TYPES.get(name.suffix.lower(), "application/octet-stream")
    if name.suffix.lower() not in TYPES:
        headers["Content-Disposition"] = "attachment"
    known = get_conditional_response(request, etag=etag)
    if known is not None and known.status_code != 200:
        return _with(known, headers)
    span = None
    # A range counts only for the very file that the browser began with; no date is sent, so none can match.
    if request.method == "GET" and request.headers.get("If-Range", etag) == etag:
        try:
            span = span_of(request.headers.get("Range", ""), size)
        except Unsatisfiable:
            return _with(HttpResponse(status=416), headers | {"Content-Range": f"bytes */{size}"})
    return _part(request, file, size, span, headers)


def _part(
    request: HttpRequest, file: File, size: int, span: Span | None, headers: dict[str, str]
) -> HttpResponseBase:
    whole = Span(0, size - 1)
    headers["Content-Length"] = str((span or whole).length)
    if span is not None:
        headers["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
    status = 200 if span is None else 206
    if request.method == "HEAD":
        return _with(HttpResponse(status=status), headers)
    try:
        stream = file.open("rb")
    except FileNotFoundError as error:
        raise Http404("The file is not in the storage.") from error
    return _with(StreamingHttpResponse(_pieces(stream, span or whole), status=status), headers)


def _pieces(stream: IO[bytes], span: Span) -> Iterator[bytes]:
    with stream:
        stream.seek(span.first)
        left = span.length
        while left > 0 and (piece := stream.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _with(response: HttpResponseBase, headers: dict[str, str]) -> HttpResponseBase:
    for name, value in headers.items():
        response.headers[name] = value
    return response
