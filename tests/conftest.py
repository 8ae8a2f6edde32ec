"""Fixtures for every room: the database (`course`: with the curriculum in it), a served portal, a browser."""

import gc
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, TransactionTestCase, override_settings
from django.test.testcases import LiveServerThread
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import User
from content.serving import kept_units
from tests.arena import COURSE, SCHEMA, Arena, arena, prepare
from tests.browsing import Visitors, chromium, launched

# Playwright keeps an event loop in the main thread, where Django would then refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# Tests that commit get a new copy of the template afterwards; emptying hundred tables would only cost time.
TransactionTestCase._fixture_teardown = lambda self: None

COMMITTING = {"transactional_db", "live_server", "live_portal"}
stage = pytest.StashKey[Arena]()


def pytest_configure(config: pytest.Config) -> None:
    # What is collected stays: looking for waste among seven thousand tests took a third of the time for it.
    gc.disable()
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not config.option.collectonly
    if whole and getattr(config.option, "numprocesses", None):
        # The workers collect meanwhile; then they wait for the templates' locks.
        threading.Thread(target=prepare, daemon=True).start()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


def commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    asked = marker is not None and (marker.kwargs.get("transaction") or (marker.args and marker.args[0]))
    return bool(asked or COMMITTING & set(getattr(item, "fixturenames", ())))


def uses_database(item: pytest.Item) -> bool:
    named = {"db", "course", *COMMITTING} & set(getattr(item, "fixturenames", ()))
    return bool(named) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if not uses_database(item):
        return
    if stage not in item.config.stash:
        item.config.stash[stage] = arena(f"{os.getpid()}")
    item.config.stash[stage].use(COURSE if "course" in item.fixturenames else SCHEMA)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    try:
        return (yield)
    finally:
        if stage in item.config.stash and commits(item):
            item.config.stash[stage].spoil()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """In place of Django's own test database: see tests/arena.py."""
    present = request.config.stash[stage]
    with override_settings(MEDIA_ROOT=str(present.media)):
        yield
    with django_db_blocker.unblock():
        present.close()


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits and remembered pages do not travel from test to test."""
    cache.clear()
    kept_units.stamp = ""


@pytest.fixture
def course(db: None) -> None:
    """Ask for it, and the database holds the shipped curriculum."""


def proven(client: Client, user: User, *methods: str) -> Client:
    """The client, signed in as django-allauth would leave it after these methods, just now."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": name, "at": time.time()} for name in methods]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """`client = sign_in(user)`; `sign_in(author, second_factor=True)` for the editor's pages."""

    def signed_in(user: User, *, second_factor: bool = False) -> Client:
        return proven(Client(), user, "code", *(["mfa"] if second_factor else []))

    return signed_in


class Portal:
    """The product over HTTP, served from this process against the test's database."""

    def __init__(self) -> None:
        # WhiteNoise serves static files here as in production, so no handler of the test server's own.
        self.thread = LiveServerThread("127.0.0.1", lambda inner: WSGIHandler())
        self.thread.daemon = True
        self.thread.start()
        self.thread.is_ready.wait()
        if self.thread.error:
            raise self.thread.error
        self.url = f"http://127.0.0.1:{self.thread.port}"

    def __str__(self) -> str:
        return self.url


@pytest.fixture(scope="session")
def _portal(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Portal]:
    with django_db_blocker.unblock():
        portal = Portal()
        yield portal
        portal.thread.terminate()


@pytest.fixture
def live_portal(transactional_db: None, _portal: Portal) -> Portal:
    """`live_portal.url` serves the product; what it commits is gone after the test."""
    return _portal


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """The system's Chromium; without one the test is skipped, or fails where REQUIRE_BROWSER=1."""
    path = chromium(os.environ, shutil.which)
    if path is None:
        why = "No Chromium found. Debian, Ubuntu: sudo apt-get install chromium; or set CHROMIUM to its path."
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(why)
    with launched(path) as instance:
        yield instance


@pytest.fixture
def visitor(browser: object, live_portal: Portal) -> Iterator[Callable[..., object]]:
    """`page = visitor(width=390, scheme="dark", script=True)` is a new person; then `page.goto("/learn/")`.

    After the test, anything the content policy blocked or any request to another host fails it."""
    visitors = Visitors(browser, live_portal.url)
    yield visitors.arrive
    visitors.leave()
