"""Every page in a language of marks: what stands outside them was forgotten, and has to be translatable."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from content.models import CasePage, CheckPage, DecisionPage, GuidePage, HomePage, ModulePage, VideoPage
from portal import errors
from tests.journeys.pages import ROLES, arrive
from tests.journeys.people import person, sign_in
from tests.portal.forgotten import content_of_database, forgotten_in
from tests.portal.pseudo import CODE, pseudo_locale


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pseudo")


@pytest.fixture
def spoken(folder: Path) -> Iterator[None]:
    with pseudo_locale(folder):
        yield


class Device:
    """Stands in for a browser where pages.arrive puts a session into one."""

    def __init__(self) -> None:
        self.client = Client(headers={"accept-language": CODE}, raise_request_exception=False)
        self.context = SimpleNamespace(add_cookies=self._keep)

    def _keep(self, cookies: list[dict[str, str]]) -> None:
        for cookie in cookies:
            self.client.cookies[cookie["name"]] = cookie["value"]

    def forgotten(self, pages: dict[str, str]) -> list[str]:
        content = content_of_database()
        found = []
        for name, path in pages.items():
            answer = self.client.get(path)
            assert "text/html" in answer["Content-Type"], (name, answer.status_code)
            page = answer.content.decode()
            assert f'lang="{CODE}"' in page, (name, path, answer.status_code)
            found += [f"{name} {path}: {one}" for one in forgotten_in(page, content)]
        return found


@pytest.mark.parametrize("role", ROLES)
def test_no_page_says_what_cannot_be_translated(course: None, spoken: None, role: str) -> None:
    device = arrive(lambda **_: Device(), role)
    found = device.forgotten(ROLES[role])
    assert not found, "\n".join(found)


def test_nor_do_the_pages_for_what_went_wrong(course: None, spoken: None) -> None:
    request, content = RequestFactory().get("/"), content_of_database()
    problem = PermissionDenied()
    with translation.override(CODE):
        pages = [
            errors.bad_request(request, problem),
            errors.forbidden(request, problem),
            errors.csrf_failure(request, "old"),
            errors.not_found(request, problem),
            errors.too_many(request),
            errors.failed(request),
            errors.bare("503.html", errors.AWAY, 503),
            errors.bare("none of ours.html", errors.FAILED, 500),
        ]
    found = [line for page in pages for line in forgotten_in(page.content.decode(), content)]
    assert not found, "\n".join(found)
    assert all(f'lang="{CODE}"' in page.content.decode() for page in pages)


# What Wagtail itself says in English only: a label of its header, and of a model in its chooser.
WAGTAILS = ("nav aria-label: Actions", "button: (Unit)")
EDITOR = {
    "checks": "/admin/course-checks/",
    "due for review": "/admin/due-for-review/",
    "modules": "/admin/modules/",
    "languages": "/admin/languages/",
    "begin a language": "/admin/languages/de/begin/",
    "readings": "/admin/readings/",
    "instruments": "/admin/instruments/",
    "upload": "/admin/instruments/upload/",
    "instrument": "/admin/instruments/rf-1.0/",
    "behaviour": "/admin/instruments/behaviour/",
    "film": "/admin/media/video/add/",
}


def test_nor_do_the_pages_of_the_editor(course: None, spoken: None) -> None:
    device = sign_in(Device(), person("superuser"))
    module = ModulePage.objects.get(slug="strategy")
    kinds = (CasePage, GuidePage, VideoPage, CheckPage, DecisionPage)
    forms = {
        f"new {kind._meta.model_name}": reverse(
            "wagtailadmin_pages:add", args=["content", kind._meta.model_name, module.pk]
        )
        for kind in kinds
    }
    there = {
        kind._meta.model_name: reverse("wagtailadmin_pages:edit", args=[kind.objects.first().pk])
        for kind in (ModulePage, HomePage)
    }
    found = [line for line in device.forgotten(EDITOR | forms | there) if not line.endswith(WAGTAILS)]
    assert not found, "\n".join(found)
