"""Where the maker finds storyboards and its stage, and where finished films live."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CURRICULUM = ROOT / "content" / "curriculum"
FILMS = ROOT / "content" / "films"
STAGE = Path(__file__).resolve().parent / "stage"
MEDIA_PINS = ROOT / "requirements" / "media.txt"

# What stands in place of a storyboard where an author uploaded the film: it cannot be made from text.
UPLOADED = "schema: uploaded-film/1"
OUTPUTS = ("film.mp4", "sound.m4a", "poster.jpg", "captions.vtt", "chapters.vtt", "timeline.json")
MANIFEST = "manifest.json"


def storyboard_paths(curriculum: Path = CURRICULUM) -> list[Path]:
    """Every storyboard of the curriculum, in a fixed order; films that were uploaded have none."""
    found = sorted(curriculum.glob("*/films/*.yaml"))
    return [path for path in found if not path.read_text(encoding="utf-8").startswith(UPLOADED)]


def storyboard_path(film: str, curriculum: Path = CURRICULUM) -> Path | None:
    """The storyboard of one film; its file is named after its id."""
    return next((path for path in storyboard_paths(curriculum) if path.stem == film), None)
