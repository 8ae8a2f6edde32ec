"""What the web server writes of requests, where it is asked to: no secret of a link, nor in its faults."""

from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

from portal.logging import masked


class Masking(Logger):
    """Named by `--logger-class portal.access_log.Masking`."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> dict[str, Any]:
        atoms = super().atoms(resp, req, environ, request_time)
        return {name: masked(value) if isinstance(value, str) else value for name, value in atoms.items()}

    def exception(self, msg: object, *args: object, **kwargs: Any) -> None:
        super().exception(msg, *(masked(each) if isinstance(each, str) else each for each in args), **kwargs)
