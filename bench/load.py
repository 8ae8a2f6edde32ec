"""Eight connections that ask as fast as they are answered: by wrk, or by a small client of our own."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

CONNECTIONS = 8
PROCESSES = 2
PROXIED = {"X-Forwarded-Proto": "https"}  # as the proxy in front says; else production redirects to HTTPS
BROWSING = PROXIED | {
    "Accept-Encoding": "gzip"
}  # as every browser says: packing a page is part of what it costs


@dataclass(frozen=True)
class Ask:
    """One request. `expects` is the status without which a figure would measure a refusal."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    expects: int = 200

    def bytes(self, host: str) -> bytes:
        lines = {"Host": host, "Connection": "close", **self.headers}
        if self.method == "POST":
            lines["Content-Length"] = str(len(self.body.encode()))
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"{self.method} {self.path} HTTP/1.1\r\n{head}\r\n{self.body}".encode()


@dataclass(frozen=True)
class Burst:
    """What one round measured; times in milliseconds. `cpu`: of gunicorn and PostgreSQL, for one request."""

    requests: int
    seconds: float
    errors: int
    p50: float
    p95: float
    cpu: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


def answer(ask: Ask, port: int) -> bytes:
    """Status line, headers and body of one answer; gunicorn's sync workers close after each."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as link:
        link.sendall(ask.bytes(f"127.0.0.1:{port}"))
        parts = []
        while part := link.recv(65536):
            parts.append(part)
    return b"".join(parts)


def status_of(raw: bytes) -> int:
    return int(raw[9:12] or 0)


class Wrk:
    name = "wrk"

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port

    def burst(self, asks: Sequence[Ask], seconds: float) -> Burst:
        file = self.folder / "requests.lua"
        file.write_text("return {\n" + "".join(map(lua, asks)) + "}\n")
        ran = subprocess.run(
            [
                *("wrk", f"-t{PROCESSES}", f"-c{CONNECTIONS}", f"-d{round(seconds)}s", "--timeout", "10s"),
                *("-s", str(Path(__file__).with_name("load.lua")), f"http://127.0.0.1:{self.port}"),
            ],
            env={**os.environ, "REQUESTS": str(file), "THREADS": str(PROCESSES)},
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        line = next(line for line in ran.stdout.splitlines() if line.startswith("FIGURES"))
        requests, microseconds, errors, p50, p95 = map(float, line.split()[1:])
        return Burst(int(requests), microseconds / 1e6, int(errors), p50, p95)


def lua(ask: Ask) -> str:
    """The request as a row of a Lua table; our own text only, so quoting it is enough."""
    headers = ", ".join(f"[{quoted(name)}] = {quoted(value)}" for name, value in ask.headers.items())
    body = quoted(ask.body) if ask.body else "nil"
    return f"  {{{quoted(ask.method)}, {quoted(ask.path)}, {{{headers}}}, {body}}},\n"


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


class OwnClient:
    """Two processes with four threads each; its own work is in the figures of both sides of a ratio."""

    name = "own client (wrk is not installed)"

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port

    def burst(self, asks: Sequence[Ask], seconds: float) -> Burst:
        each = CONNECTIONS // PROCESSES
        shares = [list(asks[number::CONNECTIONS] or asks) for number in range(CONNECTIONS)]
        started = time.perf_counter()
        with ProcessPoolExecutor(PROCESSES) as pool:
            groups = [shares[number : number + each] for number in range(0, CONNECTIONS, each)]
            jobs = [pool.submit(ask_in_threads, group, self.port, seconds) for group in groups]
            results = [one for job in jobs for one in job.result()]
        took = time.perf_counter() - started
        times = [1000 * time_ for time_, _ in results]
        cuts = quantiles(times, n=20)
        return Burst(len(times), min(took, seconds), sum(not fine for _, fine in results), cuts[9], cuts[18])


def ask_in_threads(shares: list[list[Ask]], port: int, seconds: float) -> list[tuple[float, bool]]:
    with ThreadPoolExecutor(len(shares)) as threads:
        asked = threads.map(lambda share: ask_for(share, port, seconds), shares)
        return [one for results in asked for one in results]


def ask_for(asks: list[Ask], port: int, seconds: float) -> list[tuple[float, bool]]:
    """(seconds, whether the status was below 400) of each request until the time is over."""
    results: list[tuple[float, bool]] = []
    deadline = time.perf_counter() + seconds
    while (began := time.perf_counter()) < deadline:
        try:
            fine = status_of(answer(asks[len(results) % len(asks)], port)) in range(200, 400)
        except OSError:
            fine = False
        results.append((time.perf_counter() - began, fine))
    return results


def client(folder: Path, port: int) -> Wrk | OwnClient:
    return Wrk(folder, port) if shutil.which("wrk") else OwnClient(folder, port)
