"""The shipped texts are read by sixty tests, and what Markdown makes of each is worked out once."""

from collections.abc import Iterator
from functools import cache
from types import SimpleNamespace

import pytest

from content.parsing import text


@pytest.fixture(scope="session", autouse=True)
def _converted_once() -> Iterator[None]:
    made = text._converter
    remembered = SimpleNamespace(convert=cache(lambda words: made().convert(words)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text, "_converter", lambda: remembered)
        yield
