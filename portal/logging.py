"""One JSON line an event, with the number of the request it belongs to."""

import json
import logging
import re
from contextvars import ContextVar

# Behind each of these stands what lets somebody in: docs/operations.md tells proxies the same list.
OPENING = (
    "accounts/no-reminders", "answer", "answer/join", "answer/mute", "assess/resume", "listen",
    "organisations/accept", "organisations/join", "review", "shared",
)  # fmt: skip
_openings = "|".join(sorted(OPENING, key=len, reverse=True))
SECRET = re.compile(rf"((?<![\w.:/-])(?:https?://[^/\s]+)?/(?:{_openings})/)[^/\s?#\"]+")
# What looks like one anywhere else: long, and with capitals or a colon, as no other part of an address.
LIKELY = re.compile(r"/(?=[^/\s]*[A-Z:])[^/\s]{30,}")
request_id: ContextVar[str] = ContextVar("request_id", default="")


def masked(text: str) -> str:
    """The same, with an ellipsis in place of what lets somebody in."""
    return LIKELY.sub("/…", SECRET.sub(r"\1…", text))


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
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        told = {name: masked(value) if isinstance(value, str) else value for name, value in line.items()}
        return json.dumps(told, default=str)
