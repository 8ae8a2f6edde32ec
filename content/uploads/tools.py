"""The second gate and the poster: ffprobe and ffmpeg in a jail. Where they are missing, films go without."""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from content.film_files import Facts, Unfit
from content.film_files.limits import LARGEST

JAIL = Path(__file__).with_name("jail.py")
SECONDS, MEMORY, LARGEST_FILE, LARGEST_ANSWER = 40, 1536 * 1024**2, 16 * 1024**2, 64 * 1024
# Only the family that the first gate found, and only this very file: a list inside it opens nothing.
FORMATS = {"mp4": "mov,mp4,m4a,3gp,3g2,mj2", "webm": "matroska,webm"}
NAMES = {
    "h264": "H.264", "vp8": "VP8", "vp9": "VP9", "av1": "AV1", "aac": "AAC", "opus": "Opus",
    "vorbis": "Vorbis",
}  # fmt: skip
ASKED = "format=duration:stream=codec_type,codec_name,width,height"
POSTER_WIDTH = 1280


class Failed(Exception):
    """The tool ended with a fault, or was stopped."""


def found(tool: str) -> str | None:
    return shutil.which(tool)


def run(command: list[str], scratch: Path) -> bytes:
    """What the tool printed. It sees no settings of ours, and gets no longer than SECONDS."""
    limits = [str(number) for number in (SECONDS, MEMORY, LARGEST_FILE)]
    environment = {"PATH": os.defpath, "LC_ALL": "C", "HOME": str(scratch), "TMPDIR": str(scratch)}
    answer = scratch / "answer"
    with answer.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-I", str(JAIL), *limits, *command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
            cwd=scratch,
            env=environment,
            start_new_session=True,
        )
        try:
            code = process.wait(timeout=SECONDS)
        except BaseException as stopped:  # also a worker told to stop: nothing of the jail outlives the wait
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if isinstance(stopped, subprocess.TimeoutExpired):
                raise Failed from stopped
            raise
    if code != 0:
        raise Failed
    with answer.open("rb") as printed:
        return printed.read(LARGEST_ANSWER)


def _reading(path: Path, kind: str) -> list[str]:
    return ["-format_whitelist", FORMATS[kind], "-protocol_whitelist", "file", "-i", f"file:{path}"]


def compare(path: Path, facts: Facts) -> None:
    """Unfit where ffprobe reads something else than the file's own words; nothing where it is missing."""
    tool = found("ffprobe")
    if tool is None:
        return
    with TemporaryDirectory(prefix="film-") as scratch:
        asked = ["-v", "error", "-show_entries", ASKED, "-of", "json", *_reading(path, facts.kind)]
        try:
            read = json.loads(run([tool, *asked], Path(scratch)))
            _agree(read["streams"], float(read["format"]["duration"]), facts)
        except (Failed, ValueError, KeyError, TypeError) as error:
            raise Unfit("unreadable") from error


def _agree(streams: list[dict[str, object]], seconds: float, facts: Facts) -> None:
    seen = [stream for stream in streams if stream.get("codec_type") == "video"]
    heard = [stream for stream in streams if stream.get("codec_type") == "audio"]
    names = {NAMES.get(str(stream.get("codec_name")), "?") for stream in seen}
    if names != {facts.picture}:
        raise Unfit("differs", f"{facts.picture}, {', '.join(sorted(names)) or 'nothing'}")
    if {NAMES.get(str(stream.get("codec_name")), "?") for stream in heard} != ({facts.sound} - {""}):
        raise Unfit("differs", facts.sound or "no sound")
    for stream in seen:
        sides = sorted((int(str(stream["width"])), int(str(stream["height"]))))
        if sides[1] > LARGEST[0] or sides[0] > LARGEST[1]:
            raise Unfit("dimensions", f"{stream['width']} × {stream['height']}")
    if abs(seconds - facts.seconds) > max(2.0, facts.seconds * 0.05):
        raise Unfit("differs", f"{facts.seconds:.0f} s, {seconds:.0f} s")


def poster(path: Path, facts: Facts) -> bytes | None:
    """A picture a tenth into the film, else its first, as JPEG; Unfit where none can be decoded.

    None where there is no ffmpeg.
    """
    tool = found("ffmpeg")
    if tool is None:
        return None
    with TemporaryDirectory(prefix="film-") as scratch:
        target = Path(scratch) / "poster.jpg"
        scale = f"scale='min({POSTER_WIDTH},iw)':-2"
        made = ["-an", "-sn", "-dn", "-frames:v", "1", "-vf", scale, "-threads", "1", "-q:v", "4"]
        drawn = ["-f", "image2", "-update", "1", f"file:{target}"]
        for second in (facts.seconds * 0.1, 0.0):
            asked = ["-v", "error", "-nostdin", "-threads", "1", "-ss", f"{second:.2f}"]
            with suppress(Failed, FileNotFoundError):
                run([tool, *asked, *_reading(path, facts.kind), *made, *drawn], Path(scratch))
                if data := target.read_bytes():
                    return data
    raise Unfit("unreadable")
