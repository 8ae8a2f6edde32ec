"""Two acts at once on connections of their own, in the one order that a guard has to stand."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError, connection, connections

# A connection that would have to wait for another one says so at once.
IMPATIENT = {"sqlite": "PRAGMA busy_timeout = 0", "postgresql": "SET lock_timeout = 1"}
Act = Callable[[], object]


def has_to_wait(monkeypatch: pytest.MonkeyPatch, where: Any, name: str, first: Act, second: Act) -> bool:
    """`second` begins when `first` is about to call `name`, and ends before that call is made.

    True where a guard of `first` turned it away; it has done nothing then, and may be tried again.
    """
    arrived, may_go_on = Event(), Event()
    original, waited = getattr(where, name), []

    def stops_once(*args: Any, **kwargs: Any) -> Any:
        if not arrived.is_set():
            arrived.set()
            assert may_go_on.wait(60)
        return original(*args, **kwargs)

    def begin() -> None:
        try:
            first()
        finally:
            connections.close_all()

    def come_between() -> None:
        assert arrived.wait(60)
        with connection.cursor() as cursor:
            cursor.execute(IMPATIENT[connection.vendor])
        try:
            second()
        except OperationalError:
            waited.append(True)
        finally:
            may_go_on.set()
            connections.close_all()

    with monkeypatch.context() as patched, ThreadPoolExecutor(2) as threads:
        patched.setattr(where, name, stops_once)
        for done in [threads.submit(begin), threads.submit(come_between)]:
            done.result()
    return bool(waited)
