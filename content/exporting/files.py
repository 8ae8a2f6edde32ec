"""One outline as the text of its file: what content.parsing reads, written. No Django here."""

from collections.abc import Callable, Iterable

from content.parsing import shapes
from content.parsing.outline import Block, Home, LearningPath, Module, Section, TextPage, Unit
from content.parsing.paths import PATH
from content.parsing.schema import Record, Text

from .words import Unwritable, markdown_of
from .yaml_text import yaml_text

LinkWriter = Callable[[str], str]
# Front matter begins with what a unit is and ends with what it rests on.
LAST = ("sources", "exercise")


def unit_text(unit: Unit, link: LinkWriter = str) -> str:
    if unit.kind == "check":
        questions = [question.value for question in unit.questions]
        return yaml_text({**unit.facts, "kind": "check", "questions": questions}, _ordered(shapes.CHECK))
    front = yaml_text({**unit.facts, "kind": unit.kind}, _ordered(shapes.UNIT))
    sections = "\n".join(_section(section, link) for section in unit.sections)
    return f"---\n{front}---\n\n{sections}"


def module_text(module: Module, link: LinkWriter = str) -> str:
    front = yaml_text(module.facts, shapes.MODULE)
    return f"---\n{front}---\n{_blocks(module.intro, link)}"


def page_text(page: TextPage, link: LinkWriter = str) -> str:
    return f"---\n{yaml_text(page.facts, shapes.PAGE)}---\n{_blocks(page.blocks, link)}"


def home_text(home: Home) -> str:
    return yaml_text(home.facts, shapes.HOME)


def path_text(path: LearningPath) -> str:
    return yaml_text(path.facts, PATH)


def _ordered(shape: Record) -> Record:
    """The same shape with the long lists last, behind the facts that fit on a line."""
    late = [*LAST, "questions"]
    # An exercise keeps the order in which its author wrote it.
    parts = {**shape.needed, **shape.allowed, "exercise": Text()}
    names = sorted(parts, key=lambda name: late.index(name) if name in late else -1)
    needed = {name: parts[name] for name in names if name in shape.needed and name not in late}
    return Record(needed, {name: parts[name] for name in names if name not in needed})


def _section(section: Section, link: LinkWriter) -> str:
    head = f"## {section.title} {{#{section.anchor}}}\nResume: {section.resume}\n"
    return head + _blocks(section.blocks, link)


def _blocks(blocks: Iterable[Block], link: LinkWriter) -> str:
    return "".join(f"\n{_block(block, link).rstrip()}\n" for block in blocks)


def _block(block: Block, link: LinkWriter) -> str:
    if block.kind == "text":
        return markdown_of(block.value, link)
    if block.kind not in shapes.BLOCKS:
        raise Unwritable(f"A {block.kind} lies in this portal's library and cannot stand in a file.")
    return f"```{block.kind}\n{yaml_text(block.value, shapes.BLOCKS[block.kind])}```"
