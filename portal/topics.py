"""The topics that the course has to teach: those of the framework in use."""

from readiness.versions import current


def topics_to_teach() -> frozenset[str]:
    return frozenset(item.topic for item in current().items.values())
