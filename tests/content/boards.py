"""Storyboards for tests: what each begins with, and the file it is read from."""

from pathlib import Path

HEAD = """\
schema: lesson-film/1
id: sample
title: A sample
module: strategy
kicker: Strategy
language: en
credits: "Synthetic voice"
voice: {engine: hibari, name: heart, speed: 1.0, seed: 7}
pauses: {lead_in: 1.0, cue: 0.5, scene: 1.0, tail: 2.0}
"""


def written(folder: Path, board: str) -> Path:
    path = folder / "sample.yaml"
    path.write_text(board, encoding="utf-8")
    return path
