"""Blocks that show something kept elsewhere: a picture, a film, a document, a decision."""

from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import Media
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.telepath import register
from wagtail.blocks import BooleanBlock, CharBlock, ChooserBlock, PageChooserBlock, StructBlock, TextBlock
from wagtail.blocks.struct_block import StructBlockAdapter, StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import VideoChooserBlock

from content.pictures import Picture

from .plots import SOURCE_HELP
from .previews import Shown
from .samples import FILM
from .sources import key_block


class KeptByKey(ChooserBlock):
    """What has a key is kept by it, so that the block means the same in files and in other installations."""

    def get_prep_value(self, value: Any) -> Any:
        return (value.key or value.pk) if isinstance(value, Model) else value

    def to_python(self, value: Any) -> Any:
        return self.bulk_to_python([value])[0]

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        keys = [value for value in values if isinstance(value, str)]
        numbers = [value for value in values if isinstance(value, int)]
        rows = self.model_class.objects
        found: dict[Any, Any] = rows.in_bulk(numbers) if numbers else {}
        if keys:
            found |= {row.key: row for row in rows.filter(key__in=keys).order_by("-pk")}
        return [found.get(value) for value in values]


class FilmChooser(KeptByKey, VideoChooserBlock):
    pass


class DecisionChooser(KeptByKey, PageChooserBlock):
    pass


class PictureBlock(Shown, StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = CharBlock(
        max_length=250,
        required=False,
        label=_("What it shows"),
        help_text=_("Alternative text: one sentence for those who do not see the picture."),
    )
    decorative = BooleanBlock(
        required=False,
        label=_("Only decoration"),
        help_text=_("It tells nothing that the text does not tell; then it needs no alternative text."),
    )
    caption = CharBlock(max_length=200, required=False)
    credit = CharBlock(
        max_length=160, required=False, help_text=_("Who made it, and under which licence it stands here.")
    )
    source = key_block(SOURCE_HELP, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with its alternative text, caption and credit, in the size of the screen.")
        template = "blocks/picture.html"
        label_format = "{caption}"

    def get_preview_value(self) -> Any:
        """The course ships no picture of its own; the poster of a film is one."""
        film = FilmChooser().to_python(FILM)
        image = Picture(film.poster_url, film.width or 1280, film.height or 720) if film else None
        values = {"image": image, "alt": film.title if film else "", "decorative": False}
        return self._to_struct_value(values | {"caption": values["alt"], "credit": "", "source": ""})

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        said, decorative = bool((cleaned["alt"] or "").strip()), cleaned["decorative"]
        if not self.is_deferred_validation and said == bool(decorative):
            message = (
                gettext("Either say what the picture shows, or mark it as decoration; not both.")
                if said
                else gettext("Say what the picture shows, or mark it as decoration.")
            )
            raise StructBlockValidationError({"alt": ValidationError(message)})
        return cleaned


class PictureBlockAdapter(StructBlockAdapter):
    js_constructor = "content.blocks.Picture"

    @property
    def media(self) -> Media:
        return super().media + Media(js=["js/admin_picture.js"])


register(PictureBlockAdapter(), PictureBlock)


class FilmBlock(Shown, StructBlock):
    film = FilmChooser(help_text=_("From Films in the menu, where its captions stand too."))
    caption = CharBlock(
        max_length=200, required=False, help_text=_("Why it stands here. Without it, the film's title.")
    )

    class Meta:
        icon = "media"
        label = _("Film")
        description = _("A film inside the text, with its transcript. Watching it is not counted.")
        template = "blocks/film.html"
        label_format = "{film}"


class DownloadBlock(Shown, StructBlock):
    document = DocumentChooserBlock(help_text=_("PDF, DOCX, PPTX, XLSX, CSV or TXT, up to 25 MB."))
    line = CharBlock(
        max_length=200, required=False, help_text=_("What it is for, in one line. Kind and size are added.")
    )

    class Meta:
        icon = "download"
        label = _("Download")
        description = _("A document to take along, with its kind and size.")
        template = "blocks/download.html"
        label_format = "{document}"

    def get_preview_value(self) -> Any:
        document = SimpleNamespace(title=gettext("A document of your library"), url="", file_extension="pdf")
        line = gettext("What it is for, in one line.")
        return self._to_struct_value({"document": document, "line": line})


class DecisionBlock(Shown, StructBlock):
    unit = DecisionChooser(page_type="content.DecisionPage", label=_("Decision"))
    ask = CharBlock(
        max_length=160,
        required=False,
        label=_("Question"),
        help_text=_("What is to be decided. Without it, the title of the decision."),
    )
    lead = TextBlock(
        max_length=300, required=False, label=_("Situation"), help_text=_("One or two sentences.")
    )

    class Meta:
        icon = "tasks"
        label = _("Decision")
        description = _("A situation and its question, leading to a decision unit. Not graded.")
        template = "blocks/decision.html"
        label_format = "{ask}"
