"""What is written into the log of a page's address: enough to find it, nothing that lets somebody in."""

import json
import logging

import pytest

from portal.logging import JsonFormatter


def written(message: str, **facts: object) -> dict[str, object]:
    record = logging.LogRecord("security", logging.INFO, "", 0, message, None, None)
    record.facts = facts
    return json.loads(JsonFormatter().format(record))


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/assess/resume/yHf0xJ3mQeWb5KdlvTq1zA8cNnR2uGpS/", "/assess/resume/…/"),
        ("/organisations/join/WyJhIiwxXQ:k3Jx0bqUu9Y1hVn2mZ7eW/", "/organisations/join/…/"),
        ("/organisations/fa5f4c69-a49f-4e92-a59b-7785f6c6b0dd/invite/", None),
        ("/learn/responsibility/from-principle-to-signature-and-back/", None),
        ("/admin/pages/17/edit/", None),
    ],
)
def test_an_address_without_its_secret(path: str, kept: str | None) -> None:
    line = written(f"Gone: {path}", path=path, user=7)
    assert (line["path"], line["message"]) == (kept or path, f"Gone: {kept or path}")
    assert line["user"] == 7
