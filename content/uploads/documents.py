"""Documents that authors bring: held by their content before they are kept."""

from django import forms
from django.conf import settings
from django.core.files import File
from wagtail.documents.forms import BaseDocumentForm

from content.document_files import Unfit, judge

from .document_words import reason
from .receiving import told_before


class DocumentForm(BaseDocumentForm):
    """Every door to the library has this form: the page of documents, many at once, the chooser in a text."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            told_before(self.fields["file"], settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)

    def clean_file(self) -> File:
        given: File = self.cleaned_data["file"]
        if "file" in self.changed_data and (fault := document_fault(given)):
            raise forms.ValidationError(fault)
        return given

    def _post_clean(self) -> None:
        # What was refused is not kept, and Wagtail would go on to say that nothing has no extension.
        if "file" not in self.errors:
            super()._post_clean()


def document_fault(file: File) -> str:
    """Why this is not taken; empty for a document that is what its name says."""
    try:
        judge(file.file, file.name or "")
    except Unfit as unfit:
        return reason(unfit.code, unfit.value)
    return ""
