"""The screens of the editor that hold something of ours, in a state worth looking at."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from playwright.sync_api import Page

from content.importing.digests import page_digest
from content.models import (
    Arrival,
    CasePage,
    CheckPage,
    DecisionPage,
    Film,
    GuidePage,
    ModulePage,
    PathPage,
    VideoPage,
)
from content.packing.going import packed
from courses.models import Completion, Feedback, Learner, Place
from tests.content import trees
from tests.content.packs import own_module

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GIFT = "::Lunch:: When? {=At noon#Yes. ~At one#Later.\n####It is so.}\n\nWhy? {}"
QUESTION = {
    "type": "number", "key": "how-many", "stem": "How many?", "right_verdict": "Yes", "other_verdict": "No",
    "because": "So.", "passage": "strategy/jabil#situation", "answer": "6", "tolerance": "1", "options": [],
    "too_low": "More.", "just_right": "So.", "too_high": "Less.",
}  # fmt: skip


def forms() -> dict[str, str]:
    """One small page of each kind that has no state of its own in what ships."""
    module = ModulePage.objects.get(slug="culture")
    film = Film.objects.order_by("pk").first()
    questions = {"draw": 1, "pass_mark": 1, "questions": [{"type": "question", "value": QUESTION}]}
    pages = {
        "case": trees.unit(module, "told", CasePage, publish=False, body=one_of_each()),
        "guide": trees.unit(module, "small", GuidePage, publish=False, outcomes=[]),
        "video": trees.unit(module, "seen", VideoPage, publish=False, film=film),
        "check": trees.unit(module, "asked", CheckPage, publish=False, **questions),
        "decision": DecisionPage.objects.order_by("pk").first(),
        "path": PathPage.objects.order_by("pk").first(),
    }
    return {name: f"/admin/pages/{page.pk}/edit/" for name, page in pages.items()}


def one_of_each() -> str:
    """A section with the first block of each kind that a shipped case holds."""
    shipped = CasePage.objects.get(key="strategy/jabil").body.get_prep_value()
    blocks = [block for section in shipped for block in section["value"]["content"]]
    kinds = {block["type"]: {"type": block["type"], "value": block["value"]} for block in reversed(blocks)}
    return trees.body("Words.", blocks=list(kinds.values()))


def ours() -> dict[str, str]:
    """Pages that are ours as a whole, and Wagtail's that show what we keep."""
    case, check = CasePage.objects.get(key="strategy/jabil"), CheckPage.objects.live().order_by("pk").first()
    film = Film.objects.order_by("pk").first()
    read_by_six(case)
    fresh = GuidePage.objects.live().order_by("pk").first()
    return {
        "handbook": "/admin/handbook/",
        "course checks": "/admin/course-checks/",
        "due for review": "/admin/due-for-review/",
        "units": "/admin/units/",
        "modules out and in": "/admin/modules/",
        "what was brought in taken back": f"/admin/modules/{brought_in(case, fresh).pk}/take-back/",
        "languages": "/admin/languages/",
        "begin a language": "/admin/languages/de/begin/",
        "how units are read": "/admin/readings/",
        "how one unit is read": f"/admin/readings/{case.pk}/",
        "how one is read by nobody yet": f"/admin/readings/{fresh.pk}/",
        "question statistics": "/admin/checks/",
        "statistics of one check": f"/admin/checks/{check.pk}/statistics/",
        "questions in and out": f"/admin/checks/{check.pk}/questions/",
        "instruments": "/admin/instruments/",
        "instrument upload": "/admin/instruments/upload/",
        "instrument": "/admin/instruments/rf-1.0/",
        "how the questions behave": "/admin/instruments/behaviour/",
        "film upload": "/admin/media/video/add/",
        "film": f"/admin/media/edit/{film.pk}/",
        "history": f"/admin/pages/{case.pk}/history/",
        "compare": f"/admin/pages/{case.pk}/revisions/compare/earliest...latest/",
        "translate": f"/admin/translation/submit/page/{case.pk}/",
    }


def brought_in(begun: Any, changed: Any) -> Arrival:
    """Two pages that were new, and stand in the way of being taken back."""
    pages = [
        {
            "key": page.key,
            "page": page.pk,
            "before": None,
            "digest": page_digest(page.specific),
            "known": None,
        }
        for page in (begun, changed)
    ]
    pages[1]["digest"] = "that of other words"
    return Arrival.objects.create(module="strategy", title="Strategy", at=NOON, pages=pages)


def read_by_six(case: Any) -> None:
    """Enough for counts to be shown, with a remark to deal with."""
    section = case.rendering.outline[1]["key"]
    for number in range(6):
        learner = Learner.objects.create(device=uuid4())
        times = {"started_at": NOON, "updated_at": NOON, "reported_at": NOON, "reached_end_at": NOON}
        Place.objects.create(learner=learner, unit=case, section=section, seconds_open=300, **times)
        Completion.objects.create(learner=learner, unit=case, at=NOON, how="read")
        said = {"remark": "Which year?", "address": "ada@example.org"} if number == 0 else {}
        Feedback.objects.create(learner=learner, unit=case, at=NOON, clear="partly", **said)


def gift_looked_at(page: Page) -> None:
    check = CheckPage.objects.live().order_by("pk").first()
    page.goto(f"/admin/checks/{check.pk}/questions/")
    page.locator("textarea[name=text]").fill(GIFT)
    page.get_by_role("button", name="Look at the questions").click()
    page.get_by_text("One question can be added").wait_for()


def archive_looked_at(page: Page) -> None:
    data = packed(own_module())
    page.goto("/admin/modules/")
    archive = {"name": "own.zip", "mimeType": "application/zip", "buffer": data}
    page.locator("input[type=file]").set_input_files(archive)  # type: ignore[arg-type]
    page.get_by_role("button", name="Look into it").click()
    page.get_by_text("It was made by this portal.").wait_for()


def opened(page: Page, form: str) -> None:
    """Not a second time where it stands already: no page takes longer."""
    if not page.url.endswith(form):
        page.goto(form)


def publishing_refused(page: Page, form: str) -> None:
    opened(page, form)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).first.click()
    page.locator(".messages .error, .messages .critical").first.wait_for()


def chooser(page: Page, form: str) -> None:
    """What is chosen already is exchanged behind a menu; the dialogue is the same."""
    opened(page, form)
    page.locator("[data-chooser-action-choose]").first.evaluate("one => one.click()")
    page.locator(".modal-content").first.wait_for()
