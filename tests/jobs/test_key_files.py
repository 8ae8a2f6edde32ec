"""A key file is made once: two first calls at once hold one key, and nobody else may read it."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jobs.key_files import kept_bytes


def two_first_calls(path: Path) -> list[bytes]:
    """Both have found no file before either writes one."""
    both = threading.Barrier(2, timeout=10)

    def first_call(key: bytes) -> bytes:
        def make() -> bytes:
            both.wait()
            return key

        return kept_bytes(path, make)

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(first_call, (b"one", b"two")))
    return [*answers, path.read_bytes()]


def test_two_first_calls_at_once_agree_on_one_key(tmp_path: Path) -> None:
    path = tmp_path / "fresh" / "key"
    assert len(set(two_first_calls(path))) == 1
    assert [each.name for each in path.parent.iterdir()] == ["key"]
    assert path.stat().st_mode & 0o077 == 0


def test_where_the_later_would_replace_the_earlier_they_would_not_agree(tmp_path: Path, monkeypatch) -> None:
    """The control: with `rename` in place of `link`, whoever read first holds a key that is gone."""
    read = threading.Barrier(2, timeout=10)
    turns = iter((None, read))

    def replaced(partial: str, path: Path) -> None:
        if turn := next(turns):
            turn.wait()  # until the other one has read
        os.replace(partial, path)
        Path(partial).touch()

    reads = Path.read_bytes
    seen = iter((read, None, None))

    def read_bytes(path: Path) -> bytes:
        found = reads(path)
        if turn := next(seen):
            turn.wait()
        return found

    monkeypatch.setattr(os, "link", replaced)
    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert len(set(two_first_calls(tmp_path / "key"))) == 2


def test_a_maker_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        kept_bytes(tmp_path / "key", lambda: b"%d" % (1 // 0))
    assert list(tmp_path.iterdir()) == []
