"""How modules that know neither Django nor Wagtail say a sentence, or a figure, in the reader's language.

Alone they speak as they are written; the portal lends them its tongue when the product starts.
"""

from collections.abc import Callable


class _Tongue:
    one: Callable[[str], str] = staticmethod(str)
    many: Callable[[str, str, int], str] = staticmethod(lambda one, many, n: one if n == 1 else many)
    written: Callable[[str], str] = staticmethod(str)
    spoken: Callable[[], str | None] = staticmethod(lambda: "")


def _(sentence: str) -> str:
    return _Tongue.one(sentence)


def ngettext(one: str, many: str, n: int) -> str:
    return _Tongue.many(one, many, n)


def gettext_noop(sentence: str) -> str:
    """Marks a constant: whoever shows it says `_(…)` of it then."""
    return sentence


def figure(text: str) -> str:
    """A figure to be read, given as in English ("1,234.5"), with the signs of the reader's language."""
    return _Tongue.written(text)


def spoken() -> str:
    """The reader's language; empty where it is that in which the modules are written."""
    return _Tongue.spoken() or ""


def lend(
    one: Callable[[str], str],
    many: Callable[[str, str, int], str],
    written: Callable[[str], str],
    spoken: Callable[[], str | None],
) -> None:
    _Tongue.one, _Tongue.many, _Tongue.written = (staticmethod(each) for each in (one, many, written))
    _Tongue.spoken = staticmethod(spoken)
