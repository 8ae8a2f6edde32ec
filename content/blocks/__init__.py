"""The blocks that a page is written in; each is named after what it means."""

from .check import QuestionsBlock
from .reading import FigureBlock, PageText, SectionsBlock
from .sources import SourcesBlock

__all__ = ["FigureBlock", "PageText", "QuestionsBlock", "SectionsBlock", "SourcesBlock"]
