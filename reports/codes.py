"""The code printed in a file: the same for the same input, so that the same input gives the same bytes."""

import hashlib
import json

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U: read aloud and typed from paper
LENGTH, GROUP = 12, 4


def code_of(*parts: object) -> str:
    """ "K7QF-2M9X-4TBD": 60 bits of a digest over everything that decides what the file says."""
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).digest()
    number = int.from_bytes(digest, "big")
    letters = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def tidied(typed: str) -> str:
    """What somebody typed, as a code: case, spaces and easily mistaken letters do not matter."""
    letters = "".join(letter for letter in typed.upper().translate(MISTAKEN) if letter in ALPHABET)[:LENGTH]
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
