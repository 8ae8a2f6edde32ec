"""Processor time of a process and all below it: unlike requests per second, hardly moved by other work."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def seconds_of(root: int) -> float:
    """User and system time so far, ended children included; 0.0 where the system has no /proc."""
    rows = {pid: row for pid in _pids() if (row := _row(pid))}
    below = {root}
    while more := {pid for pid, (parent, _) in rows.items() if parent in below} - below:
        below |= more
    known = [rows[pid][1] for pid in below if pid in rows]
    return sum(known) / TICKS


def _pids() -> list[int]:
    folder = Path("/proc")
    return [int(entry.name) for entry in folder.iterdir() if entry.name.isdigit()] if folder.is_dir() else []


def _row(pid: int) -> tuple[int, int] | None:
    """(parent, ticks) of a process; None when it ended meanwhile."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[1]), sum(map(int, fields[11:15]))
