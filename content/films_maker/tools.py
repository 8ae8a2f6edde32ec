"""The programs that the maker borrows from the machine, found or missed in one clear sentence."""

import shutil
import subprocess

from content.films_maker.faults import FilmError

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser() -> str:
    """The path of Chromium."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise FilmError("Chromium is missing, and it draws the pictures: install the package chromium.")
    return found


def find_ffmpeg(*wanted: str) -> str:
    """The path of ffmpeg, with the H.264 encoder in it and those named."""
    found = shutil.which("ffmpeg")
    if found is None:
        raise FilmError("ffmpeg is missing, and it encodes the film: install the package ffmpeg.")
    encoders = subprocess.run(
        [found, "-hide_banner", "-encoders"], capture_output=True, text=True, check=False
    ).stdout
    for encoder in ("libx264", *wanted):
        if encoder not in encoders:
            raise FilmError(f"ffmpeg is there but lacks an encoder: install a build with {encoder}.")
    return found


def run_tool(command: list[str], given: bytes | None = None) -> str:
    """Run a program; returns what it said, or raises FilmError with the last line of it."""
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode:
        raise FilmError(f"ffmpeg stopped: {said.splitlines()[-1] if said else done.returncode}")
    return said


def tool_version(path: str, *words: str) -> str:
    """The first line of what a program says about its version."""
    said = subprocess.run([path, *words], capture_output=True, text=True, check=False).stdout.strip()
    return said.splitlines()[0].split(" Copyright")[0].strip() if said else "unknown"
