"""Office files without a clock in them: the same parts give the same bytes (docs/decisions.md)."""

import io
import re
import zipfile
from datetime import date

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP archive can name
CORE = "docProps/core.xml"
DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
BOOK = ".xlsx"


def settled(data: bytes, dated: date) -> bytes:
    """The archive with its parts in their order, each of the same moment, and `dated` as its only date.

    Workbooks inside it, which hold a chart's numbers, are settled likewise. BadZipFile for anything else.
    """
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, EARLIEST)
            part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            target.writestr(part, _part(name, source.read(name), dated))
    return written.getvalue()


def _part(name: str, content: bytes, dated: date) -> bytes:
    if name.endswith(BOOK):
        return settled(content, dated)
    if name == CORE:
        return DATES.sub(rb"\g<1>" + f"{dated.isoformat()}T00:00:00Z".encode() + rb"\g<3>", content)
    return content
