"""An exercise between the values of a file and the fields of the form: both say the same.

A field of several entries is a list of (kind, parts). A unit is written as the words behind the figure, or
with {} in the place of the figure.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from saying import _

from .faults import Fault
from .rows import columns_of, rows_of, rows_text

Values = Mapping[str, Any]
Entry = tuple[str, Values]
TEXTS = ("role", "limit", "rows_title", "picks", "rows")
LISTS = ("inputs", "columns", "results", "limits", "findings")
ONCE, EACH = "once", "each"
NUMBERS = ("default", "least", "most", "step")
ALWAYS = "1"


def fields_of(values: Values) -> dict[str, Any]:
    """The form's fields with what a file's values say; entries as (kind, parts)."""
    given = values.get("given")
    inputs = [("input", _asked(each, ONCE)) for each in values.get("inputs", ())]
    return {
        "role": values.get("role", ""),
        "limit": values.get("limit", ""),
        "inputs": [*inputs, *([("input", _asked(given, EACH))] if given else [])],
        "rows_title": values.get("rows_title", ""),
        "picks": values.get("picks", ""),
        "columns": [_column(each) for each in values.get("columns", ())],
        "rows": rows_text(values),
        "results": [_result(each, values.get("turns", "")) for each in values.get("results", ())],
        "limits": [("limit", _parts(each, "formula", "say")) for each in values.get("limits", ())],
        "findings": [("finding", each) for each in _findings(values.get("findings", ()))],
    }


def _parts(each: Values, *names: str) -> dict[str, Any]:
    return {name: each.get(name, "") for name in names}


def _measured(each: Values) -> dict[str, Any]:
    """A unit behind the figure without the place of the figure."""
    unit = each.get("unit", "")
    after = unit[3:] if unit.startswith("{} ") else ""
    return {"unit": after if after and "{" not in after else unit, "decimals": each.get("decimals")}


def _asked(each: Values, asked: str) -> dict[str, Any]:
    options = [{"text": option["text"], "value": option["value"]} for option in each.get("options", ())]
    parts = _parts(each, "label", *NUMBERS, "help") | {"key": each.get("key", "")}
    return {**parts, **_measured(each), "asked": asked, "options": options}


def _column(each: Values) -> Entry:
    parts = _parts(each, "key", "label") | _measured(each) | {"shown": each.get("shown", True)}
    return ("worked", {**parts, "formula": each["formula"]}) if "formula" in each else ("typed", parts)


def _result(each: Values, turns: str) -> Entry:
    parts = _parts(each, "key", "label", "formula", "text")
    if "which" in each:
        return "best", {**parts, **_parts(each, "which", "where"), "turns": each.get("key") == turns != ""}
    return "figure", {**parts, **_parts(each, "low", "high"), **_measured(each)}


def _findings(findings: Sequence[Values]) -> Iterator[dict[str, Any]]:
    """The last one is told for every other choice and needs no condition."""
    last = len(findings) - 1
    for place, each in enumerate(findings):
        parts = _parts(each, "key", "title", "text", "when")
        yield parts | ({"when": ""} if place == last and parts["when"] == ALWAYS else {})


def values_of(held: Values) -> dict[str, Any]:
    """What a file says: keys in their usual order, what is empty left out, numbers as they were typed."""
    inputs = [parts for _kind, parts in held["inputs"]]
    given = next((each for each in inputs if each.get("asked") == EACH), None)
    turns = next((parts.get("key") for _kind, parts in held["results"] if parts.get("turns")), None)
    columns = [_column_value(kind, parts) for kind, parts in held["columns"]]
    last = len(held["findings"]) - 1
    return _filled(
        {
            "role": held["role"] or "",
            "limit": held["limit"] or "",
            "inputs": [
                {"key": each.get("key") or "", **_input_value(each)}
                for each in inputs
                if each.get("asked") != EACH
            ],
            "rows_title": held["rows_title"],
            "picks": held["picks"],
            "given": _input_value(given) if given else None,
            "columns": columns,
            "rows": rows_of(held["rows"] or "", columns_of(columns)),
            "results": [_result_value(kind, parts) for kind, parts in held["results"]],
            "turns": turns,
            "limits": [_needed(parts, "formula", "say") for _kind, parts in held["limits"]],
            "findings": [
                _finding_value(parts, place == last) for place, (_kind, parts) in enumerate(held["findings"])
            ],
        },
        ("role", "limit", "results", "findings"),
    )


def _filled(values: Values, needed: Sequence[str] = ()) -> dict[str, Any]:
    return {name: part for name, part in values.items() if name in needed or part not in (None, "", [])}


def _needed(parts: Values, *names: str) -> dict[str, Any]:
    return {name: parts.get(name) or "" for name in names}


def _measure_value(parts: Values) -> dict[str, Any]:
    unit = parts.get("unit") or ""
    template = f"{{}} {unit}" if unit and "{" not in unit and "}" not in unit else unit
    return {"unit": template, "decimals": parts.get("decimals")}


def _input_value(parts: Values) -> dict[str, Any]:
    """Its range follows from its options, where they are given and it is not."""
    rows = [
        {"value": _figure(row.get("value")), "text": row.get("text") or ""}
        for row in parts.get("options") or ()
    ]
    numbers: dict[str, Any] = {name: _figure(parts.get(name)) for name in NUMBERS}
    offered = sorted({row["value"] for row in rows if isinstance(row["value"], Decimal)})
    if len(offered) > 1:
        steps = [after - before for before, after in pairwise(offered)]
        follows = {"least": offered[0], "most": offered[-1], "step": min(steps)}
        numbers |= {name: number for name, number in follows.items() if numbers[name] is None}
    rest = _filled({"help": parts.get("help"), "options": rows})
    return {"label": parts.get("label") or "", **_filled(_measure_value(parts)), **numbers, **rest}


def _figure(value: Any) -> Any:
    """A number of the form or of what is stored; what is none stays as it is."""
    try:
        return Decimal(str(value)) if value not in (None, "") else None
    except InvalidOperation:
        return value


def _column_value(kind: str, parts: Values) -> dict[str, Any]:
    formula = {"formula": parts.get("formula") or ""} if kind == "worked" else {}
    hidden = {} if parts.get("shown", True) else {"shown": False}
    return {**_needed(parts, "key", "label"), **_filled(_measure_value(parts)), **formula, **hidden}


def _result_value(kind: str, parts: Values) -> dict[str, Any]:
    text = _filled({"text": parts.get("text")})
    named = _needed(parts, "key", "label", "formula")
    if kind == "best":
        return {**named, **text, "which": parts.get("which") or "", **_filled({"where": parts.get("where")})}
    ends = _filled({"low": parts.get("low"), "high": parts.get("high")})
    return {**named, **_filled(_measure_value(parts)), **text, **ends}


def _finding_value(parts: Values, last: bool) -> dict[str, Any]:
    named = _needed(parts, "key", "when", "title", "text")
    return named | {"when": named["when"] or (ALWAYS if last else "")}


def form_faults(held: Values) -> Iterator[Fault]:
    """What only a form can get wrong, since a file has no way to say it."""
    if not held["results"]:
        yield Fault(("results",), "", _("Add at least one result: what the choice comes to."))
    if not held["findings"]:
        yield Fault(("findings",), "", _("Add at least one finding: what happened."))
    asked = [place for place, (_kind, parts) in enumerate(held["inputs"]) if parts.get("asked") == EACH]
    for place in asked[1:]:
        yield Fault(("asked", place), "", _("Only one figure can be asked for every row of the table."))
    turning = [place for place, (_kind, parts) in enumerate(held["results"]) if parts.get("turns")]
    for place in turning[1:]:
        yield Fault(("results", place, "turns"), "", _("This can be told of one result only."))
    for place, (_kind, parts) in enumerate(held["findings"][:-1]):
        if not parts.get("when"):
            said = _("Say when this is told. Only the last one is for every other choice.")
            yield Fault(("findings", place, "when"), "", said)
