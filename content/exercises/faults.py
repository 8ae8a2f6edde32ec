"""What is wrong between the parts of an exercise: formulas, names and figures that do not fit each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from saying import _, figure

from .effort import sums_of, tries_of
from .formula import WORDS, BadFormula, names, parse

Values = Mapping[str, Any]
Where = tuple[str | int, ...]
GIVEN, ROW_NUMBER, PICK = "given", "row", "pick"
FORMULAS = ("formula", "where", "low", "high")
MOST_STEPS = 500
LARGEST = 10**15
# A page of an exercise takes a fifth of a second at the most.
MOST_SUMS = 400_000


@dataclass(frozen=True, slots=True)
class Fault:
    """`where` leads to it through the values; `near` is a word that stands near it in a text of them."""

    where: Where
    near: str
    said: str


def faults(values: Values) -> Iterator[Fault]:
    """For values that may be unfinished: what is not there yet is nobody's fault here."""
    yield from _row_faults(values)
    inputs = values.get("inputs", ())
    for place, each in enumerate(inputs):
        yield from _input_faults(("inputs", place), each)
    if "given" in values:
        yield from _input_faults(("given",), {"key": GIVEN, **values["given"]})
    yield from _twins(inputs, "inputs", _("The key “%(key)s” is used for two inputs."))
    yield from _twins(values.get("rows", ()), "rows", _("The key “%(key)s” is used for two rows."))
    yield from _twins(
        values.get("findings", ()), "findings", _("The key “%(key)s” is used for two findings.")
    )
    yield from _name_faults(values)
    turns, results = values.get("turns"), values.get("results", ())
    if turns and not any(result.get("key") == turns and "which" in result for result in results):
        said = _("turns: “%(key)s” is not a result that says which row.") % {"key": turns}
        yield Fault(("turns",), turns, said)
    if (findings := values.get("findings", ())) and findings[-1].get("when") != "1":
        said = _("findings: the last one is for every other choice; its condition is 1.")
        yield Fault(("findings", len(findings) - 1, "when"), "findings", said)
    yield from _effort_faults(values)


def _twins(entries: Sequence[Values], part: str, said: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, each in enumerate(entries):
        key = each.get("key")
        if key and key in seen:
            yield Fault((part, place, "key"), key, said % {"key": key})
        seen.add(key or "")


def _row_faults(values: Values) -> Iterator[Fault]:
    wide = sum("formula" not in column for column in values.get("columns", ()))
    for place, row in enumerate(values.get("rows", ())):
        if len(row["values"]) != wide:
            said = _("%(row)s: %(n)s values; %(wide)s columns have no formula.")
            told = said % {"row": row["key"], "n": len(row["values"]), "wide": wide}
            yield Fault(("rows", place), row["key"], told)
        if any(_too_large(value) for value in row["values"]):
            yield Fault(
                ("rows", place), row["key"], _("%(row)s: a figure is too large.") % {"row": row["key"]}
            )
    if not values.get("rows") and ("picks" in values or "given" in values):
        yield Fault(("rows",), "role", _("rows: without rows there is nothing to choose from."))


def _input_faults(where: Where, each: Values) -> Iterator[Fault]:
    key = each.get("key") or ""
    found: list[Any] = [each.get(name) for name in ("default", "least", "most", "step")]
    default, least, most, step = found
    known = {"key": key, "default": default, "least": least, "most": most, "steps": MOST_STEPS}

    def fault(part: str, said: str) -> Fault:
        return Fault((*where, part), key, said % known)

    offered = [option.get("value") for option in each.get("options", ())]
    if any(_too_large(value) for value in (*found, *offered)):
        yield fault("most", _("%(key)s: a figure is too large."))
    if _numbers(default, least, most) and not least <= default <= most:
        yield fault("default", _("%(key)s: %(default)s is not from %(least)s to %(most)s."))
    if _numbers(step) and step <= 0:
        yield fault("step", _("%(key)s: a step is more than nothing."))
    elif _numbers(least, most, step) and (most - least) / step > MOST_STEPS:
        yield fault("step", _("%(key)s: more than %(steps)s steps from %(least)s to %(most)s."))
    if offered and _numbers(default) and default not in offered:
        yield fault("default", _("%(key)s: %(default)s is not one of the options."))


def _effort_faults(values: Values) -> Iterator[Fault]:
    once = sums_of(values)
    if once > MOST_SUMS:
        said = _("results: the formulas take %(n)s sums for one choice; at most %(most)s.")
        yield Fault(
            ("results",), "results", said % {"n": figure(f"{once:,}"), "most": figure(f"{MOST_SUMS:,}")}
        )
        return
    inputs = values.get("inputs", ())
    whole = all(_numbers(*(each.get(part) for part in ("least", "most", "step"))) for each in inputs)
    if not (values.get("turns") and inputs and whole and all(each["step"] > 0 for each in inputs)):
        return
    tries = tries_of(inputs)
    if (sums := (2 + sum(tries)) * once) > MOST_SUMS:
        place = tries.index(max(tries))
        said = _(
            "%(key)s: to tell where another row would win takes %(n)s sums; at most %(most)s. "
            "Make this step larger."
        )
        key = inputs[place].get("key") or ""
        known = {"key": key, "n": figure(f"{sums:,}"), "most": figure(f"{MOST_SUMS:,}")}
        yield Fault(("inputs", place, "step"), key, said % known)


def _numbers(*values: object) -> bool:
    return all(isinstance(value, Decimal | int | float) and -LARGEST <= value <= LARGEST for value in values)


def _too_large(value: object) -> bool:
    return isinstance(value, Decimal | int | float) and not -LARGEST <= value <= LARGEST


def _name_faults(values: Values) -> Iterator[Fault]:
    """Formulas that cannot be read, and names in them that mean nothing where they stand."""
    inputs, columns = values.get("inputs", ()), values.get("columns", ())
    results = values.get("results", ())
    yield from _taken(
        [*_placed("inputs", inputs), *_placed("columns", columns), *_placed("results", results)]
    )
    known = {each.get("key") for each in inputs} - {None, ""}
    row = {column.get("key") for column in columns if "formula" not in column} | {ROW_NUMBER}
    row |= {GIVEN} if "given" in values else set()
    for place, column in enumerate(columns):
        if "formula" in column:
            yield from _formula_faults(
                ("columns", place, "formula"), column["formula"], known | row, known | row
            )
            row.add(column.get("key"))
    for place, result in enumerate(results):
        alone = known | row if "which" in result else known
        for part in FORMULAS:
            if part in result:
                yield from _formula_faults(("results", place, part), result[part], alone, known | row)
        known.add(result.get("key"))
    for name, part in (("limits", "formula"), ("findings", "when")):
        for place, each in enumerate(values.get(name, ())):
            yield from _formula_faults((name, place, part), each.get(part), known, known | row)


def _placed(part: str, entries: Sequence[Values]) -> list[tuple[Where, str]]:
    return [((part, place, "key"), each.get("key") or "") for place, each in enumerate(entries)]


def _taken(named: Sequence[tuple[Where, str]]) -> Iterator[Fault]:
    """Names that mean something else, or two things; two inputs of one key are told by their own rule."""
    own = {GIVEN, ROW_NUMBER, PICK, *WORDS}
    for where, name in named:
        if name in own:
            yield Fault(where, name, _("“%(name)s” has a meaning of its own.") % {"name": name})
    counted = Counter(name for _where, name in named if name)
    for where, name in named:
        if counted[name] > 1 and where[0] != "inputs":
            yield Fault(where, name, _("The key “%(key)s” is used for two names.") % {"key": name})


def _formula_faults(
    where: Where, text: str | None, alone: Iterable[str | None], in_row: Iterable[str | None]
) -> Iterator[Fault]:
    if not text:
        return
    try:
        tree = parse(text)
    except BadFormula as fault:
        yield Fault(where, text, f"{text}: {fault}")
        return
    for name, inside in sorted(names(tree)):
        if name not in (in_row if inside else alone):
            said = _("%(formula)s: “%(name)s” is nothing that is known here.")
            yield Fault(where, text, said % {"formula": text, "name": name})
