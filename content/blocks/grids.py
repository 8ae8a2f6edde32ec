"""Lists that are kept as lists and typed as a small table: one field of the form, however many rows."""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.telepath import register
from wagtail.blocks import Block, CharBlock, ListBlock, StructBlock
from wagtail.blocks.field_block import FieldBlockAdapter
from wagtail.blocks.list_block import ListBlockValidationError, ListValue
from wagtail.blocks.struct_block import BlockGroup, StructBlockAdapter, StructBlockValidationError

from content.exercises.rows import KEY, LINE, NAME
from content.grids import cells_of, number_of, text_of

Words = str | Promise


class GridInput(forms.Textarea):
    """A text box that static/js/admin_grid.js makes a table; without columns, the first row is the head."""

    def __init__(self, columns: Sequence[Words] = (), most_rows: int = 20, most_columns: int = 8) -> None:
        super().__init__(attrs={"rows": 5, "data-controller": "grid"})
        self.columns, self.most_rows, self.most_columns = columns, most_rows, most_columns

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        said = {
            "columns": [str(column) for column in self.columns],
            "mostRows": self.most_rows,
            "mostColumns": self.most_columns,
            "cell": gettext("{column}, row {row}"),
            "head": gettext("Heading of column {column}"),
            "addRow": gettext("Add a row"),
            "addColumn": gettext("Add a column"),
            "removeRow": gettext("Remove row {row}"),
            "removeColumn": gettext("Remove the last column"),
            "headed": gettext("The first line was the heading of the columns and is left out."),
            "cut": gettext("The table is full: {rows} of the pasted rows found no place."),
            "wide": gettext("Some of the pasted columns found no place."),
            "hint": gettext("Paste rows from a spreadsheet into any cell: they fill the table from there."),
        }
        attrs: dict[str, Any] = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, "data-grid-said-value": json.dumps(said, ensure_ascii=False)}


class RowsInput(GridInput):
    """The rows of a decision: between their words and their key stand the columns that the form describes."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__([_("Name"), _("In one line"), _("Key")])

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        said = json.loads(attrs.pop("data-grid-said-value"))
        said |= {"follows": "columns", "around": [NAME, LINE, KEY]}
        words = json.dumps(said, ensure_ascii=False)
        return {**attrs, "data-controller": "rows-grid", "data-rows-grid-said-value": words}


class RowsBlock(ListBlock):
    """Rows of short cells; a row with `names` is a record of them, all but the first numbers (`figures`)."""

    required = True

    def __init__(
        self,
        child_block: Block | None = None,
        columns: Sequence[Words] = (),
        names: Sequence[str] = (),
        figures: bool = True,
        most_columns: int = 8,
        help_text: Words = "",
        **kwargs: Any,
    ) -> None:
        child = child_block or ListBlock(CharBlock(max_length=200, required=False))
        super().__init__(child, **kwargs)
        self.names, self.figures = names, figures
        grid = GridInput(columns, kwargs.get("max_num") or 40, most_columns)
        self.field = forms.CharField(required=False, widget=grid, help_text=help_text)

    def get_form_state(self, value: Any) -> str:
        return text_of(self.cells(row) for row in value or ())

    def cells(self, row: Any) -> list[Any]:
        return [row.get(name) for name in self.names] if self.names else list(row)

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> ListValue:
        return self.of_cells(cells_of(data.get(prefix, "")))

    def of_cells(self, rows: list[list[str]]) -> ListValue:
        return ListValue(self, values=[self.child_block.normalize(self._row(cells)) for cells in rows])

    def _row(self, cells: list[str]) -> Any:
        if not self.names:
            return cells
        padded = [*cells, *[""] * (len(self.names) - len(cells))]
        rest = map(_number, padded[1:]) if self.figures else padded[1:]
        return dict(zip(self.names, [padded[0], *rest], strict=False))

    def value_omitted_from_data(self, data: Any, files: Any, prefix: str) -> bool:
        return prefix not in data

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except ListBlockValidationError as error:
            raise ValidationError(in_words(error)) from error


def _number(cell: str) -> Any:
    """What is no number stays as it was typed, for the form to say so."""
    try:
        return number_of(cell) if cell else None
    except ValueError:
        return cell


def in_words(error: ValidationError, where: str = "") -> list[str]:
    """Every message inside, with the row that it is about."""
    if isinstance(error, ListBlockValidationError):
        inner = [
            message
            for place, each in (error.block_errors or {}).items()
            for message in in_words(each, where or gettext("Row %(row)s: ") % {"row": place + 1})
        ]
        return [*(f"{where}{message}" for message in _of_all(error)), *inner]
    if isinstance(error, StructBlockValidationError):
        return [message for each in (error.block_errors or {}).values() for message in in_words(each, where)]
    return [f"{where}{message}" for message in error.messages]


def _of_all(error: ListBlockValidationError) -> list[str]:
    return [str(message) for each in error.non_block_errors for message in getattr(each, "messages", [each])]


class GridBlock(StructBlock):
    """A block with `head` and `rows`, which the form shows as one table: its first row is the head."""

    head = ListBlock(CharBlock(max_length=80, required=False), min_num=1)
    rows = RowsBlock(
        label=_("Table"), min_num=1, max_num=40, help_text=_("The first row is the head of the table.")
    )

    def get_form_layout(self) -> BlockGroup:
        return BlockGroup([name for name in self.child_blocks if name != "head"])

    def get_form_state(self, value: Any) -> dict[str, Any]:
        state = {
            name: self.child_blocks[name].get_form_state(part)
            for name, part in value.items()
            if name != "head"
        }
        state["rows"] = text_of([list(value.get("head") or ()), *map(list, value.get("rows") or ())])
        return state

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        parts = {
            name: block.value_from_datadict(data, files, f"{prefix}-{name}")
            for name, block in self.child_blocks.items()
            if name not in ("head", "rows")
        }
        head, *rows = cells_of(data.get(f"{prefix}-rows", "")) or [[]]
        width = max([len(head), *map(len, rows)])
        filled = [[*row, *[""] * (width - len(row))] for row in rows]
        table = {
            "head": self.child_blocks["head"].normalize([*head, *[""] * (width - len(head))]),
            "rows": self.child_blocks["rows"].of_cells(filled),
        }
        return self._to_struct_value({name: (parts | table)[name] for name in self.child_blocks})

    def clean(self, value: Any) -> Any:
        try:
            cleaned = super().clean(value)
        except StructBlockValidationError as error:
            found = dict(error.block_errors)
            if head := found.pop("head", None):
                found["rows"] = ValidationError([*in_words(head), *in_words(found.get("rows", _NOTHING))])
            raise StructBlockValidationError(found) from error
        if not self.is_deferred_validation and (faults := list(self.faults(cleaned))):
            raise StructBlockValidationError({"rows": ValidationError(faults)})
        return cleaned

    def faults(self, value: Any) -> Sequence[str]:
        """What is wrong with the table as a whole."""
        return ()


_NOTHING = ValidationError([])


class GridBlockAdapter(StructBlockAdapter):
    """The form knows no field of its own for the head."""

    def js_args(self, block: GridBlock) -> list[Any]:
        name, children, meta = super().js_args(block)
        return [name, [child for child in children if child.name != "head"], meta]


register(FieldBlockAdapter(), RowsBlock)
register(GridBlockAdapter(), GridBlock)
