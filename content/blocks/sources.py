"""A unit's list of sources; figures, charts and quotations point to it by key."""

from wagtail.blocks import CharBlock, RegexBlock, StreamBlock, StructBlock, URLBlock


def key_block(help_text: str, required: bool = True) -> RegexBlock:
    """A short name in small letters, digits and hyphens, by which other places point here."""
    return RegexBlock(
        regex=r"^[a-z0-9][a-z0-9-]{0,59}$",
        error_messages={"invalid": "Use small letters, digits and hyphens only."},
        help_text=help_text,
        required=required,
    )


class SourceBlock(StructBlock):
    key = key_block("A short name, for example jabil-2018; figures and quotations point here with it.")
    author = CharBlock(max_length=200, help_text="A person, a company or an office.")
    title = CharBlock(max_length=300)
    year = CharBlock(max_length=20, help_text="The year of publication.")
    publisher = CharBlock(max_length=200, required=False)
    url = URLBlock(required=False, help_text="Where it can be read, if it is public.")

    class Meta:
        icon = "openquote"
        label = "Source"


class SourcesBlock(StreamBlock):
    source = SourceBlock()
