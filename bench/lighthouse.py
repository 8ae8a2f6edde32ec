"""Lighthouse, the median of three mobile runs, over pages that the portal serves.

The portal is served with the settings of ./run, since Lighthouse asks for robots.txt without the header
that production needs behind its proxy; files and pages are the same. Neither HTTP/2 nor a compressed
document helps it here, so a real installation is not slower than this.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.servers import ROOT, NotThere
from bench.stage import say, stage
from tests.browsing import chromium

VERSION = "12.8.2"
FOLDER = ROOT / "var" / "bench" / "lighthouse"
PAGES = ("/learn/strategy/jabil/", "/learn/strategy/", "/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
COMMAND = [
    *("--quiet", "--output=json", "--form-factor=mobile", f"--only-categories={','.join(CATEGORIES)}"),
    "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage",
]


def installed() -> Path:
    program = FOLDER / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise NotThere("npm is not installed. Debian, Ubuntu: sudo apt-get install npm")
        FOLDER.mkdir(parents=True, exist_ok=True)
        say(f"installing lighthouse {VERSION}")
        subprocess.run(
            [npm, "install", "--no-audit", "--no-fund", "--prefix", str(FOLDER), f"lighthouse@{VERSION}"],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
    return program


def look(program: Path, url: str, browser: str) -> dict[str, object]:
    ran = subprocess.run(
        [program, url, *COMMAND],
        env={**os.environ, "CHROME_PATH": browser},
        check=True, capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    return json.loads(ran.stdout)  # type: ignore[no-any-return]


def scores(report: dict) -> dict[str, int]:
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}


def lacking(report: dict) -> list[str]:
    """What a category counts and did not find perfect."""
    counted = {
        ref["id"] for name in CATEGORIES for ref in report["categories"][name]["auditRefs"] if ref["weight"]
    }
    audits = (report["audits"][name] for name in sorted(counted))
    return [f"{one['id']} {one.get('displayValue', '')}" for one in audits if (one["score"] or 0) < 0.9]


def main() -> None:
    browser = chromium(os.environ, shutil.which)
    if browser is None:
        raise NotThere("No Chromium found. Debian, Ubuntu: sudo apt-get install chromium")
    program = installed()
    with stage(settings="embedded") as portal:
        for page in PAGES:
            reports = [look(program, f"http://localhost:{portal.port}{page}", browser) for _ in range(RUNS)]
            found = [scores(report) for report in reports]
            medians = {name: median(one[name] for one in found) for name in CATEGORIES}
            times = reports[0]["audits"]
            shown = ", ".join(
                f"{name} {times[name]['displayValue']}"
                for name in ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
            )
            print(f"{page}  {' / '.join(f'{medians[name]:g}' for name in CATEGORIES)}  ({shown})", flush=True)
            for fault in lacking(reports[0]):
                print(f"    {fault}")


if __name__ == "__main__":
    try:
        main()
    except NotThere as problem:
        sys.exit(str(problem))
