"""A line of the plan as it is drafted; edits lie over it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """`key` names the line while it is edited; `item` is "" where there is none."""

    key: str
    item: str
    action: str
    owner: str
    proof: str
