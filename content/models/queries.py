"""How units are asked for: one statement that brings what a page needs."""

from typing import Self

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import StrIndex
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

from .kept import AtlasStamp


def stands_restricted() -> Exists:
    """Whether a view restriction stands on this page or on one above it."""
    above = PageViewRestriction.objects.annotate(starts=StrIndex(OuterRef("path"), F("page__path")))
    return Exists(above.filter(starts=1))


class UnitQuerySet(PageQuerySet):
    def at(self, module_slug: str, unit_slug: str, root: str = "/home/") -> Self:
        """The live unit here with rendering, film, `restricted` and `atlas_stamp`, in one statement.

        `root` is the url_path of the site's home.
        """
        return (
            self.live()
            .filter(slug=unit_slug, url_path=f"{root}learn/{module_slug}/{unit_slug}/")
            .select_related("rendering", "film")
            .defer("body", "sources")
            .with_restriction()
            .annotate(atlas_stamp=Subquery(AtlasStamp.objects.values("token")[:1]))
        )

    def with_restriction(self) -> Self:
        """Adds `restricted`."""
        return self.annotate(restricted=stands_restricted())
