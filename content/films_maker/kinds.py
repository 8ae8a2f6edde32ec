"""The scene kinds of a storyboard and the keys of each; stage/scenes/<kind>.js draws it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """One key: its type, whether it must be there and, for a list, what an item holds."""

    name: str
    type: str = "text"  # text | number | flag | beat | choice | list | group
    required: bool = False
    choices: tuple[str, ...] = ()
    item: tuple["Key", ...] = ()
    least: int = 1
    most: int = 1


AT = Key("at", "beat")
MODULES = ("strategy", "culture", "responsibility", "technology")
PLATES = MODULES

# What every scene takes, whatever its kind. A figure on the screen needs a source or the word exercise.
COMMON = (
    Key("id", required=True),
    Key("kind", required=True),
    Key("chapter"),
    Key("hold", "number"),
    Key("source"),
    Key("exercise"),
    Key("say", "list", True, item=(Key("id", required=True), Key("text", required=True)), most=12),
)

_ROW = (
    Key("label", required=True),
    Key("value", "number", True),
    Key("shown"),
    Key("detail"),
    Key("mark", "flag"),
    AT,
)
_TALLY = (Key("of", "number", True), Key("filled", "number", True), Key("open", "number"))
_FIGURE = (
    Key("value", "number"),
    Key("from", "number"),
    Key("decimals", "number"),
    Key("prefix"),
    Key("suffix"),
    Key("shown"),
    Key("lead"),
    Key("caption", required=True),
    Key("tally", "group", item=_TALLY),
    AT,
)
_COLUMN = (
    Key("title", required=True),
    Key("mark", "flag"),
    AT,
    Key("items", "list", True, item=(Key("text", required=True), Key("lead"), AT), most=4),
)

_SERIES = (
    Key("name", required=True),
    Key("tone", "choice", choices=("plain", "quiet", "mark")),
    Key("shown"),
    AT,
    Key("points", "list", True, item=(Key("value", "number", True),), least=2, most=13),
)
_EVENT = (
    Key("year", "number", True),
    Key("when", required=True),
    Key("title", required=True),
    Key("text"),
    Key("mark", "flag"),
    AT,
)
_CELL = (Key("title", required=True), Key("text"), Key("mark", "flag"), AT)
_ENDS = (Key("low", required=True), Key("high", required=True))

KINDS: dict[str, tuple[Key, ...]] = {
    "title": (Key("heading", required=True), Key("lead"), Key("plate", "choice", True, PLATES)),
    "statement": (
        Key(
            "lines",
            "list",
            True,
            item=(Key("text", required=True), Key("tone", "choice", choices=("plain", "quiet", "mark")), AT),
            most=3,
        ),
    ),
    "figure": (Key("heading"), Key("figures", "list", True, item=_FIGURE, most=3)),
    "bars": (
        Key("heading", required=True),
        Key("measure", required=True),
        Key("top", "number", True),
        Key("decimals", "number"),
        Key("prefix"),
        Key("suffix"),
        Key("rows", "list", True, item=_ROW, least=2, most=5),
    ),
    "line": (
        Key("heading", required=True),
        Key("measure", required=True),
        Key("bottom", "number"),
        Key("top", "number", True),
        Key("decimals", "number"),
        Key("prefix"),
        Key("suffix"),
        Key("axis", "list", True, item=(Key("label", required=True),), least=2, most=13),
        Key("series", "list", True, item=_SERIES, most=3),
    ),
    "matrix": (  # cells in reading order: upper left, upper right, lower left, lower right
        Key("heading", required=True),
        Key("across", "group", True, item=_ENDS),
        Key("up", "group", True, item=_ENDS),
        Key("cells", "list", True, item=_CELL, least=4, most=4),
    ),
    "timeline": (
        Key("heading", required=True),
        Key("from", "number", True),
        Key("to", "number", True),
        Key("events", "list", True, item=_EVENT, least=2, most=5),
    ),
    "plate": (Key("heading", required=True), Key("text"), Key("plate", "choice", True, PLATES), AT),
    "compare": (Key("heading", required=True), Key("columns", "list", True, item=_COLUMN, least=2, most=3)),
    "flow": (
        Key("heading", required=True),
        Key(
            "steps",
            "list",
            True,
            item=(Key("title", required=True), Key("text"), AT),
            least=2,
            most=4,
        ),
    ),
    "quote": (Key("text", required=True), Key("name", required=True), Key("role", required=True), AT),
    "close": (
        Key("heading", required=True),
        Key("credit"),
        Key("points", "list", True, item=(Key("text", required=True), AT), most=4),
    ),
}

FILM = (
    Key("schema", "choice", True, ("lesson-film/1",)),
    Key("id", required=True),
    Key("title", required=True),
    Key("module", "choice", True, MODULES),
    Key("kicker", required=True),
    Key("language", "choice", True, ("en",)),
    Key("credits", required=True),
    Key(
        "voice",
        "group",
        True,
        item=(
            Key("engine", "choice", True, ("hibari",)),
            Key("name", "choice", True, ("heart",)),  # any other voice would be downloaded
            Key("speed", "number", True),
            Key("seed", "number", True),
        ),
    ),
    Key("lexicon", "group"),
    Key(
        "pauses",
        "group",
        True,
        item=tuple(Key(name, "number", True) for name in ("lead_in", "cue", "scene", "tail")),
    ),
    Key("poster", "group", True, item=(Key("scene", required=True), Key("at", "beat", True))),
    Key("scenes", "list", True, least=3, most=20),
)
