"""Blocks of figures in rows: chart, lines over time, table."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, DecimalBlock, StructBlock

from charts.figures import MOST
from content.grids import cell_faults

from .grids import GridBlock, RowsBlock
from .previews import Shown
from .sources import key_block

SOURCE_HELP = _("The key of an entry in this unit's list of sources.")
FINDING_HELP = _("What the chart shows, as a sentence; it is the title.")
MEASURE_HELP = _("What is counted, of whom, when, in which order.")
UNIT_HELP = _("For example: %, minutes, US dollars.")
MOST_LINES = 4
FIGURE: dict[str, Any] = {"min_value": -MOST, "max_value": MOST}


class ChartRowBlock(StructBlock):
    label = CharBlock(max_length=80, label=_("Of what"))
    value = DecimalBlock(label=_("Value"), **FIGURE)
    before = DecimalBlock(
        required=False, label=_("Before"), help_text=_("The earlier value, if there is one."), **FIGURE
    )


class ChartBlock(Shown, StructBlock):
    kind = ChoiceBlock(
        [("bars", _("Ranked bars")), ("dots", _("Dots, now and before"))], default="bars", label=_("Drawn as")
    )
    finding = CharBlock(max_length=160, help_text=FINDING_HELP)
    measure = CharBlock(max_length=160, help_text=MEASURE_HELP)
    unit = CharBlock(max_length=30, required=False, help_text=UNIT_HELP)
    rows = RowsBlock(
        ChartRowBlock(),
        columns=[_("Of what"), _("Value"), _("Before, if known")],
        names=["label", "value", "before"],
        min_num=1,
        max_num=20,
        label=_("Rows"),
        help_text=_("In any order: the chart puts the largest first."),
    )
    source = key_block(SOURCE_HELP, required=False)

    class Meta:
        icon = "list-ol"
        label = _("Chart")
        description = _("Ranked bars, or dots now and before; drawn from a small table.")
        template = "blocks/chart.html"
        label_format = "{finding}"


class LinesBlock(Shown, GridBlock):
    finding = CharBlock(max_length=160, help_text=FINDING_HELP)
    measure = CharBlock(max_length=160, help_text=MEASURE_HELP)
    rows = RowsBlock(
        label=_("Rows"),
        most_columns=MOST_LINES + 1,
        min_num=2,
        max_num=24,
        help_text=_(
            "The first row names the lines, at most four. Then one row a date, the earliest first; "
            "leave a cell empty where nothing is known."
        ),
    )
    source = key_block(SOURCE_HELP, required=False)

    class Meta:
        icon = "history"
        label = _("Lines over time")
        description = _("Up to four lines over dates, each named at its end.")
        template = "blocks/lines.html"
        label_format = "{finding}"

    def faults(self, value: Any) -> Sequence[str]:
        found = []
        if not 2 <= len(value["head"]) <= MOST_LINES + 1:
            found.append(gettext("A chart of lines has one to four lines beside its dates."))
        found += [said for _cell, said in cell_faults(map(list, value["rows"]))]
        if not any(cell for row in value["rows"] for cell in list(row)[1:]):
            found.append(gettext("A chart needs at least one figure."))
        return found


class TableBlock(Shown, GridBlock):
    caption = CharBlock(max_length=200, help_text=_("What the table holds; it is the title."))
    source = key_block(SOURCE_HELP, required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns of words or figures. Columns of figures stand at the right.")
        template = "blocks/table.html"
        label_format = "{caption}"
        form_layout = ["caption", "rows", "source"]
