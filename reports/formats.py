"""The formats a report can have, and who makes each: a function from a briefing and a paper size to bytes."""

from dataclasses import dataclass
from typing import Literal, get_args

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = get_args(Paper)


@dataclass(frozen=True, slots=True)
class Format:
    """`maker` names `made(briefing: Briefing, paper: Paper) -> bytes`; what has pages is `sized` by paper.

    The same briefing gives the same bytes: no clock, no chance, no id of the file's own.
    """

    id: str
    label: str
    says: str
    suffix: str
    content_type: str
    maker: str
    sized: bool = False


FORMATS: dict[str, Format] = {}
