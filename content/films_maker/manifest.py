"""The manifest of a film: made from what, with what, what came out; it tells when a film is stale."""

import hashlib
import json
import re
from pathlib import Path

from content.films_maker.places import MANIFEST, MEDIA_PINS, OUTPUTS, STAGE

# Raised by hand when a change of the maker's Python changes what a film looks or sounds like.
MAKER = 1

_COMMON_STAGE = ("stage.html", "stage.css", "stage.js", "floor.js", "kit.js", "random.js", "tokens.css")


def stage_files(board: dict, stage: Path = STAGE) -> list[Path]:
    """The stage files that this film uses: a new scene kind does not make old films stale."""
    kinds = sorted({scene["kind"] for scene in board["scenes"]})
    if "plate" in kinds and "title" not in kinds:
        kinds = sorted([*kinds, "title"])  # the colours of the plates stand in title.css
    plates = sorted({scene["plate"] for scene in board["scenes"] if "plate" in scene})
    names = [*_COMMON_STAGE, *(f"scenes/{kind}.{end}" for kind in kinds for end in ("js", "css"))]
    names += [f"plates/{plate}.js" for plate in plates]
    return [stage / name for name in names] + sorted((stage / "fonts").glob("*.woff2"))


def inputs_hash(board: dict, tools: dict, stage: Path = STAGE) -> str:
    """One hash over everything that a film is made from; comments in a storyboard do not count."""
    digest = hashlib.sha256(f"maker {MAKER}\n".encode())
    digest.update(json.dumps([board, tools], sort_keys=True).encode())
    for path in stage_files(board, stage):
        digest.update(f"\n{path.name} {_sha256(path)}".encode())
    return digest.hexdigest()


def write_manifest(folder: Path, board: dict, tools: dict, measured: dict) -> dict:
    """Write and return the manifest of the outputs that lie in a folder."""
    outputs = {
        name: {"sha256": _sha256(folder / name), "size": (folder / name).stat().st_size} for name in OUTPUTS
    }
    outputs["film.mp4"]["duration"] = measured["duration"]
    manifest = {
        "schema": "film-manifest/1",
        "id": board["id"],
        "inputs": inputs_hash(board, tools),
        "tools": tools,
        "loudness": measured["loudness"],
        "frames": measured["frames"],
        "outputs": outputs,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def record_again(folder: Path, board: dict) -> dict:
    """The manifest anew after a file was added to a fresh film; what was measured and made with stays."""
    before = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    measured = {
        "duration": before["outputs"]["film.mp4"]["duration"],
        **{name: before[name] for name in ("loudness", "frames")},
    }
    return write_manifest(folder, board, before["tools"], measured)


def stale_because(folder: Path, board: dict) -> list[str]:
    """Why the film in a folder is not the film of this storyboard; an empty list when it is."""
    path = folder / MANIFEST
    if not path.is_file():
        return ["the film has not been made yet (no manifest.json)"]
    manifest = json.loads(path.read_text(encoding="utf-8"))
    reasons = [f"{name} is missing" for name in OUTPUTS if not (folder / name).is_file()]
    if manifest.get("inputs") != inputs_hash(board, manifest.get("tools", {})):
        reasons.append("the storyboard, the stage or the fonts have changed since the film was made")
    if manifest.get("tools", {}).get("hibari-tts") != pinned("hibari-tts"):
        reasons.append("the voice is pinned to another version than the film was made with")
    for name in OUTPUTS:
        recorded = manifest.get("outputs", {}).get(name, {}).get("sha256")
        if (folder / name).is_file() and _sha256(folder / name) != recorded:
            reasons.append(f"{name} is not the file that the maker wrote")
    return reasons


def pinned(package: str, pins: Path = MEDIA_PINS) -> str | None:
    """The version of a package in the locked media requirements."""
    found = re.search(rf"^{re.escape(package)}==([^\s;\\]+)", pins.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
