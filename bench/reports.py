"""How long files take from data to bytes, and how much memory: `python bench/reports.py`."""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
WARM, MANY = 20, 200
AIMS = {"pdf": 0.30, "pptx": 0.30, "xlsx": 0.10}  # seconds, a warm worker
FIRST_PDF, MEGABYTES = 0.8, 300
FRESH = """
import sys, time, pickle
briefing = pickle.load(open(sys.argv[1], "rb"))
began, used = time.perf_counter(), time.process_time()
from reports.pdf.typesetting import made
made(briefing, "a4")
print(time.perf_counter() - began, time.process_time() - used)
"""


def briefings(many: int) -> list[object]:
    """Panels of twenty-four with the round before, no two alike."""
    from reports.briefing.making import briefing
    from tests.readiness.panels import realistic
    from tests.reports.sources import MARCH, SEPTEMBER, panel, sheets, source

    found = []
    for seed in range(many):
        before = panel(sheets(realistic(seed, -0.3)), MARCH)
        found.append(briefing(source(panel(sheets(realistic(seed + 1000)), SEPTEMBER), (before,))))
    return found


def timed(maker: Callable[..., bytes], given: list[object]) -> tuple[list[float], list[float], int]:
    """Seconds by the clock, seconds of the processor, and the largest file."""
    wall, used, size = [], [], 0
    for one in given:
        began, cpu = time.perf_counter(), time.process_time()
        size = max(size, len(maker(one, "a4")))
        wall.append(time.perf_counter() - began)
        used.append(time.process_time() - cpu)
    return wall, used, size


def middle(seconds: list[float]) -> str:
    high = sorted(seconds)[int(len(seconds) * 0.95)]
    return f"{statistics.median(seconds):.3f} s (95 of 100 under {high:.3f} s)"


def first_pdf(folder: Path, briefing: object) -> str:
    """Of a process that has just begun: the renderer is loaded, faces are read."""
    import pickle

    kept = folder / "briefing.pickle"
    kept.write_bytes(pickle.dumps(briefing))
    told = subprocess.run(
        [sys.executable, "-c", FRESH, str(kept)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    wall, used = (float(figure) for figure in told.stdout.split())
    return f"{wall:.3f} s, {used:.3f} s of the processor (aim {FIRST_PDF} s)"


def main() -> None:
    import django
    from django.utils.module_loading import import_string

    django.setup()
    from reports.formats import FORMATS

    given = briefings(WARM + 1)
    for form in FORMATS.values():
        maker = import_string(form.maker)
        maker(given[0], "a4")
        wall, used, size = timed(maker, given[1:])
        aim = f"aim {AIMS[form.id]} s" if form.id in AIMS else ""
        print(f"{form.label:10} clock {middle(wall)}, processor {middle(used)}, {size // 1024} KB {aim}")
    folder = Path(os.environ.get("TMPDIR", "/tmp"))
    print(f"First PDF  {first_pdf(folder, given[0])}")
    maker = import_string(FORMATS["pdf"].maker)
    for number in range(MANY):
        maker(given[number % len(given)], "a4")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"Memory     {peak} MB at most over {MANY} PDFs (aim {MEGABYTES} MB)")


if __name__ == "__main__":
    main()
