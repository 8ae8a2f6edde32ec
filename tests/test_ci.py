"""The gate's one leniency: a few journeys that failed beside other work are asked once more, alone, aloud."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

GATE = Path(__file__).parents[1] / ".ci/run"
SUITE = """#!/bin/sh
echo "${DATABASE_URL-none} $*" >> calls
turn=$(wc -l < calls)
mkdir -p .pytest_cache/v/cache
if [ -f failed$turn ]; then
    grep -q ":" failed$turn && cp failed$turn .pytest_cache/v/cache/lastfailed
    exit 1
fi
rm -rf .pytest_cache
"""
JOURNEY, OTHER = '"tests/journeys/test_film.py::test_a": true', '"tests/courses/test_races.py::test_b": true'
BROKEN_OFF = "no list"
FILE = '"tests/journeys/test_film.py": true'
ALONE = "-p no:xdist --last-failed --last-failed-no-failures none"


def executable(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IEXEC)


def gate(tmp_path: Path, *turns: str) -> tuple[int, list[str], str]:
    """The exit code, with what the suite was called, what was printed; a turn is what failed in it."""
    for program in ("chromium", "initdb"):
        executable(tmp_path / "bin" / program, "#!/bin/sh\n")
    executable(tmp_path / "test", SUITE)
    executable(tmp_path / ".ci/run", GATE.read_text())
    for number, failed in enumerate(turns, start=1):
        if failed:
            (tmp_path / f"failed{number}").write_text("{\n  " + failed.replace(", ", ",\n  ") + "\n}")
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    environment = {"PATH": path, "DATABASE_URL": "postgresql://given"}
    bash = shutil.which("bash") or "bash"
    ran = subprocess.run(
        [bash, ".ci/run"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    return ran.returncode, (tmp_path / "calls").read_text().splitlines(), ran.stdout + ran.stderr


def test_both_lanes_once_where_nothing_fails(tmp_path: Path) -> None:
    code, calls, printed = gate(tmp_path)
    assert (code, calls) == (0, ["none ", "postgresql://given --pg"])
    assert "once more" not in printed
    assert printed.endswith("Passed on SQLite and on PostgreSQL.\n")


def test_a_journey_is_asked_again_and_named(tmp_path: Path) -> None:
    code, calls, printed = gate(tmp_path, JOURNEY, "", f"{JOURNEY}, {JOURNEY}")
    given = "postgresql://given --pg"
    assert (code, calls) == (0, ["none ", f"none {ALONE}", given, f"{given} {ALONE}"])
    assert printed.count("Failed beside other work, so once more alone:") == 2
    assert printed.count(JOURNEY) == 3


@pytest.mark.parametrize("failed", [OTHER, f"{JOURNEY}, {OTHER}", FILE, ", ".join([JOURNEY] * 4)])
def test_nothing_else_is(tmp_path: Path, failed: str) -> None:
    code, calls, printed = gate(tmp_path, failed)
    assert (code, calls) == (1, ["none "])
    assert "Failed: the suite on SQLite." in printed


def test_what_fails_twice_fails(tmp_path: Path) -> None:
    code, calls, printed = gate(tmp_path, "", JOURNEY, JOURNEY)
    assert (code, len(calls)) == (1, 3)
    assert "Failed: the suite on PostgreSQL." in printed


def test_a_suite_that_breaks_off_without_a_list_fails(tmp_path: Path) -> None:
    code, calls, _printed = gate(tmp_path, BROKEN_OFF)
    assert (code, calls) == (1, ["none "])
