"""Passages by their name, for the pages on which authors and reviewers read questions."""

from django import template

from content.atlas import atlas
from content.passages import passage_at

register = template.Library()


@register.filter
def passage(reference: str) -> dict[str, str] | None:
    """Address and title of a passage, None where it is gone."""
    return passage_at(reference, atlas())
