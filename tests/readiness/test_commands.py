"""The two commands, as an analyst and an author meet them."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from readiness.instrument_file import SHIPPED
from readiness.management.commands import check_instrument, score_round
from tests.readiness.building import FULL, answers, person, round_of
from tests.readiness.versions import published


def run(module: Any, *arguments: str) -> str:
    out = io.StringIO()
    call_command(module.Command(stdout=out), *arguments)
    return out.getvalue()


def test_a_round_from_a_file_and_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps(round_of(FULL, person(answers(FULL, 3))))
    (tmp_path / "round.json").write_text(text)
    from_file = json.loads(run(score_round, str(tmp_path / "round.json")))
    assert (from_file["index"], from_file["claimed_level"]) == (50.0, 3)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert json.loads(run(score_round, "-")) == from_file


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "This is not JSON"),
        (b"\xff", "This is not JSON"),
        (b"[" * 100_000, "This is not JSON"),
        (b'{"instrument": NaN}', "NaN is not a number"),
        (b"[]", "instrument: one of rf-1.0 is needed, or an uploaded version"),
        (b'{"instrument": "../x"}', "instrument: one of rf-1.0 is needed, or an uploaded version"),
        (b'{"instrument": ["rf-1.0"]}', "instrument: one of rf-1.0 is needed, or an uploaded version"),
        (b'{"instrument": "rf-1.0"}', "respondents: a list is needed."),
    ],
)
def test_bad_rounds_are_refused_in_words(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "round.json").write_bytes(content)
    with pytest.raises(CommandError, match=says.replace("[", r"\[")):
        run(score_round, str(tmp_path / "round.json"))


def test_all_reasons_and_a_missing_file(tmp_path: Path) -> None:
    bad = round_of(FULL, {"role": "exec", "answers": {"S1.1": 6, "S1.2": 0}}, excluded=["S1"])
    (tmp_path / "bad.json").write_text(json.dumps(bad))
    with pytest.raises(CommandError) as refused:
        run(score_round, str(tmp_path / "bad.json"))
    assert len(str(refused.value).splitlines()) == 3
    with pytest.raises(CommandError, match="No such file"):
        run(score_round, str(tmp_path / "none.json"))


def test_the_shipped_instrument_is_printed() -> None:
    out = run(check_instrument)
    assert "rf-1.0  Readiness framework: 11 dimensions, 36 items" in out
    assert f"sha256 {FULL.fingerprint}" in out
    assert "R1  Governance, gate from level 3" in out
    assert "S1.1  Written direction (strategy/ai-direction, pulse)" in out
    assert "S1.3  Board oversight (strategy/board-oversight, N/A offered)" in out


def test_faults_of_every_file_are_printed(tmp_path: Path, db: None) -> None:
    text = (SHIPPED / "rf-1.0.yaml").read_text(encoding="utf-8")
    (tmp_path / "draft.yaml").write_text(
        text.replace("gate: 2", "gate: 9").replace("weight: 0.15", "weight: x")
    )
    with pytest.raises(CommandError) as refused:
        run(check_instrument, str(tmp_path / "draft.yaml"), str(tmp_path / "none.yaml"))
    lines = str(refused.value).splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("draft.yaml:")
    assert "No such file" in lines[2]


def test_uploaded_versions_are_scored_and_checked_by_name(tmp_path: Path, db: None) -> None:
    version = published().instrument
    (tmp_path / "round.json").write_text(json.dumps(round_of(version, person(answers(version, 4)))))
    assert json.loads(run(score_round, str(tmp_path / "round.json")))["index"] == 75
    assert f"sha256 {version.fingerprint}" in run(check_instrument, "rf-1.1")
    (tmp_path / "round.json").write_text(json.dumps({"instrument": "rf-1.2", "respondents": []}))
    with pytest.raises(CommandError, match="or an uploaded version"):
        run(score_round, str(tmp_path / "round.json"))
