"""Cut the web fonts of this folder from the two npm packages they come from, and print their sizes.

How to run (needs fontTools and brotli, which the product itself does not):

    npm pack @fontsource-variable/newsreader@5.3.0 @fontsource-variable/public-sans@5.3.0
    (unpack each into SOURCE/newsreader and SOURCE/public-sans)
    python static/fonts/make_fonts.py SOURCE static/fonts

Newsreader keeps its optical size (18 to 72), which is what makes large headings fine and small text firm.
Its weight is fixed: a second axis would double the file (76 KB for 36 KB). Bold reading text has a file of
its own, fetched only by a page that has some. Latin-ext files are fetched by unicode-range.
"""

import io
import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# What English and its western neighbours need; the rest of each family is in the latin-ext file.
LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x131, 0x152, 0x153, 0x2C6, 0x2DA, 0x2DC),
    *(0x2009, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E),
    *(0x2020, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044),
    *(0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212),
]
LATIN_EXT = [*range(0x100, 0x24F), *range(0x1E80, 0x1E86), 0x1E9E, 0x20A9, 0x20B9, 0x20BA, 0x2113]

# name: (package, source file, characters, axis limits, layout features)
SERIF = ["kern", "liga", "ccmp", "locl", "mark"]
SANS = [*SERIF, "tnum"]
FILES = {
    "newsreader": ("newsreader", "latin-opsz-normal", LATIN, {"wght": 400, "opsz": (18, 72)}, SERIF),
    "newsreader-italic": ("newsreader", "latin-wght-italic", LATIN, {"wght": 400}, SERIF),
    "newsreader-bold": ("newsreader", "latin-wght-normal", LATIN, {"wght": 600}, SERIF),
    "newsreader-ext": (
        "newsreader",
        "latin-ext-opsz-normal",
        LATIN_EXT,
        {"wght": 400, "opsz": (18, 72)},
        SERIF,
    ),
    "public-sans": ("public-sans", "latin-wght-normal", LATIN, {"wght": (400, 700)}, SANS),
    "public-sans-ext": ("public-sans", "latin-ext-wght-normal", LATIN_EXT, {"wght": (400, 700)}, SANS),
}


def cut(source: Path, characters: list[int], limits: dict, features: list[str]) -> bytes:
    """The font at `source` with only these characters, axes and features, as WOFF2."""
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # copyright and licence stay in the file
    font = TTFont(source)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.flavor = None
    plain = io.BytesIO()
    font.save(plain)
    plain.seek(0)
    font = instantiateVariableFont(TTFont(plain), limits)
    font.flavor = "woff2"
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()


def main(source: Path, target: Path) -> None:
    for name, (package, file, characters, limits, features) in FILES.items():
        made = cut(source / package / "files" / f"{package}-{file}.woff2", characters, limits, features)
        (target / f"{name}.woff2").write_bytes(made)
        print(f"{name:20} {len(made):7,} bytes")
    for package in ("newsreader", "public-sans"):
        shutil.copyfile(source / package / "LICENSE", target / f"{package}-OFL.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
