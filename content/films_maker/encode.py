"""Pictures and sound become an MP4: H.264 and AAC, flat colours tagged, index first, loudness evened."""

import json
import subprocess
import wave
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from content.films_maker.faults import FilmError
from content.films_maker.tools import run_tool

_LOUDNESS = {"I": -16, "TP": -1.5, "LRA": 11}
_EXACT = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1"]


def write_wave(path: Path, sound: np.ndarray, rate: int) -> None:
    """A mono 16-bit WAV file."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def even_loudness(ffmpeg: str, source: Path, target: Path) -> float:
    """Two passes of loudnorm to -16 LUFS; returns the measured loudness of the result."""
    wanted = ":".join(f"{name}={value}" for name, value in _LOUDNESS.items())
    measured = _measure(ffmpeg, source, wanted)
    names = {"I": "input_i", "TP": "input_tp", "LRA": "input_lra", "thresh": "input_thresh"}
    known = ":".join(f"measured_{name}={measured[key]}" for name, key in names.items())
    line = f"loudnorm={wanted}:{known}:offset={measured['target_offset']}:linear=true"
    run_tool(
        [ffmpeg, "-v", "error", "-y", "-i", str(source), "-af", line, "-ar", "48000", "-ac", "1", str(target)]
    )
    return float(_measure(ffmpeg, target, wanted)["input_i"])


def encode_film(ffmpeg: str, pictures: Iterable[bytes], sound: Path, target: Path, plan: dict) -> None:
    """Write the film; `plan` holds fps, duration, chapter starts and draft."""
    command = [ffmpeg, "-v", "error", "-y", *_inputs(plan, sound), *_video(plan), *_audio(), *_EXACT]
    command += ["-t", f"{plan['duration']:.3f}", "-movflags", "+faststart", str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            for picture in pictures:
                process.stdin.write(picture)
            process.stdin.close()
        except BrokenPipeError:
            pass  # ffmpeg has stopped; what it said is reported below
        said = process.stderr.read().decode(errors="replace").strip()
    if process.returncode:
        raise FilmError(f"ffmpeg stopped: {said.splitlines()[-1] if said else process.returncode}")


def write_poster(ffmpeg: str, picture: bytes, target: Path) -> None:
    """A JPEG of one picture."""
    command = [ffmpeg, "-v", "error", "-y", "-f", "image2pipe", "-i", "-", "-q:v", "3", *_EXACT, str(target)]
    run_tool(command, picture)


def _inputs(plan: dict, sound: Path) -> list[str]:
    return ["-f", "image2pipe", "-framerate", str(plan["fps"]), "-c:v", "png", "-i", "-", "-i", str(sound)]


def _video(plan: dict) -> list[str]:
    colours = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
    tags = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
    # A key frame at every chapter, so that seeking to one lands on the spot.
    keys = ",".join(f"{second:.3f}" for second in plan["chapters"])
    quality = ["-preset", "ultrafast", "-crf", "26"] if plan["draft"] else ["-preset", "medium", "-crf", "21"]
    return [
        *("-vf", colours, "-c:v", "libx264", "-profile:v", "high", "-tune", "animation", *quality),
        *("-g", str(plan["fps"] * 8), "-force_key_frames", keys, *tags),
    ]


def _audio() -> list[str]:
    return ["-c:a", "aac", "-b:a", "64k", "-ac", "1", "-ar", "48000"]


def _measure(ffmpeg: str, source: Path, wanted: str) -> dict:
    said = run_tool(
        [
            ffmpeg,
            "-hide_banner",
            "-i",
            str(source),
            "-af",
            f"loudnorm={wanted}:print_format=json",
            "-f",
            "null",
            "-",
        ]
    )
    return json.loads(said[said.rindex("{") : said.rindex("}") + 1])
