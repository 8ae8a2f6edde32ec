"""What comes from a finished film without drawing it again: its sound alone, and its twin in open formats."""

from pathlib import Path

from content.films_maker.tools import run_tool

OPEN_ENCODERS = ("libsvtav1", "libopus")
_EXACT = ("-fflags", "+bitexact", "-map_metadata", "-1")


def write_sound(ffmpeg: str, film: Path, target: Path) -> None:
    """The sound of a film as .m4a, copied as it is: no second loss, and it plays before it is all there."""
    kept = ("-map", "0:a", "-c", "copy", *_EXACT, "-movflags", "+faststart", "-f", "ipod")
    run_tool([ffmpeg, "-v", "error", "-y", "-i", str(film), *kept, str(target)])


def write_open(ffmpeg: str, film: Path, target: Path) -> None:
    """The same film as WebM with AV1 and Opus, which are free to use; made of film.mp4 itself."""
    # This encoder takes no key frames by their seconds, so there is one every four: a seek lands soon enough.
    picture = ("-c:v", "libsvtav1", "-preset", "8", "-crf", "40", "-g", "120", "-pix_fmt", "yuv420p")
    sound = ("-c:a", "libopus", "-b:a", "40k", "-ac", "1")
    exact = ("-flags:v", "+bitexact", "-flags:a", "+bitexact", *_EXACT)
    source = (ffmpeg, "-v", "error", "-y", "-i", str(film))
    run_tool([*source, *picture, *sound, *exact, "-f", "webm", str(target)])
