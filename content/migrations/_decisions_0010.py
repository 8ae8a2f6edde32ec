"""Decisions between the YAML of earlier releases and fields, as both were when 0010 was written.

A copy on purpose: the form of the files may change, and an installation that is upgraded later must not notice.
"""

import csv
import datetime as dt
import io
import re
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from uuid import UUID, uuid5

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

TEXTS = ("role", "limit", "rows_title", "picks", "rows")
LISTS = ("inputs", "columns", "results", "limits", "findings")
NUMBERS = ("default", "least", "most", "step")
ONCE, EACH, ALWAYS = "once", "each", "1"
MISSING = object()

# Shapes: ("text", longest, pattern), ("whole", least, most), ("number",), ("flag",), ("many", of, least, most),
# ("record", needed, allowed).
NUMBER = ("number",)
NAME = ("text", 30, r"[a-z][a-z0-9_]*")
FORMULA = ("text", 600, "")
MEASURE = {"unit": ("text", 24, r"[^{}]*\{\}[^{}]*"), "decimals": ("whole", 0, 4)}
OPTIONS = ("many", ("record", {"value": NUMBER, "text": ("text", 60, "")}, {}), 2, 12)
SET = {"label": ("text", 80, ""), **dict.fromkeys(NUMBERS, NUMBER)}
HELPED = {**MEASURE, "help": ("text", 200, ""), "options": OPTIONS}
INPUT = ("record", {"key": NAME, **SET}, HELPED)
GIVEN = ("record", SET, HELPED)
COLUMN = (
    "record",
    {"key": NAME, "label": ("text", 80, "")},
    {**MEASURE, "shown": ("flag",), "formula": FORMULA},
)
ROW = (
    "record",
    {"key": ("text", 60, ""), "label": ("text", 80, ""), "values": ("many", NUMBER, 0, 20)},
    {"text": ("text", 400, "")},
)
RESULT = (
    "record",
    {"key": NAME, "label": ("text", 80, ""), "formula": FORMULA},
    {
        **MEASURE,
        "text": ("text", 200, ""),
        "low": FORMULA,
        "high": FORMULA,
        "which": ("text", 5, "least|most"),
        "where": FORMULA,
    },
)
LIMIT = ("record", {"formula": FORMULA, "say": ("text", 300, "")}, {})
FINDING = (
    "record",
    {"key": NAME, "when": FORMULA, "title": ("text", 160, ""), "text": ("text", 900, "")},
    {},
)
EXERCISE = (
    "record",
    {
        "role": ("text", 400, ""),
        "limit": ("text", 300, ""),
        "results": ("many", RESULT, 1, 10),
        "findings": ("many", FINDING, 1, 12),
    },
    {
        "inputs": ("many", INPUT, 0, 6),
        "rows_title": ("text", 80, ""),
        "columns": ("many", COLUMN, 0, 24),
        "rows": ("many", ROW, 0, 20),
        "picks": ("text", 120, ""),
        "given": GIVEN,
        "limits": ("many", LIMIT, 0, 8),
        "turns": NAME,
    },
)


# ---- from YAML to values ----


def values_in(text):
    """The values that can be read, and whether that is all of the text."""
    faults = []
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            return {}, False
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        return {}, False
    found = MISSING if node is None else _read(node, EXERCISE, faults)
    return ({}, False) if found is MISSING else (found, not faults and _even(found))


def _even(values):
    """As many figures in every row as columns that are typed; others find no place in a table."""
    wide = len(_columns_of(values.get("columns", ())))
    return all(len(row.get("values", ())) == wide for row in values.get("rows", ()))


def _read(node, shape, faults):
    kind = shape[0]
    if kind == "record" and isinstance(node, MappingNode):
        return _record(node, shape, faults)
    if kind == "many" and isinstance(node, SequenceNode):
        if not shape[2] <= len(node.value) <= shape[3]:
            faults.append(shape)
        values = [_read(entry, shape[1], faults) for entry in node.value]
        return [value for value in values if value is not MISSING]
    found = MISSING
    if kind not in ("record", "many") and isinstance(node, ScalarNode):
        found = _scalar(node, shape)
    if found is MISSING:
        faults.append(shape)
    return found


def _record(node, shape, faults):
    _kind, needed, allowed = shape
    known, values, seen = {**needed, **allowed}, {}, set()
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in seen or key not in known:
            faults.append(key)
        elif not (_empty(value_node) and key in allowed):
            values[key] = _read(value_node, known[key], faults)
        seen.add(key)
    faults += set(needed) - seen
    return {key: value for key, value in values.items() if value is not MISSING}


def _scalar(node, shape):
    text, kind = str(node.value).strip(), shape[0]
    if kind == "text":
        unfit = _empty(node) or len(text) > shape[1] or (shape[2] and not re.fullmatch(shape[2], text))
        return MISSING if unfit else text
    if kind == "whole":
        fits = re.fullmatch(r"-?[0-9]{1,9}", text) and shape[1] <= int(text) <= shape[2]
        return int(text) if fits else MISSING
    if kind == "flag":
        return text == "true" if text in ("true", "false") else MISSING
    try:
        number = Decimal(text.replace("_", " "))
    except InvalidOperation:
        return MISSING
    return number if number.is_finite() else MISSING


def _empty(node):
    if not isinstance(node, ScalarNode):
        return False
    return node.tag == "tag:yaml.org,2002:null" or not str(node.value).strip()


# ---- from values to fields ----


def fields_of(values, key):
    """As Wagtail keeps them; `key` is that of the unit."""
    given, turns = values.get("given"), values.get("turns", "")
    inputs = [("input", _asked(each, ONCE)) for each in values.get("inputs", ())]
    fields = {name: values.get(name, "") for name in TEXTS}
    fields["inputs"] = [*inputs, *([("input", _asked(given, EACH))] if given else [])]
    fields["columns"] = [_column(each) for each in values.get("columns", ())]
    fields["rows"] = _rows_text(values)
    fields["results"] = [_result(each, turns) for each in values.get("results", ())]
    fields["limits"] = [("limit", _parts(each, "formula", "say")) for each in values.get("limits", ())]
    fields["findings"] = [("finding", each) for each in _findings(values.get("findings", ()))]
    for name in LISTS:
        fields[name] = [
            _child(kind, parts, f"{key}!{name}/{parts.get('key') or place}")
            for place, (kind, parts) in enumerate(fields[name])
        ]
    return fields


def _parts(each, *names):
    return {name: each.get(name, "") for name in names}


def _measured(each):
    unit = each.get("unit", "")
    after = unit[3:] if unit.startswith("{} ") else ""
    return {"unit": after if after and "{" not in after else unit, "decimals": each.get("decimals")}


def _asked(each, asked):
    options = [{"text": option["text"], "value": option["value"]} for option in each.get("options", ())]
    parts = _parts(each, "label", *NUMBERS, "help") | {"key": each.get("key", "")}
    return {**parts, **_measured(each), "asked": asked, "options": options}


def _column(each):
    parts = _parts(each, "key", "label") | _measured(each) | {"shown": each.get("shown", True)}
    return ("worked", {**parts, "formula": each["formula"]}) if "formula" in each else ("typed", parts)


def _result(each, turns):
    parts = _parts(each, "key", "label", "formula", "text")
    if "which" in each:
        return "best", {**parts, **_parts(each, "which", "where"), "turns": each.get("key") == turns != ""}
    return "figure", {**parts, **_parts(each, "low", "high"), **_measured(each)}


def _findings(findings):
    for place, each in enumerate(findings):
        parts = _parts(each, "key", "title", "text", "when")
        always = place == len(findings) - 1 and parts["when"] == ALWAYS
        yield parts | ({"when": ""} if always else {})


def _rows_text(values):
    keys = _columns_of(values.get("columns", ()))
    rows = values.get("rows", ())
    lines = []
    for row in rows:
        figures = [*map(_written, row.get("values", ())), *[""] * len(keys)][: len(keys)]
        lines.append([row.get("label", ""), row.get("text", ""), *figures, row.get("key", "")])
    return _text_of([["name", "line", *keys, "key"], *lines]) if rows else ""


def _columns_of(columns):
    return [column.get("key", "") for column in columns if "formula" not in column]


def _written(value):
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _child(kind, value, key):
    return {
        "type": kind,
        "value": _plain(value, key),
        "id": str(uuid5(UUID("6e2c7f3a-3f0e-5d0b-9a53-4f6d0c5b8e11"), key)),
    }


def _plain(value, key):
    if isinstance(value, dict):
        return {name: _plain(part, f"{key}/{name}") for name, part in value.items()}
    if isinstance(value, list):
        named = [
            (part.get("key", place) if isinstance(part, dict) else place, part)
            for place, part in enumerate(value)
        ]
        return [_child("item", part, f"{key}/{name}") for name, part in named]
    return str(value) if isinstance(value, Decimal) else value


# ---- from fields to values ----


def values_of(held):
    """What a file says: keys in their usual order, what is empty left out, numbers as they were typed."""
    inputs = [parts for _kind, parts in held["inputs"]]
    given = next((each for each in inputs if each.get("asked") == EACH), None)
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
            "rows": _rows_of(held["rows"] or "", _columns_of(columns)),
            "results": [_result_value(kind, parts) for kind, parts in held["results"]],
            "turns": next((parts.get("key") for _kind, parts in held["results"] if parts.get("turns")), None),
            "limits": [_needed(parts, "formula", "say") for _kind, parts in held["limits"]],
            "findings": [
                _finding_value(parts, place == last) for place, (_kind, parts) in enumerate(held["findings"])
            ],
        },
        ("role", "limit", "results", "findings"),
    )


def _filled(values, needed=()):
    return {name: part for name, part in values.items() if name in needed or part not in (None, "", [])}


def _needed(parts, *names):
    return {name: parts.get(name) or "" for name in names}


def _measure_value(parts):
    unit = parts.get("unit") or ""
    template = f"{{}} {unit}" if unit and "{" not in unit and "}" not in unit else unit
    return {"unit": template, "decimals": parts.get("decimals")}


def _input_value(parts):
    rows = [
        {"value": _figure(row.get("value")), "text": row.get("text") or ""}
        for row in parts.get("options") or ()
    ]
    numbers = {name: _figure(parts.get(name)) for name in NUMBERS}
    offered = sorted({row["value"] for row in rows if isinstance(row["value"], Decimal)})
    if len(offered) > 1:
        steps = [after - before for before, after in pairwise(offered)]
        follows = {"least": offered[0], "most": offered[-1], "step": min(steps)}
        numbers |= {name: number for name, number in follows.items() if numbers[name] is None}
    rest = _filled({"help": parts.get("help"), "options": rows})
    return {"label": parts.get("label") or "", **_filled(_measure_value(parts)), **numbers, **rest}


def _figure(value):
    try:
        return Decimal(str(value)) if value not in (None, "") else None
    except InvalidOperation:
        return value


def _column_value(kind, parts):
    formula = {"formula": parts.get("formula") or ""} if kind == "worked" else {}
    hidden = {} if parts.get("shown", True) else {"shown": False}
    return {**_needed(parts, "key", "label"), **_filled(_measure_value(parts)), **formula, **hidden}


def _result_value(kind, parts):
    text = _filled({"text": parts.get("text")})
    named = _needed(parts, "key", "label", "formula")
    if kind == "best":
        return {**named, **text, "which": parts.get("which") or "", **_filled({"where": parts.get("where")})}
    ends = _filled({"low": parts.get("low"), "high": parts.get("high")})
    return {**named, **_filled(_measure_value(parts)), **text, **ends}


def _finding_value(parts, last):
    named = _needed(parts, "key", "when", "title", "text")
    return named | {"when": named["when"] or (ALWAYS if last else "")}


def _rows_of(text, keys):
    table, found = _cells_of(text), []
    if not table:
        return found
    names = ["name", "line", *(f"={key}" for key in table[0][2:-1]), "key"]
    for cells in table[1:]:
        row = dict(zip(names, [*cells, *[""] * len(names)]))
        told = {"text": row["line"]} if row.get("line") else {}
        values = [_number(row.get(f"={key}", "")) for key in keys]
        found.append({"key": row.get("key", ""), "label": row.get("name", ""), **told, "values": values})
    return found


def _number(cell):
    bare = SPACES.sub("", re.sub(r"^[€$£]\s*|\s*[%€$£]$", "", cell.strip()))
    bare = bare.replace("\u2212", "-").replace("–", "-")
    if re.match(r"^-?\d{1,3}(,\d{3})+(\.\d+)?$", bare):
        bare = bare.replace(",", "")
    elif bare.count(",") == 1 and bare.rfind(".") < bare.rfind(","):
        bare = bare.replace(".", "").replace(",", ".")
    return Decimal(bare) if re.match(r"^-?\d+(\.\d+)?$", bare) else cell


# ---- tables as text ----

SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")


def _cells_of(text):
    apart = "\t" if "\t" in text else ";"
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=apart)
    found = [_trimmed([SPACES.sub(" ", cell).strip() for cell in row]) for row in rows]
    return [row for row in found if row]


def _trimmed(row):
    filled = [place for place, cell in enumerate(row, 1) if cell]
    return row[: max(filled, default=0)]


def _text_of(rows):
    kept = io.StringIO()
    writer = csv.writer(kept, delimiter="\t", lineterminator="\n")
    for row in rows:
        cells = [SPACES.sub(" ", str(cell)).strip() for cell in row]
        if any(cells):
            writer.writerow(cells)
    return kept.getvalue().rstrip("\n")


# ---- from values to YAML ----


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


_Dumper.add_representer(
    Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", format(value, "f"))
)
_Dumper.add_representer(
    str,
    lambda dumper, value: dumper.represent_scalar(
        "tag:yaml.org,2002:str", value, style="|" if "\n" in value else None
    ),
)


def yaml_text(values):
    shaped = _shaped(values, EXERCISE)
    return yaml.dump(shaped, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6)


def _shaped(value, shape):
    if shape[0] == "record" and isinstance(value, dict):
        _kind, needed, allowed = shape
        known = {**needed, **allowed}
        kept = {name: _shaped(value[name], part) for name, part in known.items() if name in value}
        return {name: part for name, part in kept.items() if name in needed or part not in (None, "", [], {})}
    if shape[0] == "many" and isinstance(value, list):
        return [_shaped(entry, shape[1]) for entry in value]
    if isinstance(value, dt.date | Decimal | bool | int):
        return value
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
