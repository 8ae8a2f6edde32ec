"""One JSON line an event, with the number of the request it belongs to."""

import json
import logging
import re
from contextvars import ContextVar

# The secret part of a link in a mail: long, and with capitals or a colon, as no other part of an address.
SECRET = re.compile(r"/(?=[^/\s]*[A-Z:])[^/\s]{30,}")
request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonFormatter(logging.Formatter):
    """Time, level, logger, message and the named extras; no secret of a link, no values of variables."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line |= getattr(record, "facts", {})
        for name in line.keys() & {"message", "path"}:
            line[name] = SECRET.sub("/…", str(line[name]))
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)
