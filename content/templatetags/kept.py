"""Parts of a page that are the same for everyone are rendered once a process, until something is published.

A form inside may hold {{ csrf_token }}: a stand-in is kept, and each reader's own token put in its place.
"""

from collections import OrderedDict

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()
MOST = 5000  # of some 2 KB each: ten parts of every section of a course of fifty units
STAND_IN = "a-readers-own-token"
_rendered: OrderedDict[tuple[object, ...], SafeString] = OrderedDict()


class Kept(template.Node):
    """What stands inside may use nothing that is not named in the tag: no reader, no nonce."""

    def __init__(self, name: str, varies: list[FilterExpression], nodelist: NodeList) -> None:
        self.name, self.varies, self.nodelist = name, varies, nodelist

    def render(self, context: template.Context) -> SafeString:
        stamp, *values = (each.resolve(context, ignore_failures=True) for each in self.varies)
        if not stamp:
            return self.nodelist.render(context)
        key = (self.name, get_language(), stamp, *values)
        html = _rendered.get(key)
        if html is None:
            with context.push(csrf_token=STAND_IN):
                html = _rendered[key] = self.nodelist.render(context)
            while len(_rendered) > MOST:
                _rendered.popitem(last=False)
        if STAND_IN not in html:
            return html
        # Safe: Django's own token is letters and digits.
        return mark_safe(html.replace(STAND_IN, str(context["csrf_token"])))  # noqa: S308


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """The stamp changes with every publication; without one, as in a preview, nothing is kept."""
    _tag, name, stamp, *varies = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(name, [parser.compile_filter(each) for each in (stamp, *varies)], nodelist)
