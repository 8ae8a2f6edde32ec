"""axe finds nothing in what we add to the admin, on a phone and on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_axe import said

# Wagtail's own header, sidebar and field of tags are left out.
PLACE = {"include": [["#main"]], "exclude": [["header"], [".tagit-new"]]}
PATHS = [
    "/admin/course-checks/", "/admin/due-for-review/", "/admin/modules/", "/admin/readings/",
    "/admin/instruments/", "/admin/instruments/upload/", "/admin/instruments/rf-1.0/",
    "/admin/instruments/behaviour/", "/admin/media/video/add/",
]  # fmt: skip


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_in_our_pages(visitor: Visitor, width: int) -> None:
    page = sign_in(visitor(width=width), person("superuser"))
    page.emulate_media(reduced_motion="reduce")
    faults = []
    for path in PATHS:
        answered = page.goto(path)
        assert answered is not None
        assert answered.status == 200, path
        options = {"resultTypes": ["violations"], "preload": False}
        found = Axe().run(page, context=PLACE, options=options).response["violations"]
        faults += [f"{path} {one['id']}: {said(node)}" for one in found for node in one["nodes"][:3]]
    assert not faults, "\n".join(faults)
