"""A process that performs one job and kills itself, with signal 9, at a given point of it."""

import os
import signal
import sys
from collections.abc import Callable

import django

POINTS = ("before", "writing", "renamed", "never")


def dies(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def after(real: Callable[..., object]) -> Callable[..., object]:
    def then_dies(*args: object) -> None:
        real(*args)
        dies()

    return then_dies


def main(point: str, job: int) -> None:
    django.setup()
    from jobs import work
    from reports import files, production

    if point == "before":
        production.made = dies
    elif point == "writing":
        files.os.fsync = dies
    elif point == "renamed":
        production.put = after(production.put)
    work.run(job)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
