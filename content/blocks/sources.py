"""A unit's list of sources; figures, charts and quotations point to it by key."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RegexBlock, StreamBlock, StructBlock, URLBlock

from .previews import Shown


def key_block(help_text: str | Promise, required: bool = True) -> RegexBlock:
    """A short name in small letters, digits and hyphens, by which other places point here."""
    return RegexBlock(
        regex=r"^[a-z0-9][a-z0-9-]{0,59}$",
        error_messages={"invalid": _("Use small letters, digits and hyphens only.")},
        help_text=help_text,
        required=required,
    )


class SourceBlock(Shown, StructBlock):
    key = key_block(
        _("A short name, made of author and year: jabil-2018. Figures and quotations point here with it.")
    )
    author = CharBlock(max_length=200, help_text=_("A person, a company or an office."))
    title = CharBlock(max_length=300)
    year = CharBlock(max_length=20, help_text=_("The year of publication."))
    publisher = CharBlock(max_length=200, required=False)
    url = URLBlock(
        required=False, label=_("Web address"), help_text=_("Where it can be read, if it is public.")
    )

    class Meta:
        icon = "openquote"
        label = _("Source")
        description = _("Where a figure or a quotation comes from; others point here with its key.")
        label_format = "{key}"
        form_layout = ["author", "title", "year", "publisher", "url", "key"]


class SourcesBlock(StreamBlock):
    source = SourceBlock()
