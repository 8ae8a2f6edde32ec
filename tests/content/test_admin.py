"""The authors' pages: no inline script in any of our templates, and every widget starts from data."""

import re
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import reverse
from wagtail.admin.widgets import (
    AdminDateInput,
    AdminDateTimeInput,
    AdminPageChooser,
    AdminTimeInput,
    BaseChooser,
)
from wagtailmedia.widgets import AdminVideoChooser

from content.models import HomePage, LearnIndexPage, ModulePage, Unit

OURS = Path("content/templates")
STARTER = Path("static/js/admin_start.js").read_text()


class Inline(HTMLParser):
    """Counts scripts without a file that would run, inline styles, and handlers in attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        data = given.get("type") in ("application/json", "text/x-template", "text/template")
        if tag == "script" and "src" not in given and not data:
            self.found.append(f"script at line {self.getpos()[0]}")
        if tag == "style" or "style" in given:
            self.found.append(f"style at line {self.getpos()[0]}")
        self.found += [f"{name} at line {self.getpos()[0]}" for name in given if name.startswith("on")]


def inline(html: str) -> list[str]:
    parser = Inline()
    parser.feed(html)
    return parser.found


def test_the_control_notices_what_is_forbidden() -> None:
    assert inline("<script>x()</script>")
    assert inline('<p style="color:red" onclick="x()">')
    assert not inline('<script src="/x.js"></script><script type="application/json">{}</script>')


@pytest.mark.parametrize("path", sorted(OURS.rglob("*.html")), ids=str)
def test_no_override_has_inline_code(path: Path) -> None:
    assert inline(path.read_text()) == []


@pytest.mark.parametrize(
    ("name", "package"),
    [
        ("wagtailadmin/panels/inline_panel.html", "wagtail.admin"),
        ("wagtailadmin/panels/multiple_chooser_panel.html", "wagtail.admin"),
    ],
)
def test_an_override_is_still_what_the_installed_package_has_but_for_its_script(
    name: str, package: str
) -> None:
    """Fails when an upgrade changes the original, so that somebody looks."""

    def rest(text: str) -> str:
        text = re.sub(
            r"\{#.*?#\}|<template data-start.*?</template>|<script.*?</script>", "", text, flags=re.DOTALL
        )
        return "".join(text.replace("i18n static", "i18n").split())

    original = Path(import_module(package).__file__).parent / "templates" / name
    assert rest((OURS / name).read_text()) == rest(original.read_text())


@pytest.mark.parametrize(
    ("widget", "call"),
    [
        (AdminDateInput(), "initDateChooser"),
        (AdminTimeInput(), "initTimeChooser"),
        (AdminDateTimeInput(), "initDateTimeChooser"),
        (AdminPageChooser(), "new PageChooser"),
        (AdminVideoChooser(), "createMediaChooser"),
    ],
)
@pytest.mark.django_db
def test_a_widget_starts_from_data_that_the_starter_knows(widget, call: str) -> None:
    html = widget.render("day", None, {"id": "id_day-0"})
    assert inline(html) == []
    assert f'data-start="{call}"' in html
    assert f"'{call}'" in STARTER
    arguments = re.search(r"""data-start-args=['"](.*?)['"]>""", html)[1].replace("&quot;", '"')
    assert arguments.startswith('["id_day')


def test_every_kind_of_chooser_is_known_to_the_starter() -> None:
    def kinds(base: type) -> set[type]:
        return {base}.union(*(kinds(kind) for kind in base.__subclasses__()))

    for kind in kinds(BaseChooser):
        assert (
            f"'new {kind.js_constructor}'" in STARTER
            or "create" in kind.render_js_init.__code__.co_consts.__str__()
        )


@pytest.fixture
def boss(admin_client, settings):
    """Past the second factor, which is the business of another room."""
    settings.PRIVILEGED_PATHS = ("/nothing-here/",)
    return admin_client


@pytest.mark.usefixtures("course")
class TestScreens:
    def test_editing_each_kind_of_page(self, boss) -> None:
        richest = {unit.content_type_id: unit for unit in Unit.objects.order_by("minutes")}
        for page in (HomePage.objects.get(), ModulePage.objects.first(), *richest.values()):
            response = boss.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
            assert response.status_code == 200
            assert inline(response.content.decode()) == []

    @pytest.mark.parametrize("name", ["casepage", "guidepage", "videopage", "checkpage"])
    def test_adding_each_kind_of_unit(self, boss, name) -> None:
        parent = ModulePage.objects.first().pk
        response = boss.get(reverse("wagtailadmin_pages:add", args=["content", name, parent]))
        assert response.status_code == 200
        assert inline(response.content.decode()) == []

    @pytest.mark.parametrize(
        "path",
        ["", "pages/", "units/", "units/?kind=case", "media/", "media/video/add/", "documents/", "images/",
         "redirects/", "redirects/add/", "workflows/list/", "workflows/add/", "workflows/tasks/index/",
         "users/", "groups/", "groups/new/", "sites/", "collections/", "reports/site-history/", "account/"],
    )  # fmt: skip
    def test_other_screens(self, boss, path) -> None:
        response = boss.get(f"/admin/{path}")
        assert response.status_code == 200
        assert inline(response.content.decode()) == []

    def test_the_list_of_units_says_kind_minutes_and_review(self, boss) -> None:
        html = boss.get("/admin/units/?kind=case&q=Jabil").content.decode()
        for words in ("Case study", "Kind", "Minutes", "Review by", "What Jabil told the line"):
            assert words in html
        assert "What Jabil told the line" not in boss.get("/admin/units/?kind=guide").content.decode()

    def test_what_may_be_made_where(self) -> None:
        assert HomePage.can_create_at(HomePage.objects.get().get_parent()) is False
        home, module = HomePage.objects.get(), ModulePage.objects.first()
        assert {model.__name__ for model in home.creatable_subpage_models()} == {
            "LearnIndexPage", "PathsPage", "TextPage",
        }  # fmt: skip
        assert LearnIndexPage.can_create_at(home) is False, "there is exactly one"
        assert {model.__name__ for model in module.creatable_subpage_models()} == {
            "CasePage", "GuidePage", "VideoPage", "DecisionPage", "CheckPage",
        }  # fmt: skip
        assert Unit.objects.first().specific.creatable_subpage_models() == []
