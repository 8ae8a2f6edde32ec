"""Makes docs/pictures/*.png from a running portal with the shipped curriculum: `python bench/pictures.py`."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.servers import ROOT, NotThere
from bench.stage import Stage, say, stage
from tests.browsing import chromium, launched

FOLDER = ROOT / "docs" / "pictures"
LARGEST = 150_000
DESK, PHONE = (1440, 900), (390, 844)


@dataclass(frozen=True)
class Shot:
    """`act` leads from the address to what is shown."""

    name: str
    path: str
    size: tuple[int, int]
    scheme: str
    act: Callable[[Page], None] | None = None


def to_the_verdict(page: Page) -> None:
    page.get_by_role("button", name="Start").click()
    page.locator('input[name="option"]').nth(1).check()
    page.get_by_role("button", name="Answer").click()
    page.locator("#verdict").wait_for()


SHOTS = [
    Shot("home", "/", DESK, "light"),
    Shot("home-phone-dark", "/", PHONE, "dark"),
    Shot("module", "/learn/strategy/", DESK, "light"),
    Shot("module-dark", "/learn/strategy/", DESK, "dark"),
    Shot("case", "/learn/strategy/jabil/", DESK, "light"),
    Shot("case-phone", "/learn/strategy/jabil/", PHONE, "light"),
    Shot("check", "/learn/strategy/check/", DESK, "light", to_the_verdict),
    Shot("check-phone-dark", "/learn/strategy/check/", PHONE, "dark", to_the_verdict),
]


def take(browser: Browser, shot: Shot, portal: Stage) -> bytes:
    width, height = shot.size
    context = browser.new_context(
        base_url=f"http://localhost:{portal.port}",
        viewport={"width": width, "height": height},
        color_scheme=shot.scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(shot.path, wait_until="networkidle")
    if shot.act:
        shot.act(page)
    picture = page.screenshot()
    context.close()
    return picture


def compressed(picture: bytes) -> bytes:
    """As few colours as stay under the limit: flat drawings and text lose nothing visible by it."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    for colours in (256, 128, 64, 32):
        out = BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() < LARGEST:
            return out.getvalue()
    raise RuntimeError("This picture stays too large.")


def main() -> None:
    path = chromium(os.environ, shutil.which)
    if path is None:
        raise NotThere("No Chromium found. Debian, Ubuntu: sudo apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with stage(settings="embedded") as portal, launched(path) as browser:
        for shot in SHOTS:
            picture = compressed(take(browser, shot, portal))
            (FOLDER / f"{shot.name}.png").write_bytes(picture)
            say(f"{shot.name}.png, {len(picture) // 1000} KB")


if __name__ == "__main__":
    try:
        main()
    except NotThere as problem:
        sys.exit(str(problem))
