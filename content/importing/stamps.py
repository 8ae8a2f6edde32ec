"""One hash over everything an import reads, so that an unchanged folder costs no import. No Django here."""

import hashlib
from pathlib import Path

ROOM = Path(__file__).resolve().parents[1]
CURRICULUM = ROOM / "curriculum"
FILMS = ROOM / "films"
# A change of the reading or importing code imports again as well.
CODE = ("parsing", "importing")


def folder_digest(curriculum: Path, films: Path) -> str:
    """SHA-256 over the files' names and bytes; of films the manifests, which hold their files' hashes."""
    named = [(path.relative_to(curriculum), path) for path in curriculum.rglob("*") if path.is_file()]
    named += [(path.relative_to(films), path) for path in films.glob("*/manifest.json")]
    named += [(path.relative_to(ROOM), path) for name in CODE for path in (ROOM / name).glob("*.py")]
    digest = hashlib.sha256()
    # By the names inside their folders: where a folder stands says nothing about what is in it.
    for name, path in sorted(named):
        digest.update(f"{name.as_posix()}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()
