"""Figures with the signs of the reader's language, for modules that know no Django (saying)."""

from django.utils.formats import get_format


def written(text: str) -> str:
    """ "1,234.5" as it stands in English; "1.234,5" in German."""
    signs = {",": get_format("THOUSAND_SEPARATOR"), ".": get_format("DECIMAL_SEPARATOR")}
    return text.translate(str.maketrans(signs))
