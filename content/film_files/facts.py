"""What a file says about its film, and the one exception for a file that is not taken."""

from dataclasses import dataclass


class Unfit(Exception):
    """`code` names the reason (content/uploads/words.py says it), `value` is what was found, if anything."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(f"{code} {value}".strip())
        self.code = code
        self.value = value[:60]


@dataclass(frozen=True, slots=True)
class Facts:
    """`kind` is mp4 or webm; `picture` and `sound` are codes by name, `sound` empty for a silent film."""

    kind: str
    seconds: float
    width: int
    height: int
    picture: str
    sound: str = ""
