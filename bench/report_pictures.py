"""Makes docs/pictures/report.png, two pages of an invented report: `python bench/report_pictures.py`."""

import os
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
PAGES, GAP, PPI = 2, 16, 88


def main() -> None:
    import django

    django.setup()
    from reports.briefing.making import briefing
    from reports.pdf import inputs, typesetting
    from tests.reports.sources import STAMP, board

    stamp = replace(STAMP, approved_on=STAMP.dated)
    given = inputs.inputs(briefing(replace(board(), stamp=stamp)), "a4")
    made = typesetting.compiler().compile(sys_inputs=given, format="png", ppi=PPI)
    assert isinstance(made, list), "one picture a page"
    pages = [Image.open(BytesIO(page)).convert("RGB") for page in made[:PAGES]]
    width, height = pages[0].size
    both = Image.new("RGB", ((width + GAP) * PAGES - GAP, height), "#8FA0A6")
    for number, page in enumerate(pages):
        both.paste(page, (number * (width + GAP), 0))
    both.quantize(200, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        ROOT / "docs/pictures/report.png", optimize=True
    )


if __name__ == "__main__":
    main()
