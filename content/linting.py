"""The lint over what is published, for authors: remarks with the page that each is about."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from content.lint import Remark, remarks_on_course
from content.models import Unit
from content.outlining import film_outline, unit_outline


@dataclass(frozen=True, slots=True)
class PageRemark:
    """`page` is None for what concerns the course as a whole."""

    remark: Remark
    page: Unit | None


def topics_to_teach() -> frozenset[str]:
    """The topics of the framework: a room above names the function that knows them."""
    topics: frozenset[str] = import_string(settings.TOPICS_TO_TEACH)()
    return topics


def remarks_on_site(today: date) -> list[PageRemark]:
    """Errors first, then by unit. Every published unit is read: for a report, not for a page of the site."""
    pages = {page.key: page for page in Unit.objects.live().select_related("film").specific()}
    films = {outline.key: outline for page in pages.values() if (outline := film_outline(page.film))}
    units = [unit_outline(page) for page in pages.values()]
    found = remarks_on_course(units, films, topics_to_teach(), today)
    ordered = sorted(found, key=lambda remark: (remark.weight != "error", remark))
    return [PageRemark(remark, pages.get(remark.unit)) for remark in ordered]
