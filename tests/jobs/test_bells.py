"""Messages in a folder: nobody reads half of one, and a torn one stops nobody. Control: kombu's own."""

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from kombu import Connection, Queue
from kombu.transport import filesystem

from jobs import bells
from portal.celery import app

OURS, KOMBUS = "jobs.bells:Transport", "filesystem"
TRANSPORTS = [OURS, KOMBUS]


@pytest.fixture(autouse=True)
def _nothing_is_bound() -> None:
    """A process remembers what it bound, whatever the folder."""
    filesystem.Transport.global_state.clear()


def opened(folder: Path, transport: str = OURS) -> Connection:
    (folder / "control").mkdir(parents=True, exist_ok=True)
    places = {"data_folder_in": str(folder), "data_folder_out": str(folder), "processed_folder": str(folder)}
    options = places | {"control_folder": str(folder / "control")}
    return Connection("filesystem://localhost", transport=transport, transport_options=options)


def put(folder: Path, words: object, transport: str = OURS, queue: str = "bells") -> None:
    with opened(folder, transport) as connection, connection.SimpleQueue(queue) as box:
        box.put(words)


def drained(folder: Path, transport: str = OURS) -> list[Any]:
    found: list[Any] = []
    with opened(folder, transport) as connection, connection.SimpleQueue("bells") as box:
        while True:
            try:
                message = box.get_nowait()
            except box.Empty:
                return found
            message.ack()
            found.append(message.payload)


def looking_at(place: Any, name: str, look: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the folder once, just before the function of that name does its work."""
    real, looks = getattr(place, name), [look]

    def looked(*given: Any, **named: Any) -> Any:
        if looks:
            looks.pop()()
        return real(*given, **named)

    monkeypatch.setattr(place, name, looked)


def test_without_a_broker_s_address_this_is_the_queue() -> None:
    with app.connection_for_write() as connection:
        assert isinstance(connection.transport, bells.Transport)
    assert settings.CELERY_BROKER_URL == "filesystem://localhost"


def test_messages_come_out_once_and_in_their_order(tmp_path: Path) -> None:
    for number in range(12):
        put(tmp_path, {"job": number})
    put(tmp_path, "elsewhere", queue="other.bells")
    assert drained(tmp_path) == [{"job": number} for number in range(12)]
    assert drained(tmp_path) == []
    assert sorted(name.split(".", 1)[1] for name in os.listdir(tmp_path) if "." in name) == [
        "other.bells.msg"
    ]


def test_who_looks_while_a_message_is_written_finds_nothing(tmp_path: Path, monkeypatch) -> None:
    put(tmp_path, "bind")
    drained(tmp_path)
    seen: list[list[Any]] = []
    looking_at(bells.os, "replace", lambda: seen.append(drained(tmp_path)), monkeypatch)
    put(tmp_path, "whole")
    assert seen == [[]]
    assert drained(tmp_path) == ["whole"]


def test_control_kombu_s_own_reader_falls_over_the_same_moment(tmp_path: Path, monkeypatch) -> None:
    put(tmp_path, "bind", KOMBUS)
    drained(tmp_path, KOMBUS)
    looking_at(filesystem, "dumps", lambda: drained(tmp_path, KOMBUS), monkeypatch)
    with pytest.raises(ValueError, match="Expecting value"):
        put(tmp_path, "half", KOMBUS)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_torn_message_is_dropped_and_the_next_one_comes(tmp_path: Path, transport: str, caplog) -> None:
    put(tmp_path, "next", transport)
    (tmp_path / "0_torn.bells.msg").touch()
    if transport == KOMBUS:
        with pytest.raises(ValueError, match="Expecting value"):
            drained(tmp_path, transport)
        return
    assert drained(tmp_path) == ["next"]
    assert "could not be read was dropped: 0_torn.bells.msg" in caplog.text


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_torn_table_of_queues_is_made_anew(tmp_path: Path, transport: str) -> None:
    put(tmp_path, "first", transport)
    (tmp_path / "control" / "bells.exchange").write_bytes(b"")
    filesystem.Transport.global_state.clear()  # as a process that starts afterwards
    if transport == KOMBUS:
        with pytest.raises(ValueError, match="Expecting value"):
            put(tmp_path, "second", transport)
        return
    put(tmp_path, "second")
    assert drained(tmp_path) == ["first", "second"]


def bind(folder: Path, number: int) -> None:
    with opened(folder) as connection:
        Queue(f"queue{number}", "shared", routing_key=str(number)).bind(connection.default_channel).declare()


def ring_often(folder: Path, number: int) -> None:
    for turn in range(40):
        put(folder, [number, turn, "x" * 20_000])


def at_once(work: Callable[[Path, int], None], folder: Path, count: int) -> list[Any]:
    started = [
        multiprocessing.get_context("spawn").Process(target=work, args=(folder, n)) for n in range(count)
    ]
    for process in started:
        process.start()
    return started


def test_processes_that_bind_at_once_lose_none_of_their_queues(tmp_path: Path) -> None:
    opened(tmp_path)
    for process in at_once(bind, tmp_path, 4):
        process.join()
        assert process.exitcode == 0
    with opened(tmp_path) as connection:
        rows = connection.default_channel.get_table("shared")
    assert sorted(row.queue for row in rows) == [f"queue{number}" for number in range(4)]


def test_processes_that_ring_at_once_are_all_heard_whole(tmp_path: Path) -> None:
    opened(tmp_path)
    processes, heard = at_once(ring_often, tmp_path, 3), []
    while any(process.is_alive() for process in processes):
        heard += drained(tmp_path)
    heard += drained(tmp_path)
    assert {process.exitcode for process in processes} == {0}
    assert sorted(words[:2] for words in heard) == [[n, turn] for n in range(3) for turn in range(40)]
