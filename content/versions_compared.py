"""Two versions of a page beside each other, in the words of the form: labels, yes, no, a dash for nothing."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import compare
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, FieldBlock, RichTextBlock, TextBlock
from wagtail.utils.text import text_from_html

from content.fields import LinesField

NOTHING = "–"


def said(value: Any) -> str:
    """A value that is no choice."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return NOTHING if value in (None, "") else str(localize(value))


def _differs(before: str, after: str, words: bool) -> SafeString:
    """Text word by word; anything else as a whole."""
    if words and NOTHING not in (before, after):
        return compare.diff_text(before, after).to_html()
    changed = [("deletion", before), ("addition", after)]
    return compare.TextDiff([("equal", after)] if before == after else changed).to_html()


class PartComparison(compare.BlockComparison):
    """A field of a block."""

    def said(self, value: Any) -> str:
        block = self.block
        if isinstance(block, ChoiceBlock):
            return str(dict(_flat(block.field.choices)).get(value, said(value)) if value else NOTHING)
        if isinstance(block, BooleanBlock):
            return said(bool(value))
        if isinstance(block, RichTextBlock) or value in (None, ""):
            return text_from_html(block.render_basic(value)) if value else NOTHING
        return said(value)

    def htmlvalue(self, value: Any) -> SafeString:
        return escape(self.said(value))

    def htmldiff(self) -> SafeString:
        words = isinstance(self.block, CharBlock | TextBlock | RichTextBlock)
        return _differs(self.said(self.val_a), self.said(self.val_b), words)


def _flat(choices: Iterable[Any]) -> Iterable[Any]:
    for value, label in choices:
        yield from label if isinstance(label, list | tuple) else [(value, label)]


class ValueComparison(compare.FieldComparison):
    """A field of a page that holds a number, a day, or yes or no."""

    def htmldiff(self) -> SafeString:
        return _differs(said(self.val_a), said(self.val_b), words=False)


class LinesComparison(compare.M2MFieldComparison):
    """Line by line."""

    def get_items(self) -> tuple[list[str], list[str]]:
        return self.val_a or [], self.val_b or []


class ChosenComparison(compare.ChoiceFieldComparison):
    """Wagtail's own says nothing of a choice that was not made."""

    def htmldiff(self) -> SafeString:
        labels = dict(self.field.flatchoices)
        before, after = (str(labels.get(value, said(value))) for value in (self.val_a, self.val_b))
        return _differs(before, after, words=False)


def install() -> None:
    """Wagtail asks a block for its comparison first, a field by its kind; only choices have no such door."""
    FieldBlock.get_comparison_class = lambda block: PartComparison
    for kind in (models.IntegerField, models.DateField, models.BooleanField):
        compare.register_comparison_class(kind, comparison_class=ValueComparison)
    compare.register_comparison_class(LinesField, comparison_class=LinesComparison)
    compare.ChoiceFieldComparison = ChosenComparison
