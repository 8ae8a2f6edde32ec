"""Cut the static faces of this folder, which the files embed, from the packages they come from.

How to run (needs fontTools and brotli, which the product itself does not):

    npm pack @fontsource-variable/newsreader@5.3.0 @fontsource-variable/public-sans@5.3.0 @fontsource/noto-emoji@5.3.2
    apt-get download fonts-noto-core            (20201225-1)
    (unpack each into SOURCE/newsreader, SOURCE/public-sans, SOURCE/noto-emoji and SOURCE/noto)
    python reports/fonts/make_fonts.py SOURCE reports/fonts

The typesetter reads neither WOFF2 nor variable fonts, and takes another font without an error where a family
is missing: a test asks every file for its family. Names in other scripts than the Latin get a Noto face each.
"""  # noqa: E501 - the command of the packages is one line

import io
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# file: (package, face in two files, axes, family, style, weight class)
FACES = {
    "newsreader-display": ("newsreader", "opsz-normal", {"wght": 400, "opsz": 60}, "Newsreader Display"),
    "newsreader": ("newsreader", "opsz-normal", {"wght": 400, "opsz": 14}, "Newsreader"),
    "newsreader-italic": ("newsreader", "opsz-italic", {"wght": 400, "opsz": 24}, "Newsreader"),
    "public-sans": ("public-sans", "wght-normal", {"wght": 400}, "Public Sans"),
    "public-sans-semibold": ("public-sans", "wght-normal", {"wght": 600}, "Public Sans"),
}
FEATURES = [
    "kern",
    "liga",
    "ccmp",
    "locl",
    "mark",
    "mkmk",
    "tnum",
    "lnum",
    "calt",
    "rlig",
    "curs",
    "isol",
    "init",
    "medi",
    "fina",
]
GREEK_AND_CYRILLIC = [
    *range(0x370, 0x530),
    *range(0x1E00, 0x2000),
    *range(0x2010, 0x2050),
    0x20,
    0xA0,
    0xFFFD,
]
NOTO = "usr/share/fonts/truetype/noto"
SCRIPTS = {
    "noto-sans": ("NotoSans-Regular", GREEK_AND_CYRILLIC),
    "noto-sans-bold": ("NotoSans-Bold", GREEK_AND_CYRILLIC),
    "noto-sans-arabic": ("NotoSansArabic-Regular", None),
    "noto-sans-arabic-bold": ("NotoSansArabic-Bold", None),
    "noto-sans-hebrew": ("NotoSansHebrew-Regular", None),
    "noto-sans-hebrew-bold": ("NotoSansHebrew-Bold", None),
}
EMOJI = {"noto-emoji": (0x2190, 0x1F550), "noto-emoji-more": (0x1F550, 0x20000)}
MOST_BYTES = 1_000_000
FIXED = 3_800_000_000  # seconds since 1904: the same file on every day


def cut(font: TTFont, characters: Iterable[int]) -> TTFont:
    """Only these characters, without hints."""
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # copyright and licence stay in the file
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return font


def face(source: Path, package: str, kind: str, axes: dict[str, float]) -> TTFont:
    """One static face: the latin and the latin-ext file of the package in one."""
    parts = []
    for letters in ("latin", "latin-ext"):
        font = TTFont(source / package / "files" / f"{package}-{letters}-{kind}.woff2")
        font.flavor = None
        static = instantiateVariableFont(font, axes)
        part = source / f"part-{letters}.ttf"
        cut(static, static.getBestCmap()).save(part)
        parts.append(str(part))
    return Merger().merge(parts)


def emoji(source: Path, low: int, high: int) -> TTFont:
    """The monochrome emoji from `low` up to `high`, one glyph a character, without sequences."""
    parts = []
    for path in sorted((source / "noto-emoji/files").glob("noto-emoji-*-400-normal.woff2")):
        font = TTFont(path)
        font.flavor = None
        for table in ("GSUB", "GPOS", "GDEF", "vhea", "vmtx"):
            if table in font:
                del font[table]
        part = source / f"emoji-{len(parts)}.ttf"
        taken = {c for c in font.getBestCmap() if low <= c < high}
        if taken:
            cut(font, taken).save(part)
            parts.append(str(part))
    return Merger().merge(parts)


def named(font: TTFont, family: str, style: str, weight: int) -> bytes:
    """The font under one family name, with no clock in it."""
    for name in list(font["name"].names):
        if name.nameID in (1, 2, 3, 4, 6, 16, 17, 25):
            font["name"].removeNames(nameID=name.nameID)
    full = f"{family} {style}"
    for id, text in ((1, family), (2, style), (3, full), (4, full), (6, full.replace(" ", "-"))):
        font["name"].setName(text, id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = {"Italic": 0x01, "Bold": 0x20}.get(style, 0x40)
    font["head"].macStyle = {"Italic": 0x02, "Bold": 0x01}.get(style, 0)
    font["head"].created = font["head"].modified = FIXED
    font.recalcTimestamp = False
    if "STAT" in font:
        del font["STAT"]
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def covered(made: Iterable[bytes]) -> str:
    """Which characters have a glyph in one of the faces, as ranges in hexadecimal, a line each."""
    known = sorted({code for data in made for code in TTFont(io.BytesIO(data)).getBestCmap()})
    ranges: list[list[int]] = []
    for code in known:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{low:x} {high:x}\n" for low, high in ranges)


def main(source: Path, target: Path) -> None:
    made = {}
    for name, (package, kind, axes, family) in FACES.items():
        weight = int(axes["wght"])
        style = "Italic" if kind.endswith("italic") else "Bold" if weight > 500 else "Regular"
        made[name] = named(face(source, package, kind, axes), family, style, weight)
    for name, (file, characters) in SCRIPTS.items():
        font = TTFont(source / "noto" / NOTO / f"{file}.ttf")
        family = {"noto-sans": "Noto Sans", "noto-sans-arabic": "Noto Sans Arabic"}.get(
            name.removesuffix("-bold"), "Noto Sans Hebrew"
        )
        bold = name.endswith("-bold")
        made[name] = named(
            cut(font, characters or font.getBestCmap()),
            family,
            "Bold" if bold else "Regular",
            600 if bold else 400,
        )
    for name, (low, high) in EMOJI.items():
        family = name.replace("-", " ").title()
        made[name] = named(emoji(source, low, high), family, "Regular", 400)
    for name, data in made.items():
        assert len(data) <= MOST_BYTES, f"{name}: {len(data)} bytes"
        (target / f"{name}.ttf").write_bytes(data)
        print(f"{name:24} {len(data):9,} bytes")
    (target / "covered.txt").write_text(covered(made.values()))
    for package in ("newsreader", "public-sans", "noto-emoji"):
        shutil.copyfile(source / package / "LICENSE", target / f"{package}-OFL.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
