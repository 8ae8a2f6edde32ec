"""Which published units teach a topic: where the words of the instrument meet those of the course."""

from collections.abc import Iterable, Mapping

from content.atlas import UnitLine, atlas

MOST = 2


def units_for(topics: Iterable[str]) -> Mapping[str, list[UnitLine]]:
    """By topic, in course order; the units that are about least else come first."""
    wanted = list(topics)
    if not wanted:
        return {}
    units = [unit for module in atlas().modules for unit in module.open_units]
    return {
        topic: sorted((unit for unit in units if topic in unit.topics), key=lambda unit: len(unit.topics))[
            :MOST
        ]
        for topic in wanted
    }
