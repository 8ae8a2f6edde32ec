"""The curriculum's files, read: Markdown with front matter, and YAML. Knows neither Django nor Wagtail."""

from .faults import Fault, FaultsFound
from .folder import read_curriculum
from .outline import Block, Curriculum, File, Home, Module, Question, Section, TextPage, Unit

__all__ = [
    "Block",
    "Curriculum",
    "Fault",
    "FaultsFound",
    "File",
    "Home",
    "Module",
    "Question",
    "Section",
    "TextPage",
    "Unit",
    "read_curriculum",
]
