"""Runs one tool with little: no network, little memory and time, small files only. Imports nothing of ours.

Started as `python -I jail.py SECONDS MEMORY LARGEST_FILE TOOL ARGUMENT…`; it becomes the tool.
"""

import contextlib
import ctypes
import os
import resource
import sys

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
DIE_WITH_PARENT, NO_NEW_PRIVILEGES = 1, 38
KILL = 9


def main(seconds: int, memory: int, largest: int, command: list[str]) -> None:
    if sys.platform == "linux":
        system = ctypes.CDLL(None, use_errno=True)
        system.prctl(DIE_WITH_PARENT, KILL, 0, 0, 0)
        system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        # A network of its own has no way out. Where the kernel allows nobody that, the rest still holds.
        if system.unshare(NEW_USER | NEW_NETWORK) != 0:
            system.unshare(NEW_NETWORK)
    limits = {"CPU": seconds, "AS": memory, "FSIZE": largest, "NOFILE": 64, "CORE": 0}
    for name, limit in limits.items():
        # macOS knows no limit of addresses; a limit may also be lower already.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limit, limit))
    os.execv(command[0], command)  # noqa: S606 - never a shell


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
