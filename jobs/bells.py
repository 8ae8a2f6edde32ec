"""A folder as the queue of bells, which no kill and no look at the wrong moment can tear."""

import fcntl
import logging
import os
import time
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """Kombu's own, but a file appears whole under its name, and what cannot be read stops nobody.

    Kombu makes a message's file first and fills it afterwards: a worker that looks in between reads nothing
    and ends, and a table of queues that a power cut left empty stops every worker from then on.
    """

    def _put(self, queue: str, payload: dict[str, Any], **kwargs: object) -> None:
        path = Path(self.data_folder_out) / f"{time.time_ns()}_{uuid4()}.{queue}.msg"
        try:
            _write_whole(path, dumps(payload))
        except OSError as fault:
            raise ChannelError(f"Cannot add {path}") from fault

    def _get(self, queue: str) -> Any:
        folder = Path(self.data_folder_in)
        for name in sorted(os.listdir(folder)):
            if name.partition(".")[2] != f"{queue}.msg":
                continue
            taken = folder / f"{name}.taken"
            try:
                os.rename(folder / name, taken)
            except FileNotFoundError:  # another worker was first
                continue
            content = taken.read_bytes()
            taken.unlink()
            try:
                return loads(content)
            except ValueError:
                logger.warning("A message that could not be read was dropped: %s", name)
        raise Empty

    def get_table(self, exchange: str) -> list[filesystem.exchange_queue_t]:
        try:
            return super().get_table(exchange)
        except ValueError:  # torn: whoever starts next binds its queue again
            return []

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        row = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        try:
            self.control_folder.mkdir(exist_ok=True)
            with (self.control_folder / "lock").open("wb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                rows = self.get_table(exchange)
                if row not in rows:
                    _write_whole(self._exchange_file(exchange), dumps([row, *rows]))
        except OSError as fault:
            raise ChannelError(f"Cannot bind {queue} to {exchange}") from fault


class Transport(filesystem.Transport):
    Channel = Channel


def _write_whole(path: Path, content: str) -> None:
    unfinished = path.with_name(f"{path.name}.{uuid4()}.part")
    try:
        unfinished.write_text(content)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
