"""Where a film stands, for the list in the editor."""

from django import template

from content.models import Film
from content.uploads.standing import Standing, standing_of

register = template.Library()


@register.filter
def standing(film: Film) -> Standing:
    return standing_of(film)
