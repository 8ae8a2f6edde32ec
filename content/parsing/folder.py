"""The whole folder read, and the rules between its files: links, passages, films, order, names."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from saying import _

from .faults import Fault, FaultsFound, Ledger
from .films import read_film
from .kept import is_kept
from .outline import Curriculum, Film, Home, Kept, LearningPath, Module, TextPage, Unit
from .paths import read_path
from .units import Found, read_check, read_home, read_module, read_page, read_unit

FileReader = Callable[[Path, Path, Ledger], Found | None]
FAMILIES = ("strategy", "culture", "responsibility", "technology")


@dataclass(frozen=True, slots=True)
class Part:
    """Modules with their films, without the rest of a course."""

    modules: tuple[Module, ...]
    films: tuple[Film, ...]

    @property
    def kept(self) -> tuple[Kept, ...]:
        """The pictures and documents that its texts name."""
        return kept_of(self.modules)


def read_curriculum(folder: Path, films: Path | None = None) -> Curriculum:
    """The curriculum of a folder, with the made films of another (beside it if not given).

    Raises FaultsFound with every fault of every file at once.
    """
    if not folder.is_dir():
        raise FaultsFound([Fault(folder.name, 1, _("There is no such folder."))])
    found, boards, faults = _read_files(folder, films or folder.parent / "films")
    modules = _judged(folder, found, faults, whole=True)
    home = next((f.item for f in found if isinstance(f.item, Home)), None)
    if home is None and not any(fault.path == "home.yaml" for fault in faults):
        faults.append(
            Fault("home.yaml", 1, _("The words of the home page are missing: there is no such file."))
        )
    if faults or home is None:
        raise FaultsFound(faults)
    pages = tuple(f.item for f in found if isinstance(f.item, TextPage))
    paths = sorted((f.item for f in found if isinstance(f.item, LearningPath)), key=lambda path: path.order)
    return Curriculum(home, modules, pages, tuple(boards), tuple(paths))


def read_part(folder: Path, films: Path) -> Part:
    """The modules in a folder; where they link to units of other modules is judged by whoever has those.

    Raises FaultsFound with every fault of every file at once.
    """
    found, boards, faults = _read_files(folder, films)
    modules = _judged(folder, found, faults, whole=False)
    if faults or not modules:
        raise FaultsFound(faults or [Fault(folder.name, 1, _("There is no module."))])
    return Part(modules, tuple(boards))


def _read_files(folder: Path, films: Path) -> tuple[list[Found], list[Film], list[Fault]]:
    found, boards, faults = list[Found](), [], []
    beside = set[str]()
    for path in sorted(folder.rglob("*")):
        ledger = Ledger(path.relative_to(folder).as_posix())
        if _is_storyboard(folder, path):
            if film := read_film(folder, path, films, ledger):
                boards.append(film)
        elif is_kept(folder, path):
            beside.add(ledger.path)
        elif (reader := _reader_of(folder, path, ledger)) and (item := reader(folder, path, ledger)):
            found.append(item)
        faults.extend(ledger.faults)
    named = {kept.path for item in found for kept in getattr(item.item, "kept", ())}
    # What a text could not be read for is no riddle of its own.
    faults += [] if faults else [Fault(path, 1, _("No text names this file.")) for path in beside - named]
    return found, boards, faults


def kept_of(texts: Iterable[Unit | Module | TextPage]) -> tuple[Kept, ...]:
    """What these texts name, each file once; a module brings what its units name."""
    named: dict[str, Kept] = {}
    for text in texts:
        inner = kept_of(text.units) if isinstance(text, Module) else ()
        named |= {kept.path: kept for kept in (*text.kept, *inner)}
    return tuple(named.values())


def _judged(folder: Path, found: list[Found], faults: list[Fault], whole: bool) -> tuple[Module, ...]:
    """The modules; what is wrong between the files joins `faults`."""
    _judge_together(folder, found, whole)
    for item in found:
        faults.extend(item.ledger.faults)
    return _modules(found, faults)


def _is_storyboard(folder: Path, path: Path) -> bool:
    parts = path.relative_to(folder).parts
    is_of_module = len(parts) == 3 and _is_module(folder, parts[0])
    return is_of_module and parts[1] == "films" and path.suffix == ".yaml"


def _is_module(folder: Path, name: str) -> bool:
    """One of the four that ship, or one that says so by its own words."""
    return name in FAMILIES or (folder / name / "module.md").is_file()


def _reader_of(folder: Path, path: Path, ledger: Ledger) -> FileReader | None:
    """Which function reads this file; None for folders, storyboards and what was refused."""
    parts = path.relative_to(folder).parts
    if path.is_dir() or any(part.startswith((".", "_")) for part in parts):
        return None
    if parts == ("home.yaml",):
        return read_home
    if len(parts) == 2 and parts[0] == "pages" and path.suffix == ".md":
        return read_page
    if len(parts) == 2 and parts[0] == "paths" and path.suffix == ".yaml":
        return read_path
    if len(parts) == 2 and _is_module(folder, parts[0]):
        if parts[1] == "module.md":
            return read_module
        if path.suffix == ".md":
            return read_unit
        if path.suffix == ".yaml":
            return read_check
    ledger.add(
        1,
        _(
            "Nothing is read from here. Modules are folders with a module.md: %(names)s; plain "
            "pages lie in pages/, paths in paths/."
        ),
        names=", ".join(FAMILIES),
    )
    return None


def _judge_together(folder: Path, found: list[Found], whole: bool) -> None:
    """Adds the faults that one file alone cannot show to the ledgers of the files they stand in."""
    units = {f.item.key: f.item for f in found if isinstance(f.item, Unit)}
    modules = {unit.module for unit in units.values()}
    taken: dict[tuple[str, int], str] = {}
    for item in found:
        unit = item.item
        for href, line in item.links:
            elsewhere = not whole and href.removeprefix("unit:").partition("/")[0] not in modules
            if href.startswith("unit:") and not elsewhere and (message := _dead_link(href, units)):
                item.ledger.add(line, message)
        if not isinstance(unit, Unit):
            continue
        if other := taken.get((unit.module, unit.order)):
            item.ledger.add(
                1,
                _("The number %(order)s is taken by %(other)s already."),
                order=f"{unit.order:02}",
                other=other,
            )
        taken[unit.module, unit.order] = unit.file.path
        if units[unit.key] is not unit:
            item.ledger.add(1, _("The unit %(key)s is in another file too."), key=unit.key)
        film = unit.facts.get("film")
        if film and not (folder / unit.module / "films" / f"{film}.yaml").is_file():
            item.ledger.add(
                1,
                _("film: there is no storyboard %(module)s/films/%(film)s.yaml."),
                module=unit.module,
                film=film,
            )
        for message in _missing(folder, unit, units):
            item.ledger.add(1, message)


def _missing(folder: Path, unit: Unit, units: dict[str, Unit]) -> Iterator[str]:
    """What blocks of the unit lead to that is no film, or no decision, of this folder."""
    for block in (block for section in unit.sections for block in section.blocks):
        if block.kind == "film" and not any(folder.glob(f"*/films/{block.value.get('film')}.yaml")):
            yield _("film: there is no storyboard of %(what)s in any module.") % {
                "what": block.value.get("film")
            }
        if block.kind == "decision":
            asked = units.get(block.value.get("unit", ""))
            if asked and asked.kind != "decision":
                yield _("decision: %(key)s is no decision.") % {"key": asked.key}


def _dead_link(href: str, units: dict[str, Unit]) -> str:
    key, _mark, anchor = href.removeprefix("unit:").partition("#")
    if key not in units:
        return _("There is no unit %(key)s.") % {"key": key}
    if anchor and anchor not in {section.anchor for section in units[key].sections}:
        return _("The unit %(key)s has no section #%(anchor)s.") % {"key": key, "anchor": anchor}
    return ""


def _modules(found: list[Found], faults: list[Fault]) -> tuple[Module, ...]:
    modules = [f.item for f in found if isinstance(f.item, Module)]
    units = [f.item for f in found if isinstance(f.item, Unit)]
    known = {module.slug for module in modules}
    faults.extend(
        Fault(f"{slug}/module.md", 1, _("The module's own words are missing: there is no such file."))
        for slug in sorted({unit.module for unit in units} - known)
        if not any(fault.path == f"{slug}/module.md" for fault in faults)
    )
    return tuple(
        replace(
            module, units=tuple(sorted((u for u in units if u.module == module.slug), key=lambda u: u.order))
        )
        for module in sorted(modules, key=lambda module: (module.facts.get("order", 99), module.slug))
    )
