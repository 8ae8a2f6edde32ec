"""Keys made from words: small letters, digits and hyphens, free among those that are taken."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 40


def free_key(words: str, taken: Collection[str], fallback: str = "question") -> str:
    """The words themselves where they are a key already; with a number behind where the key is taken."""
    wanted = words if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", words) else _slug(words) or fallback
    key, number = wanted, 2
    while key in taken:
        key, number = f"{wanted[:54].rstrip('-')}-{number}", number + 1
    return key


def _slug(words: str) -> str:
    ascii_ = unicodedata.normalize("NFKD", words[:200]).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")
    return found if len(found) <= LONGEST else found[:LONGEST].rpartition("-")[0] or found[:LONGEST]
