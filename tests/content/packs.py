"""A module to be packed, and an installation whose files and key are those of one test."""

from pathlib import Path
from typing import Any

from content.models import ModulePage
from tests.content import trees


def set_apart(settings: Any, folder: Path) -> None:
    settings.MEDIA_ROOT = folder / "media"
    settings.INCOMING = folder / "incoming"
    settings.CURRICULUM_KEY_FILE = folder / "key.pem"


def own_module() -> ModulePage:
    """A module of its own with a case that links to itself."""
    made = trees.module("own", outcomes=["Know"])
    text = trees.body("One.", 'See <a href="unit:own/first#part-1">it</a>.')
    trees.unit(made, "first", basis="exercise", body=text)
    return made
