"""The shapes of front matter, fenced blocks and checks: docs/editors.md, section "Files"."""

from charts.figures import MOST
from content.quizzes.rules import TYPES
from saying import gettext_noop

from .exercise_shape import EXERCISE
from .schema import Choice, Date, Flag, Many, Number, Record, Shape, Text, Whole

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
KEY = Text(60, SLUG, gettext_noop("a key of small letters, digits and hyphens"))
LINE = Text(200)
TOPIC = Text(
    80,
    rf"(strategy|culture|responsibility|foundations)/{SLUG}",
    gettext_noop("a topic like strategy/pilot-to-scale"),
)
PASSAGE = Text(
    160, rf"{SLUG}/{SLUG}(#{SLUG})?", gettext_noop("a passage like strategy/jabil#what-they-did")
)  # fmt: skip
HTTPS = Text(300, r"https://\S+", gettext_noop("an address that begins with https://"))
GROUPS = Choice(("Start here", "Guides", "Case studies", "Decide and check"))
SOURCES = Many(
    Record(
        {"key": KEY, "author": LINE, "title": Text(300), "year": Text(20)}, {"publisher": LINE, "url": HTTPS}
    )
)

FIGURES = Many(Record({"value": Text(24), "caption": Text(140)}, {"source": KEY}), 1, 4)

MODULE = Record(
    {
        "title": Text(120),
        "order": Whole(1, 99),
        "question": LINE,
        "lead": Text(400),
        "outcomes": Many(LINE, 1, 6),
    },
    {"coming": Text(800), "review_by": Date()},
)
CARE: dict[str, Shape] = {"owner": Text(120), "reviewed": Date(), "review_by": Date()}
UNIT = Record(
    {
        "kind": Choice(("video", "guide", "case", "decision")),
        "title": Text(160),
        "standfirst": Text(400),
        "minutes": Whole(3, 9),
        "group": GROUPS,
        "outcomes": Many(LINE, 1, 6),
        "topics": Many(TOPIC, 1, 3),
        **CARE,
    },
    {
        "by": Many(Text(120), 0, 6),
        "basis": Choice(("real", "exercise")),
        "as_of": Text(160),
        "sector": Text(80),
        "meeting": Text(400),
        "sources": SOURCES,
        "film": KEY,
        "exercise": EXERCISE,
    },
)
CHECK_OPTION = Record({"key": KEY, "text": Text(400), "reason": Text(600)}, {"right": Flag()})
QUESTION_OF_CHECK = Record(
    {
        "key": KEY,
        "type": Choice(TYPES),
        "stem": Text(800),
        "right_verdict": Text(160),
        "other_verdict": Text(160),
        "because": Text(800),
    },
    {
        "passage": PASSAGE,
        "options": Many(CHECK_OPTION, 2, 6),
        "answer": Text(40, r"-?\d+(\.\d+)?", gettext_noop("a number like 1000 or 12.5")),
        "unit": Text(30),
        "tolerance": Text(40, r"\d+(\.\d+)?%?", gettext_noop("a tolerance like 50 or 5%")),
        "too_low": Text(600),
        "just_right": Text(600),
        "too_high": Text(600),
    },
)
CHECK = Record(
    {
        "kind": Choice(("check",)),
        "title": Text(160),
        "standfirst": Text(400),
        "minutes": Whole(3, 9),
        "group": GROUPS,
        "draw": Whole(1, 20),
        "pass": Whole(1, 20),
        "questions": Many(QUESTION_OF_CHECK, 1, 60),
        **CARE,
    },
    {
        "topics": Many(TOPIC, 0, 3),
        "outcomes": Many(LINE, 0, 6),
        "by": Many(Text(120), 0, 6),
        "sources": SOURCES,
    },
)
PAGE = Record({"title": Text(120)}, {"lead": Text(400)})
UNIT_KEY = Text(120, f"{SLUG}/{SLUG}", gettext_noop("a unit like strategy/jabil"))
WAY = Record(
    {
        "label": Text(60),
        "url": Text(300, r"/\S*|https://\S+", gettext_noop("an address like /learn/ or https://…")),
    }
)
HOME = Record(
    {"title": Text(120), "lead": Text(400), "primary": WAY},
    {
        "secondary": WAY,
        "small": Text(160),
        "plate_caption": Text(120),
        "modules_title": Text(120),
        "modules_lead": Text(400),
        "primer": Record({"title": Text(120), "unit": UNIT_KEY}, {"line": Text(400), "link_label": Text(60)}),
        "case": Record({"unit": UNIT_KEY}, {"standfirst": Text(400), "figures": FIGURES}),
        "five_title": Text(120),
        "five_lead": Text(400),
        "footer_line": Text(200),
    },
)

CELL = Text(200)
PICTURE = Text(
    100,
    rf"{SLUG}\.(png|jpe?g|webp|avif|gif)",
    gettext_noop("the name of a picture in pictures/, like plan.png"),
)
DOCUMENT = Text(
    100,
    rf"{SLUG}\.(pdf|docx|pptx|xlsx|csv|txt)",
    gettext_noop("the name of a document in documents/, like plan.pdf"),
)
BLOCKS: dict[str, Shape] = {
    "figures": FIGURES,
    "quote": Record({"text": Text(800), "name": Text(120)}, {"role": Text(160), "source": KEY}),
    "note": Record({"term": Text(80), "text": Text(600)}),
    "chart": Record(
        {
            "kind": Choice(("bars", "dots")),
            "finding": Text(160),
            "measure": Text(160),
            "rows": Many(Record({"label": Text(80), "value": Number(MOST)}, {"before": Number(MOST)}), 1, 20),
        },
        {"unit": Text(30), "source": KEY},
    ),
    "lines": Record(
        {
            "finding": Text(160),
            "measure": Text(160),
            "head": Many(Text(80), 2, 5),
            "rows": Many(Many(CELL, 2, 5), 2, 24),
        },
        {"source": KEY},
    ),
    "table": Record(
        {"caption": Text(200), "head": Many(CELL, 1, 8), "rows": Many(Many(CELL, 1, 8), 1, 40)},
        {"source": KEY},
    ),
    "question": Record(
        {"key": KEY, "ask": Text(600), "kind": Choice(("choice", "text"))},
        {"options": Many(Record({"key": KEY, "text": Text(160)}, {"line": Text(240)}), 2, 7)},
    ),
    "picture": Record(
        {"file": PICTURE},
        {
            "title": Text(255),
            "alt": Text(250),
            "decorative": Flag(),
            "caption": Text(200),
            "credit": Text(160),
            "source": KEY,
        },
    ),
    "film": Record({"film": KEY}, {"caption": Text(200)}),
    "download": Record({"file": DOCUMENT}, {"title": Text(255), "line": Text(200)}),
    "decision": Record({"unit": UNIT_KEY}, {"ask": Text(160), "lead": Text(300)}),
    "monday": Many(Record({"act": Text(400), "minutes": Whole(1, 59)}), 3, 3),
    "template": Record(
        {"title": Text(120), "rows": Many(Record({"label": Text(120)}, {"hint": Text(240)}), 1, 12)},
        {"lead": Text(400)},
    ),
}
PAGE_BLOCKS = ("figures", "quote", "note", "chart", "lines", "table", "download")
