"""Lets the page that shows an embed frame its provider."""

from django import template
from django.http import HttpRequest

from content.embeds import Embed
from content.framing import may_frame

register = template.Library()


@register.simple_tag
def frames(request: HttpRequest | None, embed: Embed) -> str:
    if request is not None:
        may_frame(request, embed.origin)
    return ""
