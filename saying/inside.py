"""A name that begins with a capital where it stands alone, as it stands inside a sentence of its language."""

from saying import spoken
from saying.tagged import Tagged

# Languages that write their nouns with a capital everywhere.
CAPITAL_NOUNS = frozenset({"de", "lb"})


def inside(name: str) -> str:
    """In small letters but for abbreviations; unchanged where nouns keep their capital.

    That may be in the language of the name (saying.tagged), and in that of the sentence, which is spoken now.
    """
    language = getattr(name, "language", "")
    if CAPITAL_NOUNS & {each.partition("-")[0].lower() for each in (language, spoken())}:
        return name
    small = " ".join(word if _is_abbreviation(word) else word.lower() for word in name.split(" "))
    return Tagged(small, language) if language else small


def _is_abbreviation(word: str) -> bool:
    """AI, CEOs, and words such as GitHub."""
    return word[1:] != word[1:].lower()
