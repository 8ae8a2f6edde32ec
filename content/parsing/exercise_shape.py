"""The shape in which an author writes an exercise: docs/editors.md, section "Decisions"."""

from saying import gettext_noop

from .schema import Flag, Many, Number, Record, Shape, Text, Whole

NAME = Text(30, r"[a-z][a-z0-9_]*", gettext_noop("a name of small letters, digits and underscores"))
FORMULA = Text(600)
UNIT = Text(24, r"[^{}]*\{\}[^{}]*", gettext_noop("a unit with {} where the number stands, such as €{}k"))
MEASURE: dict[str, Shape] = {"unit": UNIT, "decimals": Whole(0, 4)}
OPTIONS = Many(Record({"value": Number(), "text": Text(60)}), 2, 12)
SET: dict[str, Shape] = {
    "label": Text(80),
    "default": Number(),
    "least": Number(),
    "most": Number(),
    "step": Number(),
}
INPUT = Record({"key": NAME, **SET}, {**MEASURE, "help": Text(200), "options": OPTIONS})
GIVEN = Record(SET, {**MEASURE, "help": Text(200), "options": OPTIONS})
COLUMN = Record({"key": NAME, "label": Text(80)}, {**MEASURE, "shown": Flag(), "formula": FORMULA})
ROW = Record({"key": Text(60), "label": Text(80), "values": Many(Number(), 0, 20)}, {"text": Text(400)})
RESULT = Record(
    {"key": NAME, "label": Text(80), "formula": FORMULA},
    {
        **MEASURE,
        "text": Text(200),
        "low": FORMULA,
        "high": FORMULA,
        "which": Text(5, "least|most", "“least” or “most”"),
        "where": FORMULA,
    },
)
LIMIT = Record({"formula": FORMULA, "say": Text(300)})
FINDING = Record({"key": NAME, "when": FORMULA, "title": Text(160), "text": Text(900)})
EXERCISE = Record(
    {"role": Text(400), "limit": Text(300), "results": Many(RESULT, 1, 10), "findings": Many(FINDING, 1, 12)},
    {
        "inputs": Many(INPUT, 0, 6),
        "rows_title": Text(80),
        "columns": Many(COLUMN, 0, 24),
        "rows": Many(ROW, 0, 20),
        "picks": Text(120),
        "given": GIVEN,
        "limits": Many(LIMIT, 0, 8),
        "turns": NAME,
    },
)
