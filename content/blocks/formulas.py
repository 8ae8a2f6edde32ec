"""A field for a formula: beside it stand the names that it may use, and what formulas can do."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.blocks import CharBlock

from content.exercises.formula import LONGEST

# Where a formula stands decides which names it may use: one row is looked at, or the exercise as a whole.
ROW, WHOLE = "row", "whole"


class FormulaInput(forms.TextInput):
    """static/js/admin_formula.js shows the names beside it while somebody writes in it."""

    def __init__(self, scope: str) -> None:
        super().__init__(attrs={"data-controller": "formula", "autocomplete": "off", "spellcheck": "false"})
        self.scope = scope

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        attrs: dict[str, Any] = super().build_attrs(base_attrs, extra_attrs)
        said = {
            "names": _("Names you may use here. Press one to put it in."),
            "none": _("There are no figures yet. Add them above; each gets a name that formulas use."),
            "set": _("What the reader sets"),
            "columns": _("Figures of the row"),
            "chosen": _("Figures of the row that is chosen"),
            "all": _("Figures of all rows, added up"),
            "results": _("Results above"),
            "given": _("what the reader gives this row"),
            "row": _("the number of the row, from 1"),
            "does": _("What a formula can do"),
            "can": _can(),
        }
        words = json.dumps(said, ensure_ascii=False)
        return {**attrs, "data-formula-scope-value": self.scope, "data-formula-said-value": words}


def _can() -> list[tuple[str, str]]:
    """(as it is written, what it means)."""
    return [
        ("+ - * /", _("plus, minus, times, divided by; brackets go before")),
        ("= != < <= > >=", _("compares; true counts as 1, false as 0")),
        ("and or not", _("joins what is compared")),
        ("if(a > b, c, d)", _("c where a is more than b, else d")),
        ("min(a, b) max(a, b)", _("the smaller or the larger of two")),
        ("round(a) ceil(a) floor(a)", _("to a whole number: nearest, up, down")),
        ("picked(a)", _("the figure a of the row that the reader chose; picked(1) asks whether one is")),
        ("sum(a) count(a > b)", _("over all rows: added up, or how many")),
        ("least(a) most(a)", _("the smallest or the largest of all rows")),
        ("sum(a where b <= c)", _("over those rows only for which it holds")),
    ]


class FormulaBlock(CharBlock):
    def __init__(self, scope: str = WHOLE, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LONGEST, **kwargs})
        self.field.widget = FormulaInput(scope)
