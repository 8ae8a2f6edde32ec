"""Units, modules and plain pages read from Markdown, checks from YAML."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from content.grids import cell_faults
from saying import _

from . import shapes
from .exercises import judge
from .faults import Ledger
from .files import Run, Source, read_source, runs, split_front_matter
from .judging import OPTION, QUESTION, SECTION_WORD, judge_answers, judge_facts, line_of, refuse_twins
from .kept import PLACES, fault_of, read_kept
from .outline import TAKEN_ANCHORS, Block, Home, Kept, LearningPath, Module, Question, Section, TextPage, Unit
from .schema import Reader, Record
from .text import html_of

SECTION = re.compile(rf"^##(?!#)\s+(.*?)\s*(?:\{{#({shapes.SLUG})\}})?\s*$")
RESUME = re.compile(r"^Resume:\s*(.*)$")
LONGEST_TITLE, LONGEST_RESUME = 120, 200
FILE_NAME = re.compile(rf"^(\d\d)-({shapes.SLUG})$")


@dataclass
class Found:
    """One file's result with what can only be judged beside the other files."""

    item: Unit | Module | TextPage | Home | LearningPath
    ledger: Ledger
    links: list[tuple[str, int]] = field(default_factory=list)


@dataclass
class _Reading:
    """The state while one file is read: `path` in the curriculum's `folder`."""

    folder: Path
    path: Path
    ledger: Ledger
    source_keys: set[str]
    allowed: Iterable[str]
    links: list[tuple[str, int]] = field(default_factory=list)
    named: dict[str, Kept] = field(default_factory=dict)

    @property
    def kept(self) -> tuple[Kept, ...]:
        return tuple(self.named.values())

    def blocks(self, lines: list[str], first_line: int) -> tuple[Block, ...]:
        found = [self._block(run) for run in runs(lines, first_line, self.ledger)]
        return tuple(block for block in found if block is not None)

    def _block(self, run: Run) -> Block | None:
        if not run.fence:
            text = html_of(run.text, run.line, self.ledger)
            self.links.extend(text.links)
            return Block("text", text.html)
        if run.fence not in self.allowed:
            known = ", ".join(self.allowed)
            self.ledger.add(
                run.line - 1,
                _("“%(fence)s” is not a block that may stand here. Known: %(known)s."),
                fence=run.fence,
                known=known,
            )
            return None
        value = Reader(self.ledger, run.line - 1).read(run.text, shapes.BLOCKS[run.fence])
        if value is not None:
            self._check(run, value)
        return None if value is None else Block(run.fence, value)

    def _check(self, run: Run, value: Any) -> None:
        """Rules between the parts of one block."""
        for entry in value if isinstance(value, list) else [value]:
            key = entry.get("source")
            if key and key not in self.source_keys:
                line = next(
                    (n for n, text in enumerate(run.text.split("\n"), run.line) if key in text), run.line
                )
                self.ledger.add(line, _("source: “%(key)s” is not in the list of sources."), key=key)
        if run.fence in PLACES:
            self._check_kept(run, value)
        if run.fence == "question":
            self._check_question(run, value)
        if run.fence == "decision" and (unit := value.get("unit")):
            self.links.append((f"unit:{unit}", run.line))
        if run.fence in ("table", "lines"):
            self._check_table(run, value)

    def _check_table(self, run: Run, value: Any) -> None:
        wide = len(value.get("head", ()))
        for number, row in enumerate(value.get("rows", ()), 1):
            if len(row) != wide:
                self.ledger.add(
                    run.line,
                    _("Row %(number)s has %(n)s cells and the head %(wide)s."),
                    number=number,
                    n=len(row),
                    wide=wide,
                )
        if run.fence == "lines":
            for cell, fault in cell_faults(value.get("rows", ())):
                self.ledger.add(run.line - 1 + line_of(run.text, cell), fault)

    def _check_kept(self, run: Run, value: Any) -> None:
        if fault := fault_of(run.fence, value):
            self.ledger.add(run.line, fault)
        if name := value.get("file"):
            path = self.path.parent / PLACES[run.fence] / name
            if kept := read_kept(self.folder, path, value, run.line, self.ledger):
                self.named.setdefault(kept.path, kept)

    def _check_question(self, run: Run, value: Any) -> None:
        if value.get("kind") == "choice" and "options" not in value:
            self.ledger.add(run.line, _("options: a question of kind “choice” needs them."))
        if value.get("kind") == "text" and "options" in value:
            self.ledger.add(run.line, _("options: a question of kind “text” has none."))
        refuse_twins(
            self.ledger, run.line, (option.get("key") for option in value.get("options", ())), OPTION
        )


def read_unit(folder: Path, path: Path, ledger: Ledger) -> Found | None:
    name = FILE_NAME.match(path.stem)
    if name is None:
        ledger.add(1, _("The name must be two digits, a hyphen and a slug: 03-jabil.md."))
    source = read_source(folder, path, ledger)
    if source is None or name is None:
        return None
    facts, body, offset = _front(source, shapes.UNIT, ledger)
    judge_facts(facts, ledger)
    if "exercise" in facts:
        judge(facts["exercise"], source.text, ledger)
    keys = {entry.get("key", "") for entry in facts.get("sources", ())}
    reading = _Reading(folder, path, ledger, keys, shapes.BLOCKS)
    sections = _sections(body, offset, reading)
    kind = facts.get("kind", "guide")
    place = (source.file, path.parent.name, name[2], int(name[1]))
    return Found(Unit(*place, kind, facts, sections, kept=reading.kept), ledger, reading.links)


def read_module(folder: Path, path: Path, ledger: Ledger) -> Found | None:
    source = read_source(folder, path, ledger)
    if source is None:
        return None
    facts, body, offset = _front(source, shapes.MODULE, ledger)
    reading = _Reading(folder, path, ledger, set(), shapes.PAGE_BLOCKS)
    intro = reading.blocks(body.split("\n"), offset + 1)
    module = Module(source.file, path.parent.name, facts, intro, (), reading.kept)
    return Found(module, ledger, reading.links)


def read_page(folder: Path, path: Path, ledger: Ledger) -> Found | None:
    if not re.fullmatch(shapes.SLUG, path.stem):
        ledger.add(1, _("The name must be small letters, digits and hyphens: how-scoring-works.md."))
    source = read_source(folder, path, ledger)
    if source is None:
        return None
    facts, body, offset = _front(source, shapes.PAGE, ledger)
    reading = _Reading(folder, path, ledger, set(), shapes.PAGE_BLOCKS)
    blocks = reading.blocks(body.split("\n"), offset + 1)
    return Found(TextPage(source.file, path.stem, facts, blocks, reading.kept), ledger, reading.links)


def read_home(folder: Path, path: Path, ledger: Ledger) -> Found | None:
    source = read_source(folder, path, ledger)
    if source is None:
        return None
    facts = Reader(ledger).read(source.text, shapes.HOME) or {}
    units = [facts.get(part, {}).get("unit") for part in ("primer", "case")]
    links = [(f"unit:{unit}", line_of(source.text, unit)) for unit in units if unit]
    return Found(Home(source.file, facts), ledger, links)


def read_check(folder: Path, path: Path, ledger: Ledger) -> Found | None:
    name = FILE_NAME.match(path.stem)
    if name is None:
        ledger.add(1, _("The name must be two digits, a hyphen and “check”: 06-check.yaml."))
    source = read_source(folder, path, ledger)
    if source is None or name is None:
        return None
    facts = Reader(ledger).read(source.text, shapes.CHECK) or {}
    judge_facts(facts, ledger)
    questions = facts.pop("questions", [])
    pool = len(questions)
    if facts.get("draw", 0) > pool:
        ledger.add(
            line_of(source.text, "draw:"),
            _("draw: %(draw)s of a pool of %(pool)s."),
            draw=facts["draw"],
            pool=pool,
        )
    if facts.get("pass", 0) > facts.get("draw", 99):
        ledger.add(
            line_of(source.text, "pass:"),
            _("pass: %(passed)s of %(draw)s drawn."),
            passed=facts["pass"],
            draw=facts["draw"],
        )
    links = []
    for question in questions:
        line = line_of(source.text, f"key: {question.get('key')}")
        judge_answers(question, line, source.text, ledger)
        if passage := question.get("passage"):
            links.append((f"unit:{passage}", line_of(source.text, passage, line)))
    refuse_twins(ledger, 1, (question.get("key") for question in questions), QUESTION)
    pool_of = tuple(Question(question.get("key", ""), question) for question in questions)
    unit = Unit(source.file, path.parent.name, name[2], int(name[1]), "check", facts, (), pool_of)
    return Found(unit, ledger, links)


def _front(source: Source, shape: Record, ledger: Ledger) -> tuple[dict[str, Any], str, int]:
    front, body, offset = split_front_matter(source.text, ledger)
    facts = Reader(ledger, 1).read(front, shape) if front else None
    return facts or {}, body, offset


def _sections(body: str, offset: int, reading: _Reading) -> tuple[Section, ...]:
    """The body cut at its `##` headings; words before the first one belong nowhere."""
    lines = body.split("\n")
    fenced, starts = False, []
    for number, line in enumerate(lines):
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced and SECTION.match(line):
            starts.append(number)
    before = lines[: starts[0]] if starts else lines
    for number, line in enumerate(before, offset + 1):
        if line.strip():
            reading.ledger.add(
                number, _("Words stand before the first section, which begins with “## Title {#anchor}”.")
            )
            break
    sections = tuple(
        _section(lines[start:end], offset + start + 1, reading)
        for start, end in pairwise([*starts, len(lines)])
    )
    for what, keys in (
        (SECTION_WORD, [section.anchor for section in sections]),
        (QUESTION, [b.value.get("key") for s in sections for b in s.blocks if b.kind == "question"]),
    ):
        refuse_twins(reading.ledger, offset + 1, keys, what)
    return sections


def _section(lines: list[str], first_line: int, reading: _Reading) -> Section:
    heading = SECTION.match(lines[0])
    title, anchor = (heading[1], heading[2] or "") if heading else ("", "")
    ledger = reading.ledger
    if not title or len(title) > LONGEST_TITLE:
        ledger.add(first_line, _("A section has a title of at most %(most)s characters."), most=LONGEST_TITLE)
    if not anchor:
        ledger.add(first_line, _("A section's heading ends with its anchor: ## Title {#anchor}."))
    if anchor in TAKEN_ANCHORS:
        ledger.add(
            first_line,
            _("#%(anchor)s is an address of the page itself; give the section another anchor."),
            anchor=anchor,
        )
    resume, body = "", 1
    match = RESUME.match(lines[1]) if len(lines) > 1 else None
    if match is None or not match[1].strip():
        ledger.add(
            first_line + 1, _("The line after a section's heading is “Resume: …”, where the reader stopped.")
        )
    else:
        resume, body = match[1].strip(), 2
        if len(resume) > LONGEST_RESUME:
            ledger.add(
                first_line + 1,
                _("Resume: %(n)s characters; at most %(most)s fit."),
                n=len(resume),
                most=LONGEST_RESUME,
            )
    blocks = reading.blocks(lines[body:], first_line + body)
    if not blocks:
        ledger.add(first_line, _("This section is empty."))
    if any(block.kind == "question" for block in blocks[:-1]):
        ledger.add(first_line, _("A question is the last block of its section."))
    return Section(title, anchor, resume, blocks)
