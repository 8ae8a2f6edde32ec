"""A block as its page will show it, for the chooser of blocks."""

from types import SimpleNamespace
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from content.atlas import atlas
from content.rendering import render_blocks
from content.serving import with_links

register = template.Library()


@register.simple_tag
def on_page(kind: str, value: Any, sources: list[dict[str, Any]]) -> SafeString:
    """What stands in the text; a note, which stands beside it, in a list of its own."""
    words = render_blocks([SimpleNamespace(block_type=kind, value=value)], sources, set())
    notes = f'<dl class="side-notes">{"".join(words.notes)}</dl>' if words.notes else ""
    # Safe: rendered by the templates of blocks, which escape what authors wrote.
    return mark_safe(with_links("".join(words.html) + notes, atlas()))  # noqa: S308
