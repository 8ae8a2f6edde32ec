"""What editors own: pages, units, films, and what is rendered from them."""

from .approvals import Approval, MailReview
from .changes import Announced, Change
from .decisions import DecisionPage
from .films import Film
from .kept import Arrival, AtlasStamp, Imported, ImportStamp, Rendering
from .pages import HomePage, LearnIndexPage, ModulePage, TextPage
from .paths import PathPage, PathsPage
from .reminders import ReviewReminder
from .units import CasePage, CheckPage, GuidePage, Unit, VideoPage

KINDS: tuple[type[Unit], ...] = (CasePage, GuidePage, VideoPage, CheckPage, DecisionPage)

__all__ = [
    "KINDS",
    "Announced",
    "Approval",
    "Arrival",
    "AtlasStamp",
    "CasePage",
    "Change",
    "CheckPage",
    "DecisionPage",
    "Film",
    "GuidePage",
    "HomePage",
    "ImportStamp",
    "Imported",
    "LearnIndexPage",
    "MailReview",
    "ModulePage",
    "PathPage",
    "PathsPage",
    "Rendering",
    "ReviewReminder",
    "TextPage",
    "Unit",
    "VideoPage",
]
