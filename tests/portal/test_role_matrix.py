"""Every role against every class of address and every act of the editor."""

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, TaskState

from accounts.models import User
from content.importing.places import paths_index
from content.models import Arrival, CheckPage, Film, GuidePage, HomePage, PathPage
from content.translations.acts import begin
from portal.roles import Role, group_of
from portal.workflow import ship
from tests.content import trees
from tests.journeys.people import client_of, person
from tests.portal.matrix import ROLES, TABLE

pytestmark = pytest.mark.django_db
Act = tuple[str, str, Any]


class Undone(Exception):
    """Takes back what an act did, so that the next one finds the scene as it was."""


@dataclass
class Scene:
    pages: dict[str, Page]
    image: Any
    film: Film
    owner: User
    steps: list[TaskState]


def user_of(role: str) -> User:
    if role == "superuser":
        return person("superuser")
    user = person("learner", f"{role}@example.org")
    user.groups.add(group_of(Role(role)))
    return user


def client(scene: Scene, role: str) -> Client:
    """Signed in, and the owner of the page that is called its own."""
    user = user_of(role)
    Page.objects.filter(pk=scene.pages["own"].pk).update(owner=user)
    return client_of(user)


@pytest.fixture
def scene() -> Scene:
    module = trees.module()
    owner = person("learner", "owner@example.org")
    pages = {
        "own": trees.unit(module, "own", GuidePage, publish=False),
        "other": trees.unit(module, "other", GuidePage, publish=False),
        "live": trees.unit(module, "live", GuidePage),
        "asked": trees.unit(module, "asked", GuidePage, publish=False),
        "read": trees.unit(module, "read", GuidePage, publish=False),
        "check": trees.unit(module, "check", CheckPage, publish=False, draw=0, pass_mark=0),
        "module": module,
        "home": module.get_parent().get_parent(),
    }
    pages["paths"] = paths_index(pages["home"])
    pages["path"] = PathPage(title="For boards", slug="for-boards", whom="Boards", lead="Lead", live=False)
    pages["paths"].add_child(instance=pages["path"])
    Page.objects.filter(pk__in=[page.pk for page in pages.values()]).update(owner=owner)
    image = get_image_model().objects.create(
        title="Theirs", file=get_test_image_file("theirs.png"), uploaded_by_user=owner
    )
    film = Film(title="Theirs", type="video", duration=1, uploaded_by_user=owner, file="films/theirs.mp4")
    Film.objects.bulk_create([film])
    ship()
    steps = []
    for name in ("asked", "read"):
        state = module.get_workflow().start(pages[name], owner)
        steps.append(state.current_task_state)
    steps[1].approve()
    steps[1] = TaskState.objects.exclude(pk__in=[step.pk for step in steps]).get()
    return Scene(pages, image, Film.objects.get(), owner, steps)


def acts(scene: Scene) -> dict[str, Act]:
    """By the words of the table."""
    page = {name: page.pk for name, page in scene.pages.items()}
    get = {
        "see the first page": ("wagtailadmin_home", []),
        "read the handbook": ("handbook", []),
        "edit own draft": ("wagtailadmin_pages:edit", [page["own"]]),
        "edit another's draft": ("wagtailadmin_pages:edit", [page["other"]]),
        "edit a live page": ("wagtailadmin_pages:edit", [page["live"]]),
        "edit the home page": ("wagtailadmin_pages:edit", [page["home"]]),
        "add a unit": ("wagtailadmin_pages:add", ["content", "guidepage", page["module"]]),
        "edit a learning path": ("wagtailadmin_pages:edit", [page["path"]]),
        "add a learning path": ("wagtailadmin_pages:add", ["content", "pathpage", page["paths"]]),
        "translate a unit": ("simple_translation:submit_page_translation", [page["live"]]),
        "unpublish": ("wagtailadmin_pages:unpublish", [page["live"]]),
        "delete another's draft": ("wagtailadmin_pages:delete", [page["other"]]),
        "delete a live page": ("wagtailadmin_pages:delete", [page["live"]]),
        "move another's draft": ("wagtailadmin_pages:move", [page["other"]]),
        "see another's history": ("wagtailadmin_pages:history", [page["other"]]),
        "set who may see a page": ("wagtailadmin_pages:set_privacy", [page["live"]]),
    }
    return as_acts(get) | elsewhere(scene) | reports(scene) | posts(scene)


def as_acts(get: dict[str, tuple[str, list[Any]]]) -> dict[str, Act]:
    return {name: ("get", reverse(url, args=args), None) for name, (url, args) in get.items()}


def elsewhere(scene: Scene) -> dict[str, Act]:
    group = Group.objects.get(name="Editors")
    get = {
        "images": ("wagtailimages:index", []),
        "add an image": ("wagtailimages:add", []),
        "change another's image": ("wagtailimages:edit", [scene.image.pk]),
        "add a document": ("wagtaildocs:add", []),
        "films": ("wagtailmedia:index", []),
        "add a film": ("wagtailmedia:add", ["video"]),
        "change another's film": ("wagtailmedia:edit", [scene.film.pk]),
        "accounts": ("wagtailusers_users:index", []),
        "add an account": ("wagtailusers_users:add", []),
        "change an account": ("wagtailusers_users:edit", [scene.owner.pk]),
        "change a superuser": ("wagtailusers_users:edit", [person("superuser").pk]),
        "groups": ("wagtailusers_groups:index", []),
        "change a group": ("wagtailusers_groups:edit", [group.pk]),
        "sites": ("wagtailsites:index", []),
        "locales": ("wagtaillocales:index", []),
        "languages": ("languages_begun", []),
        "begin a language": ("language_begin", ["de"]),
        "redirects": ("wagtailredirects:index", []),
        "workflows": ("wagtailadmin_workflows:index", []),
        "tasks of workflows": ("wagtailadmin_workflows:task_index", []),
        "collections": ("wagtailadmin_collections:index", []),
    }
    return as_acts(get)


def reports(scene: Scene) -> dict[str, Act]:
    page, step = {name: page.pk for name, page in scene.pages.items()}, "wagtailadmin_pages:workflow_action"
    arrival = Arrival.objects.create(module="strategy", title="Strategy", at=timezone.now())
    get = {
        "instruments": ("readiness_versions:listing", []),
        "upload an instrument": ("readiness_versions:upload", []),
        "how the questions behave": ("readiness_versions:behaviour", []),
        "report: history of the site": ("wagtailadmin_reports:site_history", []),
        "report: workflows": ("wagtailadmin_reports:workflow", []),
        "report: locked pages": ("wagtailadmin_reports:locked_pages", []),
        "report: old pages": ("wagtailadmin_reports:aging_pages", []),
        "report: course checks": ("course_checks", []),
        "report: due for review": ("due_for_review", []),
        "report: how units are read": ("courses_readings:listing", []),
        "report: question statistics": ("courses_checks:listing", []),
        "how another's unit is read": ("courses_readings:reading", [page["live"]]),
        "checks of own draft": ("unit_checks", [page["own"]]),
        "checks of another's draft": ("unit_checks", [page["other"]]),
        "statistics of a check": ("courses_checks:statistics", [page["check"]]),
        "questions of a check, in and out": ("courses_checks:exchange", [page["check"]]),
        "ask a reviewer for another's draft": (step, [page["asked"], "ask", scene.steps[0].pk]),
        "approve as the editor": (step, [page["read"], "approve", scene.steps[1].pk]),
        "modules out and in": ("modules_out_and_in", []),
        "take back what was brought in": ("module_take_back", [arrival.pk]),
    }
    return as_acts(get)


def posts(scene: Scene) -> dict[str, Act]:
    page = {name: page.pk for name, page in scene.pages.items()}
    api = "/admin/api/main/pages/{}/action/publish/"
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    many = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])
    group = Group.objects.get(name="Editors").pk
    return {
        "publish another's draft": ("json", api.format(page["other"]), {}),
        "publish own draft": ("json", api.format(page["own"]), {}),
        "publish several": ("publish", f"{bulk}?id={page['other']}", page["other"]),
        "put accounts into a group": ("join", f"{many}?id={scene.owner.pk}", {"role": group}),
        "take a module out": ("post", reverse("module_download", args=["strategy"]), {}),
        "translate the home page": ("german", "", _german_home),
        "take a language back": ("german", reverse("language_take_back", args=["de"]), None),
        "bring a module in": ("post", reverse("module_look"), {}),
    }


def _german_home() -> str:
    return reverse("wagtailadmin_pages:edit", args=[HomePage.objects.get(locale__language_code="de").pk])


def allowed(browser: Client, act: Act) -> bool:
    method, url, data = act
    match method:
        case "get":
            return _let_in(browser.get(url))
        case "json":
            return _let_in(browser.post(url, json.dumps(data), content_type="application/json"))
        case "german":
            begin("de", None)
            return _let_in(browser.get(url or data()))
        case "publish":
            browser.post(url, {"include_descendants": ""})
            return bool(Page.objects.get(pk=data).live)
        case "join":
            browser.post(url, data)
            return bool(User.objects.filter(email="owner@example.org", groups=data["role"]).exists())
    return _let_in(browser.post(url, data))


def _let_in(answer: HttpResponse) -> bool:
    """A page, or a form that asks for more; sent to the first page, 403 and 404 are a refusal."""
    assert answer.status_code < 500, answer
    return answer.status_code in (200, 201, 409, 422)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_exactly_what_the_table_says(role: str, scene: Scene) -> None:
    browser, found = client(scene, role), {}
    for name, act in acts(scene).items():
        with suppress(Undone), transaction.atomic():
            found[name] = "y" if allowed(browser, act) else "n"
            raise Undone
    column = ROLES.index(role)
    assert found == {name: row[column] for name, row in TABLE.items()}


def test_the_table_has_no_blank_and_says_what_least_rights_are() -> None:
    assert {len(row) for row in TABLE.values()} == {len(ROLES)}
    assert set("".join(TABLE.values())) == {"y", "n"}
    for role in ROLES[:-1]:
        assert "n" in {row[ROLES.index(role)] for row in TABLE.values()}, role


def test_control_one_right_more_is_noticed(scene: Scene) -> None:
    browser = client(scene, "author")
    act = acts(scene)["unpublish"]
    assert not allowed(browser, act)
    User.objects.get(email="author@example.org").groups.add(group_of(Role.PUBLISHER))
    assert allowed(browser, act)
