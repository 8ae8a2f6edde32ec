"""The blocks that a page is written in; each is named after what it means."""

from .check import QuestionsBlock
from .exercise import ColumnsBlock, FindingsBlock, InputsBlock, LimitsBlock, ResultsBlock
from .reading import FigureBlock, PageText, SectionsBlock
from .sources import SourcesBlock

__all__ = [
    "ColumnsBlock",
    "FigureBlock",
    "FindingsBlock",
    "InputsBlock",
    "LimitsBlock",
    "PageText",
    "QuestionsBlock",
    "ResultsBlock",
    "SectionsBlock",
    "SourcesBlock",
]
