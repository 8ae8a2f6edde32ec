"""The embedded installation's secret key: made once, kept beside its database, readable by its owner only."""

import secrets
from pathlib import Path

from jobs.key_files import kept_bytes


def kept_secret(path: Path) -> str:
    """The key in the file, made on the first call; two first calls at once agree on one key."""
    return kept_bytes(path, lambda: secrets.token_urlsafe(60).encode()).decode()
