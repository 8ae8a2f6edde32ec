"""Rules between blocks: keys that answers and places are kept under must not be used twice."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock, StreamBlockValidationError

TWO_QUESTIONS = _("The key “%(key)s” is used for more than one question.")
# Which block is at fault, counted from 0, and what to say there.
Faults = Iterable[tuple[int, str]]


def twins(children: Any, keys_of: Callable[[Any], list[str]], said: str | Promise) -> Faults:
    """The second and every later use of a key; `said` has a place for it."""
    seen: set[str] = set()
    for place, child in enumerate(children):
        for key in keys_of(child.value):
            if key and key in seen:
                yield place, str(said) % {"key": key}
            seen.add(key)


def judge(block: StreamBlock, children: Any, faults: Faults) -> Any:
    """The children, if there is no fault; a draft may be saved with faults and be mended later."""
    if block.is_deferred_validation:
        return children
    messages = [f"{place + 1}: {message}" for place, message in sorted(faults)]
    if messages:
        raise StreamBlockValidationError(non_block_errors=messages)
    return children
