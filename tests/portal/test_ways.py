"""What each role is offered in the editor leads somewhere: no entry of a menu and no button is refused."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.models import Locale
from wagtail.signals import copy_for_translation_done

from content.menu_items import PagesItem
from content.models import LearnIndexPage
from content.translating import take_over
from tests.journeys.people import client_of
from tests.portal.matrix import ROLES
from tests.portal.test_role_matrix import Scene, client, user_of
from tests.portal.test_role_matrix import scene as scene

pytestmark = pytest.mark.django_db
LINK = re.compile(r"""(?:href|action|formaction|data-workflow-action-url)=["'](/admin/[^"'#]*)""")
SIDEBAR = re.compile(r'<script id="wagtail-sidebar-props" type="application/json">(.*?)</script>', re.DOTALL)
# Offered by a template of Wagtail's own and refused by its view; the shape of the way, and where it stands.
WAGTAILS = {
    ("/admin/pages/", "/admin/"): "the search on the first page of those who have no pages",
    ("/admin/pages/N/usage/", "/admin/pages/N/"): "“Used once” in the status of a page that is not one's own",
    ("/admin/workflows/usage/N/", "/admin/workflows/list/"): "an administrator of no pages",
}
# What a GET does not follow, and the inside of a list, which its page shows already.
ACTS = re.compile(r"^/admin/(logout/|bulk/|modules/look/|modules/[a-z]+/archive|pages/N/copy/|.*/results/$)")


def shape(url: str) -> str:
    return re.sub(r"\d+", "N", url.split("?")[0])


def offered(answer: HttpResponse) -> set[str]:
    words = answer.content.decode() if "html" in answer["Content-Type"] else ""
    return {unescape(url) for url in LINK.findall(words) if not ACTS.match(shape(url))}


def menu(browser: Client) -> set[str]:
    props = SIDEBAR.search(browser.get("/admin/").content.decode())
    assert props
    return {url for url in re.findall(r'"url": "(/admin/[^"#]*)"', props[1]) if not ACTS.match(url)}


def refused(answer: HttpResponse) -> bool:
    return answer.status_code in (403, 404) or answer.headers.get("Location") == "/admin/"


def chosen(ways: Iterable[str]) -> list[str]:
    """Of the ways of one shape, which differ in the page they are about, the first and the last."""
    by_shape: dict[str, list[str]] = {}
    for way in sorted(ways):
        by_shape.setdefault(shape(way), []).append(way)
    return [way for found in by_shape.values() for way in {found[0], found[-1]}]


def walk(browser: Client, starts: set[str]) -> list[str]:
    """What is refused of the starts and of the ways that their pages offer."""
    seen, bad = set(starts), []
    for start in sorted(starts):
        answer = browser.get(start)
        bad += [start] if refused(answer) else []
        for way in chosen(offered(answer)):
            if way.split("?")[0] in seen or (shape(way), shape(start)) in WAGTAILS:
                continue
            seen.add(way.split("?")[0])
            if refused(browser.get(way)):
                bad.append(f"{way} from {start}")
    return bad


def doors(role: str, browser: Client, scene: Scene) -> set[str]:
    """The first page, every entry of the menu, and pages of one's own and of others."""
    found = {"/admin/", *menu(browser)}
    if user_has_any_page_permission(user_of(role)):
        names = ["own"] if role == "author" else ["live", "path"]
        found |= {reverse("wagtailadmin_pages:edit", args=[scene.pages[name].pk]) for name in names}
        found.add(reverse("wagtailadmin_explore", args=[scene.pages["module"].pk]))
    return found


def test_nothing_that_is_offered_is_refused(scene: Scene) -> None:
    bad = {}
    for role in ROLES[:-1]:
        browser = client(scene, role)
        bad[role] = walk(browser, doors(role, browser, scene))
    assert bad == {role: [] for role in ROLES[:-1]}


def test_control_an_entry_for_everyone_is_noticed(scene: Scene, monkeypatch: Any) -> None:
    monkeypatch.setattr(PagesItem, "is_shown", lambda *_given: True)
    browser = client(scene, "keeper")
    bad = walk(browser, menu(browser))
    assert "/admin/units/" in bad
    assert "/admin/course-checks/" in bad


def test_every_refusal_is_written_down(scene: Scene, caplog: Any) -> None:
    browser, pk = client(scene, "author"), scene.pages["other"].pk
    ways = [f"/admin/pages/{pk}/{name}/" for name in ("edit", "history", "view_draft", "delete")]
    ways += [f"/admin/readings/{scene.pages['live'].pk}/", "/admin/instruments/", "/admin/groups/"]
    with caplog.at_level("INFO", logger="security"):
        assert [way for way in ways if not refused(browser.get(way))] == []
    assert [record.facts["path"] for record in caplog.records if record.name == "security"] == ways


def test_what_is_worked_on_together_is_so_in_every_language(scene: Scene) -> None:
    """Whoever runs the portal begins the copy of Learn; its editors go on by themselves."""
    german = Locale.objects.create(language_code="de")
    for page in (scene.pages["home"], LearnIndexPage.objects.get()):
        CopyPageForTranslationAction(page, german).execute(skip_permission_checks=True)
    browser, module = client_of(user_of("editor")), scene.pages["module"]
    ask = reverse("simple_translation:submit_page_translation", args=[module.pk])
    answer = browser.post(ask, {"locales": [german.pk], "include_subtree": "on"})
    copy = module.get_translation(german)
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert browser.get(answer["Location"]).status_code == 200
    assert copy.get_workflow() == module.get_workflow()
    unit = scene.pages["live"].get_translation(german)
    assert not unit.live
    assert unit.permissions_for_user(user_of("publisher")).can_publish()
    assert not unit.permissions_for_user(user_of("author")).can_edit()


def test_control_without_our_ear_the_copy_is_closed(scene: Scene) -> None:
    german, author = Locale.objects.create(language_code="de"), user_of("author")
    copy_for_translation_done.disconnect(dispatch_uid="content.take_over")
    try:
        for page in (scene.pages["home"], LearnIndexPage.objects.get()):
            made = CopyPageForTranslationAction(page, german).execute(skip_permission_checks=True)
    finally:
        copy_for_translation_done.connect(take_over, dispatch_uid="content.take_over")
    assert not made.permissions_for_user(author).can_add_subpage()
    assert made.permissions_for_user(user_of("author")).can_add_subpage(), "giving the role completes it"
