"""A small language of formulas: the same tree is worked out here and by the page's script (docs/editors.md).

    picked(price) * volume / 100000            least(cost where wait <= limit)          if(a > b, a, b)

Numbers are binary floats, as in the browser. True is 1 and false is 0. `sum`, `least`, `most` and `count` go
over the rows of the exercise, with `where` over some of them; `picked` takes the row that was chosen.
`row` is a row's number from 1.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence

from saying import _

Tree = float | str | list["Tree"]
TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(<=|>=|!=|[-+*/()<>=,]))")
OVER_ROWS = ("sum", "least", "most", "count", "picked")
TAKES = {"min": 2, "max": 2, "if": 3, "ceil": 1, "floor": 1, "round": 1}
WORDS = frozenset(["and", "or", "not", "where"])
COMPARISONS = ("<=", ">=", "!=", "<", ">", "=")
DEEPEST = 40
LONGEST = 600
# A chain such as a + b + c is as deep as it is long; a figure has no more digits than a float can hold.
MOST_WORDS = 200
MOST_DIGITS = 15
# Two sums of the same decimals may differ in the last bit; what is equal on paper is equal here.
NEAR = 1e-9


class BadFormula(ValueError):
    """The message says what is wrong and near which word."""


def parse(text: str) -> Tree:
    """The tree of a formula: a number, a name, or [operation, part, …]. BadFormula with a sentence."""
    if len(text) > LONGEST:
        raise BadFormula(_("A formula has at most %(most)s characters.") % {"most": LONGEST})
    words = _tokens(text)
    if len(words) > MOST_WORDS:
        raise BadFormula(_("A formula has at most %(most)s names, figures and signs.") % {"most": MOST_WORDS})
    parser = _Parser(words)
    tree = parser.choice(0)
    if parser.left:
        raise BadFormula(_("“%(word)s” is not expected here.") % {"word": parser.left[0]})
    return tree


def _tokens(text: str) -> list[str]:
    found, place = [], 0
    text = text.rstrip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            raise BadFormula(_("“%(word)s” cannot be read.") % {"word": text[place:].strip()[:12]})
        found.append(match.group().strip())
        place = match.end()
    return found


class _Parser:
    """Reads from the front: or, and, not, comparison, sum, product, sign, atom."""

    def __init__(self, left: list[str]) -> None:
        self.left = left

    def take(self, *wanted: str) -> str | None:
        return self.left.pop(0) if self.left and self.left[0] in wanted else None

    def need(self, wanted: str) -> None:
        if not self.take(wanted):
            raise BadFormula(self._missing(f"“{wanted}”"))

    def _missing(self, what: str) -> str:
        if not self.left:
            return _("%(what)s is missing at the end.") % {"what": what}
        return _("%(what)s is missing before “%(word)s”.") % {"what": what, "word": self.left[0]}

    def choice(self, depth: int) -> Tree:
        tree = self.both(depth)
        while self.take("or"):
            tree = ["or", tree, self.both(depth)]
        return tree

    def both(self, depth: int) -> Tree:
        tree = self.negation(depth)
        while self.take("and"):
            tree = ["and", tree, self.negation(depth)]
        return tree

    def negation(self, depth: int) -> Tree:
        if self.take("not"):
            return ["not", self.negation(self._deeper(depth))]
        tree = self.added(depth)
        sign = self.take(*COMPARISONS)
        return [sign, tree, self.added(depth)] if sign else tree

    def added(self, depth: int) -> Tree:
        tree = self.multiplied(depth)
        while sign := self.take("+", "-"):
            tree = [sign, tree, self.multiplied(depth)]
        return tree

    def multiplied(self, depth: int) -> Tree:
        tree = self.signed(depth)
        while sign := self.take("*", "/"):
            tree = [sign, tree, self.signed(depth)]
        return tree

    def signed(self, depth: int) -> Tree:
        if self.take("-"):
            return ["-", 0.0, self.signed(self._deeper(depth))]
        return self.atom(self._deeper(depth))

    def _deeper(self, depth: int) -> int:
        if depth >= DEEPEST:
            raise BadFormula(_("More than %(most)s things stand inside each other.") % {"most": DEEPEST})
        return depth + 1

    def atom(self, depth: int) -> Tree:
        if self.take("("):
            tree = self.choice(depth)
            self.need(")")
            return tree
        if not self.left or not re.match(r"[A-Za-z0-9_]", self.left[0]):
            raise BadFormula(self._missing(_("A number or a name")))
        word = self.left.pop(0)
        if word in WORDS:
            raise BadFormula(_("“%(word)s” is not expected here.") % {"word": word})
        if word[0].isdigit():
            if len(word.replace(".", "")) > MOST_DIGITS:
                raise BadFormula(_("A figure has at most %(most)s digits.") % {"most": MOST_DIGITS})
            return float(word)
        return self.call(word, depth) if self.take("(") else word

    def call(self, name: str, depth: int) -> Tree:
        if name not in TAKES and name not in OVER_ROWS:
            raise BadFormula(_("“%(name)s” is not a function.") % {"name": name})
        parts = [self.choice(depth)]
        if name in OVER_ROWS:
            if name != "picked" and self.take("where"):
                parts.append(self.choice(depth))
        else:
            while self.take(","):
                parts.append(self.choice(depth))
            if len(parts) != TAKES[name]:
                known = {"name": name, "takes": TAKES[name], "n": len(parts)}
                raise BadFormula(_("“%(name)s” takes %(takes)s values, not %(n)s.") % known)
        self.need(")")
        return [name, *parts]


def names(tree: Tree, in_row: bool = False) -> set[tuple[str, bool]]:
    """Every name in the tree, and whether it stands where one row is looked at."""
    if isinstance(tree, str):
        return {(tree, in_row)}
    if isinstance(tree, list):
        inside = in_row or tree[0] in OVER_ROWS
        return {found for part in tree[1:] for found in names(part, inside)}
    return set()


Row = Mapping[str, float]


def work_out(
    tree: Tree,
    known: Mapping[str, float],
    rows: Sequence[Row] = (),
    picked: int | None = None,
    row: Row | None = None,
) -> float | None:
    """The value of a formula; None where there is none: division by zero, nothing to choose from.

    `known` holds inputs and earlier results, `rows` the values of every row, `picked` the chosen row's place.
    """
    if isinstance(tree, str):
        return row[tree] if row is not None and tree in row else known.get(tree)
    if not isinstance(tree, list):
        return tree
    name = tree[0]
    if name in OVER_ROWS:
        return _over_rows(tree, known, rows, picked)

    def value(part: Tree) -> float | None:
        return work_out(part, known, rows, picked, row)

    if name == "if":
        condition = value(tree[1])
        return None if condition is None else value(tree[2] if condition else tree[3])
    parts = [value(part) for part in tree[1:]]
    if any(part is None for part in parts):
        return None
    return _finite(OPERATIONS[str(name)](*parts))


def _over_rows(
    tree: Sequence[Tree], known: Mapping[str, float], rows: Sequence[Row], picked: int | None
) -> float | None:
    if tree[0] == "picked":
        return None if picked is None else work_out(tree[1], known, rows, picked, rows[picked])
    chosen = [row for row in rows if len(tree) < 3 or work_out(tree[2], known, rows, picked, row)]
    values = [work_out(tree[1], known, rows, picked, row) for row in chosen]
    if tree[0] == "count":
        return float(sum(bool(value) for value in values))
    there = [value for value in values if value is not None]
    if tree[0] == "sum":
        return _finite(sum(there, 0.0)) if len(there) == len(values) else None
    if not there:
        return None
    return min(there) if tree[0] == "least" else max(there)


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _over(a: float, b: float) -> float | None:
    return a / b if b else None


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= NEAR * max(1.0, abs(a), abs(b))


OPERATIONS: Mapping[str, Callable[..., float | None]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _over,
    "<": lambda a, b: float(a < b and not _near(a, b)),
    ">": lambda a, b: float(a > b and not _near(a, b)),
    "<=": lambda a, b: float(a < b or _near(a, b)),
    ">=": lambda a, b: float(a > b or _near(a, b)),
    "=": lambda a, b: float(_near(a, b)),
    "!=": lambda a, b: float(not _near(a, b)),
    "and": lambda a, b: float(bool(a) and bool(b)),
    "or": lambda a, b: float(bool(a) or bool(b)),
    "not": lambda a: float(not a),
    "min": min,
    "max": max,
    "ceil": lambda a: float(math.ceil(a - NEAR)),
    "floor": lambda a: float(math.floor(a + NEAR)),
    "round": lambda a: float(math.floor(a + 0.5)),
}
