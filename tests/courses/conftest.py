"""A small school of its own: one module with a case, a guide, a film and a check."""

from collections.abc import Callable
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from accounts.models import User
from content.atlas import atlas
from content.models import (
    CasePage,
    CheckPage,
    Film,
    GuidePage,
    HomePage,
    LearnIndexPage,
    ModulePage,
    Unit,
    VideoPage,
)
from content.receivers import bump
from content.rendering import keep
from courses.desk import at_check, at_desk
from tests.replayed import replayed

# Not work of the database: what a test's own transaction or SQLite's needs around statements.
AROUND = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT")


def statements(capture: CaptureQueriesContext) -> list[str]:
    """The captured statements without the ones that only open and close transactions."""
    return [query["sql"] for query in capture.captured_queries if not query["sql"].startswith(AROUND)]


@contextmanager
def at_most(count: int):
    """Fails when the block sends more statements."""
    with CaptureQueriesContext(connection) as capture:
        yield capture
    sent = statements(capture)
    assert len(sent) <= count, f"{len(sent)} statements:\n" + "\n".join(sent)


def section(key: str, *sentences: str, question: dict | None = None, resume: str = "") -> dict:
    content = [{"type": "text", "value": "".join(f"<p>{sentence}</p>" for sentence in sentences)}]
    if question:
        content.append({"type": "question", "value": question})
    value = {"title": key.capitalize(), "anchor": key, "resume": resume, "content": content}
    return {"type": "section", "value": value}


CHOICE = {
    "key": "where",
    "ask": "Where would you start?",
    "kind": "choice",
    "options": [{"key": "small", "text": "Small", "line": ""}, {"key": "large", "text": "Large", "line": ""}],
}
WORDS = {"key": "why", "ask": "Why there?", "kind": "text", "options": []}
CASE = [
    section("situation", "It began in March.", "Nobody knew.", resume="after it began."),
    section("question", "Two ways were open.", question=CHOICE),
    section("reasons", "Both have reasons.", question=WORDS),
    section("outcome", "They chose small."),
]
GUIDE = [section(key, f"About {key}.", f"More about {key}.") for key in ("first", "second", "third")]


def pool(count: int = 8) -> list[dict]:
    """Every third question has two right options; otherwise `a` is right."""
    return [{"type": "question", "value": _question(number)} for number in range(count)]


def _question(number: int) -> dict:
    several = number % 3 == 0
    options = [
        {
            "key": key,
            "text": f"Option {key}",
            "right": key == "a" or (several and key == "b"),
            "reason": "Because.",
        }
        for key in "abc"
    ]
    return {
        "key": f"q{number}",
        "type": "multiple" if several else "single",
        "stem": f"Question {number}?",
        "passage": "strategy/jabil#outcome",
        "right_verdict": "Right.",
        "other_verdict": "Not quite.",
        "because": "It is taught so.",
        "options": options,
    }


def right_options(number_or_key: str) -> list[str]:
    return ["a", "b"] if int(number_or_key[1:]) % 3 == 0 else ["a"]


def build_school(guides: int = 1) -> SimpleNamespace:
    """Pages as an editor would publish them."""
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=HomePage(title="Home", slug="home", lead="Lead", primary_label="Go", primary_url="/learn/")
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    learn = home.add_child(instance=LearnIndexPage(title="Learn", slug="learn"))
    module = learn.add_child(
        instance=ModulePage(
            title="Strategy", slug="strategy", question="Why?", lead="Lead", outcomes=["Know"]
        )
    )
    common = {"standfirst": "Short.", "topics": ["strategy/pilot-to-scale"]}
    film = Film.objects.create(title="Film", file="film.mp4", duration=100, captions="")
    units = {
        "film": VideoPage(
            title="Opening", slug="opening", minutes=2, film=film, group="Start here", **common
        ),
        "case": CasePage(title="Jabil", slug="jabil", minutes=6, body=CASE, group="Case studies", **common),
        "check": CheckPage(
            title="Check", slug="check", minutes=5, questions=pool(), group="Decide and check", **common
        ),
    }
    for name, unit in units.items():
        unit.key = f"strategy/{unit.slug}"
        units[name] = _published(module, unit)
    made = [add_guide(module, number, common) for number in range(guides)]
    bump()
    return SimpleNamespace(home=home, learn=learn, module=module, guides=made, guide=made[0], **units)


def kept_school(guides: int = 1) -> SimpleNamespace:
    """The same, faster from its second time on."""
    return replayed(build_school, guides)


LAST = "Decide and check"


def add_guide(module: ModulePage, number: int, common: dict) -> GuidePage:
    slug = f"guide-{number}"
    guide = GuidePage(
        title=f"Guide {number}",
        slug=slug,
        minutes=3,
        body=GUIDE,
        key=f"strategy/{slug}",
        group=LAST,
        **common,
    )
    return _published(module, guide)


def _published(module: ModulePage, unit: Unit) -> Unit:
    """What publishing leaves behind, without its revision and its tasks."""
    module.add_child(instance=unit)
    unit.rendering = keep(unit)
    return unit


@pytest.fixture
def school(db) -> SimpleNamespace:
    built = kept_school()
    built.lines = {name: atlas().unit(getattr(built, name).pk) for name in ("case", "guide", "film", "check")}
    return built


@pytest.fixture
def person(db) -> User:
    return User.objects.create_user("ada@example.org", "a long enough password")


@pytest.fixture
def reader(person) -> Client:
    """Someone signed in."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def visitor(db) -> Client:
    """Someone without an account; in place of the browser's fixture of that name."""
    return Client()


@pytest.fixture
def sentence(school) -> Callable[[str, int], str]:
    """The id of a section's n-th sentence in the case."""
    sections = {each["key"]: each["sentences"] for each in school.case.rendering.sections}
    return lambda key, number=0: sections[key][number]


@pytest.fixture
def sit(school, person) -> Callable:
    """`sit("jabil", act)` does the act at the desk of the signed-in person in that unit."""

    def at(slug: str, act: Callable, who: User = person) -> object:
        request = RequestFactory().post("/")
        request.user = who
        return (at_check if slug == "check" else at_desk)(request, "strategy", slug, act)

    return at


def count_rows() -> dict[str, int]:
    """Rows of every table of this room and of accounts and sessions: what a GET must leave alone."""
    labels = ("courses", "accounts", "sessions", "content")
    models = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return {model.__name__: model._base_manager.count() for model in models}
