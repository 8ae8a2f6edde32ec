"""What comes from a finished film without drawing it again: its sound alone, and its twin in open formats."""

from collections.abc import Iterable
from pathlib import Path

from content.films_maker.tools import run_tool

OPEN_ENCODERS = ("libsvtav1", "libopus")
_EXACT = ("-fflags", "+bitexact", "-map_metadata", "-1")


def write_sound(ffmpeg: str, film: Path, target: Path) -> None:
    """The sound of a film as .m4a, copied as it is: no second loss, and it plays before it is all there."""
    kept = ("-map", "0:a", "-c", "copy", *_EXACT, "-movflags", "+faststart", "-f", "ipod")
    run_tool([ffmpeg, "-v", "error", "-y", "-i", str(film), *kept, str(target)])


def write_open(ffmpeg: str, film: Path, target: Path, chapters: Iterable[float], fps: int) -> None:
    """The same film as WebM with AV1 and Opus, which are free to use; made of film.mp4 itself."""
    keys = ",".join(f"{second:.3f}" for second in chapters)
    picture = (
        "-c:v",
        "libsvtav1",
        "-preset",
        "8",
        "-crf",
        "40",
        "-g",
        str(fps * 8),
        "-force_key_frames",
        keys,
    )
    sound = ("-c:a", "libopus", "-b:a", "40k", "-ac", "1")
    run_tool(
        [
            *(ffmpeg, "-v", "error", "-y", "-i", str(film), *picture, "-pix_fmt", "yuv420p", *sound),
            *("-flags:v", "+bitexact", "-flags:a", "+bitexact", *_EXACT, "-f", "webm", str(target)),
        ]
    )
