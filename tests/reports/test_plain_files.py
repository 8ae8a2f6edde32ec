"""CSV and JSON: the briefing's own figures, words that no spreadsheet calculates, a schema that holds."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from reports import csv_file, json_file, json_schema
from reports.briefing.pages import Briefing
from reports.briefing.shape import Figure
from reports.words import cut, plain, quoted
from tests.reports.sample import briefing, hostile

SCHEMA = Path(json_schema.__file__).parent / "schemas" / f"report-{json_file.VERSION}.json"
BRIEFINGS = pytest.mark.parametrize("of", [briefing(), hostile()], ids=["ordinary", "hostile"])


def rows(of: Briefing) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_file.made(of).decode("utf-8-sig"), newline="")))


def test_the_schema_in_the_repository_is_the_briefings_own_shape() -> None:
    """Whoever changes the shape changes the schema with it, and thinks of its version."""
    assert SCHEMA.read_text() == json_schema.as_text()


@BRIEFINGS
def test_the_json_fits_its_schema(of: Briefing) -> None:
    schema = json.loads(SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(json_file.made(of)))


def test_a_field_that_nobody_described_does_not_fit() -> None:
    """The control."""
    document = json.loads(json_file.made(briefing()))
    document["standing"]["index"]["note"] = "about"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text())).validate(document)


def test_figures_are_exact_and_as_printed() -> None:
    of = briefing()
    found = json.loads(json_file.made(of))
    assert found["standing"]["index"] == {"value": of.standing.index.number, "text": of.standing.index.text}
    assert [part["score"]["text"] for part in found["profile"]] == [part.score.text for part in of.profile]
    table = {row["id"]: row for row in rows(of)}
    expected: dict[str, Figure] = {"index": of.standing.index}
    expected |= {part.id: part.score for part in (*of.profile, *of.pillars)}
    expected |= {line.id: line.points for group in of.heatmap for line in group.lines}
    assert table.keys() == expected.keys()
    for id, figure in expected.items():
        assert (float(table[id]["score"]), table[id]["printed"]) == (figure.number, figure.text)


def test_the_table_says_what_every_line_belongs_to() -> None:
    found = rows(briefing())
    ids = {row["id"] for row in found}
    assert {row["belongs_to"] for row in found} - {""} <= ids
    assert {row["result_hash"] for row in found} == {"5f" * 32}
    assert [row["part"] for row in found][:6] == ["index", *["pillar"] * 4, "dimension"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("  =1+1", "'  =1+1"),
        ("\x00=1", "'=1"),
        ("1 = 1", "1 = 1"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_calculate_is_quoted(said: str, kept: str) -> None:
    assert quoted(said) == kept


def test_no_cell_of_a_hostile_report_begins_like_a_formula() -> None:
    cells = [value for row in rows(hostile()) for value in row.values()]
    assert any(value.startswith("'=1+1") for value in cells)
    assert not [value for value in cells if value.startswith(("=", "+", "@", "\t", "\r"))]
    assert all(float(value) < 0 for value in cells if value.startswith("-"))


@BRIEFINGS
def test_the_same_input_gives_the_same_bytes(of: Briefing) -> None:
    assert csv_file.made(of) == csv_file.made(of)
    assert json_file.made(of) == json_file.made(of)


def test_words_lose_what_no_file_can_hold() -> None:
    assert plain("a\x07b\u202ec\r\nd\ud800") == "abc\nd"
    assert cut("abcdef", 4) == "abc…"
    assert cut("abc", 4) == "abc"
