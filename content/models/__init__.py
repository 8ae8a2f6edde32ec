"""What editors own: pages, units, films, and what is rendered from them."""

from .films import Film
from .kept import AtlasStamp, Imported, ImportStamp, Rendering
from .pages import HomePage, LearnIndexPage, ModulePage, TextPage
from .paths import PathPage, PathsPage
from .units import CasePage, CheckPage, DecisionPage, GuidePage, Unit, VideoPage

__all__ = [
    "AtlasStamp",
    "CasePage",
    "CheckPage",
    "DecisionPage",
    "Film",
    "GuidePage",
    "HomePage",
    "ImportStamp",
    "Imported",
    "LearnIndexPage",
    "ModulePage",
    "PathPage",
    "PathsPage",
    "Rendering",
    "TextPage",
    "Unit",
    "VideoPage",
]
