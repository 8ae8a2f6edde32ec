"""One JSON line an event."""

import json
import logging


class JsonFormatter(logging.Formatter):
    """Level, logger, message and the named extras; exceptions as text."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"level": record.levelname, "logger": record.name, "message": record.getMessage()}
        line |= getattr(record, "facts", {})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)
