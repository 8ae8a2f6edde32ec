"""Whether a stored file holds these very bytes."""

import hashlib

from django.db.models.fields.files import FieldFile


def holds(file: FieldFile, size: int, digest: str) -> bool:
    """`digest`: SHA-256 in hex. False where the storage has lost the file."""
    try:
        if file.size != size:
            return False
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return False
