"""YAML read with the line of every value, so that a fault can say where it stands."""

from pathlib import Path

import yaml

from content.films_maker.faults import Fault, StoryboardError

Trail = tuple[str | int, ...]


class Document:
    """Plain data plus the line on which each value begins."""

    def __init__(self, path: Path, text: str):
        self.path = path
        self.lines: dict[Trail, int] = {}
        self.faults: list[Fault] = []
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 0
            reason = getattr(error, "problem", None) or "not readable"
            raise StoryboardError([Fault(path, line, f"not YAML: {reason}")]) from error
        self.data = self._plain(node, ()) if node else None

    def line(self, trail: Trail) -> int:
        """The line of a value, or of the nearest thing around it that exists."""
        while trail and trail not in self.lines:
            trail = trail[:-1]
        return self.lines.get(trail, 0)

    def fault(self, trail: Trail, message: str) -> None:
        self.faults.append(Fault(self.path, self.line(trail), message))

    def _plain(self, node: yaml.Node, trail: Trail):
        self.lines.setdefault(trail, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(child, (*trail, index)) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, trail)
        return yaml.SafeLoader("").construct_object(node)

    def _mapping(self, node: yaml.MappingNode, trail: Trail) -> dict:
        found: dict = {}
        for key_node, value_node in node.value:
            # YAML 1.1 reads a bare `on` or `yes` as true; the text of the key is what the author meant.
            key = key_node.value
            self.lines[(*trail, key)] = key_node.start_mark.line + 1
            if key in found:
                self.fault((*trail, key), f"“{key}” stands here twice")
            found[key] = self._plain(value_node, (*trail, key))
        return found
