"""The curriculum's files, read: Markdown with front matter, and YAML. Knows neither Django nor Wagtail."""

from .faults import Fault, FaultsFound
from .folder import read_curriculum
from .outline import (
    Block,
    Curriculum,
    File,
    Film,
    Home,
    LearningPath,
    Made,
    Module,
    Question,
    Section,
    TextPage,
    Unit,
)

__all__ = [
    "Block",
    "Curriculum",
    "Fault",
    "FaultsFound",
    "File",
    "Film",
    "Home",
    "LearningPath",
    "Made",
    "Module",
    "Question",
    "Section",
    "TextPage",
    "Unit",
    "read_curriculum",
]
