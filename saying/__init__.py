"""How modules that know neither Django nor Wagtail say a sentence in the reader's language.

Alone they speak as they are written; the portal lends them gettext when the product starts.
"""

from collections.abc import Callable


class _Tongue:
    one: Callable[[str], str] = staticmethod(str)
    many: Callable[[str, str, int], str] = staticmethod(lambda one, many, n: one if n == 1 else many)


def _(sentence: str) -> str:
    return _Tongue.one(sentence)


def ngettext(one: str, many: str, n: int) -> str:
    return _Tongue.many(one, many, n)


def gettext_noop(sentence: str) -> str:
    """Marks a constant: whoever shows it says `_(…)` of it then."""
    return sentence


def lend(one: Callable[[str], str], many: Callable[[str, str, int], str]) -> None:
    _Tongue.one, _Tongue.many = staticmethod(one), staticmethod(many)
