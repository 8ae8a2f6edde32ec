"""What the curriculum's files say, as plain values that cannot change."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Last parts of addresses under a unit that are not sections (courses/urls.py).
TAKEN_ANCHORS = frozenset({"do", "print", "result"})


@dataclass(frozen=True, slots=True)
class File:
    """Where something was read: path relative to the folder, and the SHA-256 of its bytes."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture or document beside a text: its path in the folder, where it lies now, SHA-256, title."""

    path: str
    place: Path
    digest: str
    title: str


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` names the block; `value` is text as HTML for "text", else the checked YAML."""

    kind: str
    value: Any


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    anchor: str
    resume: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a check's pool; `value` is its checked YAML."""

    key: str
    value: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unit:
    """`facts` is the checked front matter: see shapes.UNIT and shapes.CHECK."""

    file: File
    module: str
    slug: str
    order: int
    kind: str
    facts: Mapping[str, Any]
    sections: tuple[Section, ...] = ()
    questions: tuple[Question, ...] = ()
    kept: tuple[Kept, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.module}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Module:
    file: File
    slug: str
    facts: Mapping[str, Any]
    intro: tuple[Block, ...]
    units: tuple[Unit, ...]
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class TextPage:
    file: File
    slug: str
    facts: Mapping[str, Any]
    blocks: tuple[Block, ...]
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class LearningPath:
    """`facts` is the checked YAML: see paths.PATH."""

    file: File
    slug: str
    order: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Home:
    file: File
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a made film, of an uploaded one without a folder; `digest` is that of its manifest.

    `duration` is in seconds.
    """

    folder: Path | None
    digest: str
    file_digest: str
    poster_digest: str
    duration: float
    captions: str
    chapters: str
    sound_digest: str = ""  # empty where the sound alone was not made
    file: str = "film.mp4"  # or film.webm


@dataclass(frozen=True, slots=True)
class Film:
    """`made` is None as long as the film has a storyboard only."""

    file: File
    key: str
    title: str
    credits: str
    made: Made | None
    faults: tuple[str, ...] = ()  # of an author's upload: not checked yet, refused, without a poster
    described: str = ""


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Modules in their order, each with its units in theirs."""

    home: Home
    modules: tuple[Module, ...]
    pages: tuple[TextPage, ...]
    films: tuple[Film, ...] = ()
    paths: tuple[LearningPath, ...] = ()
