"""The shape of an instrument's file (SPEC 2); rules between its parts: instrument_rules."""

from content.parsing.schema import Flag, Many, Number, Record, Text, Whole
from saying import gettext_noop

VERSION = r"[a-z]+(-[a-z]+)*-[0-9]+\.[0-9]+(\.[0-9]+)?"
LINE = Text(200)
SENTENCE = Text(400)
TOPIC = Text(
    80,
    r"(strategy|culture|responsibility|foundations)/[a-z0-9]+(-[a-z0-9]+)*",
    "a topic like strategy/pilot-to-scale",
)
ITEM = Record(
    {
        "id": Text(12, r"[A-Z][0-9]{1,2}\.[0-9]{1,2}", gettext_noop("an item's id like S1.1")),
        "head": Text(80),
        "stem": SENTENCE,
        "anchors": Many(SENTENCE, 5, 5),
        "steps": Many(SENTENCE, 4, 4),
        "show": LINE,
        "ask": Many(Text(20), 1, 20),
        "topic": TOPIC,
    },
    {"not_applicable": LINE, "pulse": Flag(), "revision": Whole(1, 999), "weight": Number()},
)
DIMENSION = Record(
    {
        "id": Text(8, "[A-Z][0-9]{1,2}", gettext_noop("a dimension's id like S1")),
        "name": Text(80),
        "asks": LINE,
        "items": Many(ITEM, 1, 99),
    },
    {"gate": Whole(2, 5), "weight": Number()},
)
PILLAR = Record(
    {
        "id": Text(4, "[A-Z]", gettext_noop("a pillar's id: one capital letter")),
        "name": Text(80),
        "weight": Number(),
        "dimensions": Many(DIMENSION, 1, 20),
    }
)
INSTRUMENT = Record(
    {
        "id": Text(40, VERSION, gettext_noop("a version like rf-1.0")),
        "title": Text(120),
        "levels": Many(Record({"name": Text(40), "from": Number(), "text": SENTENCE}), 5, 5),
        "roles": Many(
            Record(
                {"id": Text(20, "[a-z]+", gettext_noop("small letters only")), "name": Text(40)},
                {"who": LINE},
            ),
            1,
            20,
        ),
        "pillars": Many(PILLAR, 1, 12),
    },
    {
        "language": Text(12, "[a-z]{2,3}(-[a-z0-9]+)*", gettext_noop("a language like de")),
        "rules": Many(SENTENCE),
        "terms": Many(Record({"term": Text(40), "text": SENTENCE})),
    },
)
