"""The budgets of the house: small modules, short functions, one sentence at the door, no hidden imports."""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("accounts", "charts", "content", "courses", "jobs", "portal", "readiness", "reports")
MODULE_LINES, TEST_LINES, MEDIAN_LINES, FUNCTION_LINES = 300, 400, 80, 40  # a test may hold a long table
# Wagtail tells of every publication by signal, whoever caused it (admin, schedule, import, workflow).
MAY_RECEIVE = {"content/receivers.py"}


def modules(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


EVERY = modules(*ROOMS, "tests", "bench", ".ci")
NAMED = [path.relative_to(ROOT).as_posix() for path in EVERY]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", EVERY, ids=NAMED)
def test_a_module_begins_with_one_sentence_and_keeps_to_its_budget(path: Path) -> None:
    lines = path.read_text().splitlines()
    said = ast.get_docstring(tree(path)) or ""
    first = said.split("\n\n")[0]
    assert first or not lines, "no docstring"
    assert "\n" not in first, "the sentence goes over one line"
    assert first.endswith((".", "?", "!")) or not lines, "not a sentence"
    assert len(lines) <= (TEST_LINES if path.is_relative_to(ROOT / "tests") else MODULE_LINES)
    long = [f.name for f in functions(path) if f.end_lineno - f.lineno + 1 > FUNCTION_LINES]
    assert not long, f"over {FUNCTION_LINES} lines: {long}"


def test_most_modules_are_short() -> None:
    assert statistics.median(len(path.read_text().splitlines()) for path in modules(*ROOMS)) <= MEDIAN_LINES


def test_nothing_is_put_where_nobody_would_look() -> None:
    vague = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py", "services.py"}
    assert [name for name in NAMED if Path(name).name in vague] == []


@pytest.mark.parametrize("path", modules(*ROOMS), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_module_needs_stands_at_its_top(path: Path) -> None:
    hidden = [
        f"{function.name}, line {node.lineno}"
        for function in functions(path)
        if function.name != "ready"
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden


def test_signals_are_received_in_one_place() -> None:
    receiving = {
        path.relative_to(ROOT).as_posix()
        for path in modules(*ROOMS)
        if any(mark in path.read_text() for mark in ("@receiver", "signals import", ".connect(receive"))
    }
    assert receiving <= MAY_RECEIVE


def test_whoever_is_excused_from_a_check_says_why() -> None:
    """Behind a dash on the line, or in a comment of the lines above it."""
    unsaid = [
        f"{path.relative_to(ROOT)}:{number + 1}"
        for path in modules(*ROOMS)
        for lines in [path.read_text().splitlines()]
        for number, line in enumerate(lines)
        if re.search(r"# (noqa|type: ignore)(?!.* - )", line)
        and not any(above.lstrip().startswith("#") for above in lines[max(0, number - 3) : number])
    ]
    assert unsaid == []


def test_only_plain_text_is_written_as_it_is() -> None:
    found = [path for path in (ROOT / "templates").rglob("*.*") if "autoescape off" in path.read_text()]
    assert found
    assert [path.name for path in found if path.suffix != ".txt"] == []
