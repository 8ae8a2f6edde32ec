"""What a decision computes with: figures to set, columns of its table, results, limits, findings."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BlockGroup,
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    DecimalBlock,
    IntegerBlock,
    RegexBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError

from content.exercises.authored import EACH, ONCE
from content.parsing.exercise_shape import COLUMN, EXERCISE, FINDING, INPUT, LIMIT, NAME, RESULT

from .formulas import ROW, FormulaBlock
from .grids import RowsBlock

UNIT_HELP = _("Behind the figure, such as hours. In front of it with {} for the figure: €{}.")
WORDS_HELP = _("A figure stands in braces: {bill} puts in the result or figure of that name.")
KEEP = _("Made of the words above, and kept when you change them: formulas call it by this name.")
NAMED = _("Name in formulas")


def name_block(
    help_text: str | Promise = KEEP, required: bool = True, label: str | Promise = NAMED
) -> RegexBlock:
    """The name by which formulas know something; static/js/admin_names.js proposes it."""
    return RegexBlock(
        regex=rf"^{NAME.pattern}$",
        max_length=NAME.longest,
        required=required,
        label=label,
        error_messages={"invalid": _("Use small letters, digits and underscores, a letter first.")},
        help_text=help_text,
    )


def label_block(longest: int, help_text: str | Promise) -> CharBlock:
    return CharBlock(max_length=longest, label=_("Label"), help_text=help_text)


def heading_block() -> CharBlock:
    longest = COLUMN.needed["label"].longest
    return CharBlock(max_length=longest, label=_("Heading"))


def unit_block() -> CharBlock:
    return CharBlock(max_length=24, required=False, label=_("Unit"), help_text=UNIT_HELP)


def decimals_block() -> IntegerBlock:
    return IntegerBlock(
        min_value=0, max_value=4, required=False, label=_("Decimals"), help_text=_("Empty: whole numbers.")
    )


class OptionBlock(StructBlock):
    text = CharBlock(max_length=60)
    value = DecimalBlock(max_digits=15)


class InputBlock(StructBlock):
    label = label_block(INPUT.needed["label"].longest, _("What the reader sets, such as Pictures a month."))
    unit = unit_block()
    asked = ChoiceBlock(
        [(ONCE, _("Once")), (EACH, _("For every row of the table"))],
        default=ONCE,
        label=_("Asked"),
        help_text=_("For every row, as in sharing out a budget, formulas call it “given”."),
    )
    default = DecimalBlock(max_digits=15, label=_("Begins at"))
    least = DecimalBlock(max_digits=15, required=False, default=0, label=_("Lowest"))
    most = DecimalBlock(max_digits=15, required=False, label=_("Highest"))
    step = DecimalBlock(max_digits=15, required=False, default=1, label=_("Step"))
    help = CharBlock(
        max_length=200, required=False, label=_("Help"), help_text=_("One line below the field.")
    )
    options = RowsBlock(
        OptionBlock(),
        columns=[_("What it says"), _("Number")],
        names=["text", "value"],
        max_num=12,
        label=_("A list to choose from"),
        help_text=_("Instead of typing a number. Leave lowest, highest and step empty then, if you like."),
        default=[],
    )
    decimals = decimals_block()
    key = name_block(required=False)

    class Meta:
        icon = "decimal"
        label = _("Figure to set")
        label_format = "{label}"
        form_classname = "struct-block parts"
        form_layout = BlockGroup(
            children=[
                "label", "unit", "default", "least", "most", "step", "asked", "key",
                BlockGroup(
                    children=["options", "help", "decimals"],
                    heading=_("More: a list to choose from, help, decimals"),
                    icon="cog",
                    classname="collapsed",
                    label_format=" ",
                ),
            ]
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        needed = [] if len(cleaned["options"]) > 1 else ["least", "most", "step"]
        needed += ["key"] if cleaned["asked"] == ONCE else []
        missing = [name for name in needed if cleaned[name] in (None, "")]
        if missing:
            required = ValidationError(_("This field is required."))
            raise StructBlockValidationError(dict.fromkeys(missing, required))
        return cleaned


class TypedBlock(StructBlock):
    label = heading_block()
    unit = unit_block()
    decimals = decimals_block()
    shown = BooleanBlock(default=True, required=False, label=_("Readers see it"))
    key = name_block()

    class Meta:
        icon = "table"
        label = _("Column of figures that you type")
        label_format = "{label}"
        form_classname = "struct-block parts"


class WorkedBlock(StructBlock):
    label = heading_block()
    formula = FormulaBlock(ROW, label=_("Formula"), help_text=_("Worked out for each row."))
    unit = unit_block()
    decimals = decimals_block()
    shown = BooleanBlock(default=True, required=False, label=_("Readers see it"))
    key = name_block()

    class Meta:
        icon = "cogs"
        label = _("Column that is worked out")
        label_format = "{label}"
        form_classname = "struct-block parts"


class FigureResultBlock(StructBlock):
    label = label_block(RESULT.needed["label"].longest, _("What comes out, such as Your month."))
    formula = FormulaBlock(label=_("Formula"))
    unit = unit_block()
    decimals = decimals_block()
    text = CharBlock(
        max_length=200, required=False, label=_("Words beside it"), help_text=_("What it holds for.")
    )
    low = FormulaBlock(required=False, label=_("Low end"), help_text=_("With both ends a range is shown."))
    high = FormulaBlock(required=False, label=_("High end"))
    key = name_block()

    class Meta:
        icon = "decimal"
        label = _("A figure")
        label_format = "{label}"
        form_classname = "struct-block parts"
        form_layout = BlockGroup(
            children=[
                "label", "formula", "unit", "decimals", "key",
                BlockGroup(
                    children=["text", "low", "high"],
                    heading=_("More: words beside it, a range"),
                    icon="cog",
                    classname="collapsed",
                    label_format=" ",
                ),
            ]
        )  # fmt: skip


class BestResultBlock(StructBlock):
    label = label_block(
        RESULT.needed["label"].longest, _("Such as Cheapest within your limit. Told after the choice.")
    )
    which = ChoiceBlock(
        [("least", _("the least")), ("most", _("the most"))], default="least", label=_("The row with")
    )
    formula = FormulaBlock(ROW, label=_("of"), help_text=_("A column, or what is made of columns."))
    where = FormulaBlock(
        ROW,
        required=False,
        label=_("Among rows with"),
        help_text=_("Empty: all rows. Such as wait <= limit."),
    )
    turns = BooleanBlock(
        required=False,
        label=_("Tell at which figures another row would win"),
        help_text=_("Of one result. It is worked out by trying every step of every figure."),
    )
    text = CharBlock(max_length=200, required=False, label=_("Words beside it"))
    key = name_block()

    class Meta:
        icon = "check"
        label = _("The best row")
        label_format = "{label}"
        form_classname = "struct-block parts"


class LimitBlock(StructBlock):
    formula = FormulaBlock(label=_("What must hold"), help_text=_("Such as picked(month) <= budget."))
    say = CharBlock(
        max_length=LIMIT.needed["say"].longest,
        label=_("Said where it does not"),
        help_text=_("One sentence. A choice that breaks it cannot be committed."),
    )

    class Meta:
        icon = "warning"
        label = _("Limit")
        label_format = "{say}"
        form_classname = "struct-block parts"


class FindingBlock(StructBlock):
    when = FormulaBlock(
        required=False,
        label=_("Told when"),
        help_text=_(
            "Such as picked(month) = cheapest. The first that holds is told; the last is left empty."
        ),
    )
    title = CharBlock(max_length=FINDING.needed["title"].longest, label=_("Title"))
    text = TextBlock(max_length=FINDING.needed["text"].longest, label=_("Text"), help_text=WORDS_HELP)
    key = name_block(_("Made of the title, and kept: readers' choices may be counted by it."), label=_("Key"))

    class Meta:
        icon = "comment"
        label = _("Finding")
        label_format = "{title}"


def _most(name: str) -> int:
    return {**EXERCISE.needed, **EXERCISE.allowed}[name].most


class InputsBlock(StreamBlock):
    input = InputBlock()

    class Meta:
        max_num = _most("inputs") + 1  # one of them may be asked for every row
        required = False


class ColumnsBlock(StreamBlock):
    typed = TypedBlock()
    worked = WorkedBlock()

    class Meta:
        max_num = _most("columns")
        required = False


class ResultsBlock(StreamBlock):
    figure = FigureResultBlock()
    best = BestResultBlock()

    class Meta:
        max_num = _most("results")
        required = False


class LimitsBlock(StreamBlock):
    limit = LimitBlock()

    class Meta:
        max_num = _most("limits")
        required = False


class FindingsBlock(StreamBlock):
    finding = FindingBlock()

    class Meta:
        max_num = _most("findings")
        required = False
