"""Why a document is not taken, in plain words for its author: what it is, and what to do about it."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "extension": _("Documents end in .pdf, .docx, .pptx, .xlsx, .csv or .txt."),
    "name": _("The name holds signs that cannot be seen. Rename the file."),
    "empty": _("The file is empty. Choose it again; perhaps it was still being written."),
    "misnamed": _("The file is not what its name says; it is %(value)s. Save it again in the right format."),
    "truncated": _("The file breaks off before its end. Export or upload it again."),
    "two_kinds": _("Something else is hung behind the end of this PDF. Print or export it again as PDF."),
    "locked": _(
        "The file is locked with a password, or saved in the format of before 2007. Save it again without a"
        " password, as DOCX, PPTX or XLSX."
    ),
    "macros": _(
        "The file holds macros or other programs. Save it without them: as DOCX, PPTX or XLSX, or as PDF."
    ),
    "template": _("The file takes its template from an address elsewhere. Save it without that template."),
    "bomb": _("The file would unpack to far more than its size. Save it again, with smaller pictures."),
    "damaged": _("The file is damaged: it cannot be opened as what its name says. Save it again."),
    "entities": _("The file holds definitions that no office program writes. Save it again."),
    "page": _("This is a web page, a drawing or a script, not plain text."),
    "binary": _("This is not plain text. Save it as UTF-8."),
}
KINDS = {
    "pdf": _("a PDF"),
    "docx": _("a text document (DOCX)"),
    "pptx": _("a presentation (PPTX)"),
    "xlsx": _("a spreadsheet (XLSX)"),
    "zip": _("an archive"),
    "archive": _("an archive"),
    "locked": _("an older or locked office file"),
    "program": _("a program"),
    "picture": _("a picture"),
    "rtf": _("an RTF document"),
    "page": _("a web page or drawing"),
    "": _("of a kind that is not known here"),
}


def reason(code: str, value: str = "") -> str:
    """The sentence of a code."""
    return str(REASONS[code]) % {"value": KINDS.get(value, KINDS[""])}
