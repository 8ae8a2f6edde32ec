"""Which published units show in their text what is kept elsewhere: a film, a picture, a document."""

from django.db.models import Model
from wagtail.models import ReferenceIndex

from content.models import Unit
from content.models.queries import UnitQuerySet
from content.rendering import keep_live


def units_showing(thing: Model) -> UnitQuerySet:
    """Live units whose published words hold it; a draft does not count."""
    found = ReferenceIndex.get_references_to(thing).values_list("object_id", flat=True)
    units: UnitQuerySet = Unit.objects.live().filter(pk__in=[int(pk) for pk in found if pk.isdecimal()])
    return units


def render_again(thing: Model) -> None:
    """Its address, size or title may be another now."""
    keep_live(units_showing(thing))
