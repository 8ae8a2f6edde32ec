"""Files that hold a key: made once, whole, and readable by their owner only. Knows no Django."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def kept_bytes(path: Path, make: Callable[[], bytes]) -> bytes:
    """What the file holds; `make` fills it on the first call. Two first calls at once agree on one key."""
    if not path.exists():
        _write_once(path, make())
    return path.read_bytes()


def _write_once(path: Path, content: bytes) -> None:
    """Written whole under another name first: whoever reads meanwhile sees no half key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=path.parent)  # readable by its owner only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        with suppress(FileExistsError):  # another one was first
            os.link(partial, path)
    finally:
        os.unlink(partial)
