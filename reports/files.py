"""Files of reports on disk: whole or not at all, and none without a row."""

import errno
import os
import tempfile
from collections.abc import Collection
from pathlib import Path

UNFINISHED = ".part"
ALMOST_A_DAY = 20 * 3600
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class NoRoom(OSError):
    """The disk is full: a matter for whoever runs the portal."""


def put(path: Path, data: bytes) -> None:
    """The file under its name, complete; what was there before stays until then. NoRoom on a full disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(unfinished, 0o640)
        os.replace(unfinished, path)
    except OSError as problem:
        Path(unfinished).unlink(missing_ok=True)
        if problem.errno in FULL:
            raise NoRoom(problem.errno, "no room for the file") from problem
        raise


def drop_others(folder: Path, kept: Collection[str], now: float) -> int:
    """Deletes files that no row names, unless they are so young that their row may still be on its way."""
    gone = 0
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in kept and path.stat().st_mtime < now - ALMOST_A_DAY:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
