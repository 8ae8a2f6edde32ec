"""How wide words are in Public Sans, rather more than less, so that a drawing knows whether they fit."""

import unicodedata

# Hundredths of the type's size, measured; a letter with an accent is as wide as the letter.
WIDTHS = {
    30: " \u00a0!',.:;`ij|¡¦·´¸¹’Iı",
    37: "()[]l{}\\/¨ïī",
    42: "rtfJ*-²³1ªº",
    53: '"^vz«§»°“”„?_sy¿',
    60: "+<=>acehnoukxL~¢¤±×àñ÷–−¬®ð",
    67: "023456789#FTYbdpqgEPZS$ß€£¥ŧøþđħµ",
    74: "BCDKRVX&GAOUÞ",
    82: "HNQwØ©…ŊĦ",
    95: "%M@m½¼¾æW",
    113: "Œ—Æœ",
}
EACH = {letter: width for width, letters in WIDTHS.items() for letter in letters}
OTHER, FULL = 72, 104  # other alphabets; signs as wide as they are high
BOLD = 1.09


def width(text: str, size: float = 14, bold: bool = False) -> float:
    """In pixels, of one line of that size."""
    hundredths = sum(_one(letter) for letter in unicodedata.normalize("NFD", text))
    return hundredths * size / 100 * (BOLD if bold else 1)


def _one(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    wide = unicodedata.east_asian_width(letter) in "WF"
    return FULL if wide else EACH.get(letter, OTHER)
