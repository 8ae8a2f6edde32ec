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


def find_ffmpeg() -> str:
    """The path of ffmpeg, with the H.264 encoder in it."""
    found = shutil.which("ffmpeg")
    if found is None:
        raise FilmError("ffmpeg is missing, and it encodes the film: install the package ffmpeg.")
    encoders = subprocess.run(
        [found, "-hide_banner", "-encoders"], capture_output=True, text=True, check=False
    ).stdout
    if "libx264" not in encoders:
        raise FilmError("ffmpeg is there but cannot write H.264: install a build with libx264.")
    return found


def tool_version(path: str, *words: str) -> str:
    """The first line of what a program says about its version."""
    said = subprocess.run([path, *words], capture_output=True, text=True, check=False).stdout.strip()
    return said.splitlines()[0].split(" Copyright")[0].strip() if said else "unknown"
