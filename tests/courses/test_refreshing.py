"""A unit changed after it was finished: what is said, what is asked, and that nothing is lost."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from content.atlas import atlas
from content.changing import keep_published
from content.models import Announced, Change, CheckPage, Unit
from content.receivers import bump
from courses.export import erase, facts_of
from courses.learner import Who
from courses.merge import merge_device
from courses.models import Attempt, Completion, Learner, Refreshed
from courses.standings import standings
from tests.content.trees import module as new_module
from tests.content.trees import unit as new_unit

from .conftest import at_most, pool
from .test_attempts import take

pytestmark = pytest.mark.django_db
GUIDE = "/learn/strategy/why/"


def body(*texts: str) -> str:
    return json.dumps(
        [
            {
                "type": "section",
                "value": {
                    "title": f"Part {number}",
                    "anchor": f"part-{number}",
                    "resume": "here.",
                    "content": [{"type": "text", "value": f"<p>{text}</p>"}],
                },
            }
            for number, text in enumerate(texts, 1)
        ]
    )


@pytest.fixture
def guide():
    return new_unit(new_module(), "why", body=body("One is here.", "Two is here.", "Three is here."))


@pytest.fixture
def finished(guide) -> Client:
    client = Client()
    client.post(f"{GUIDE}do/mark_read/")
    return client


def publish(unit: Unit, note: str = "", texts: tuple[str, ...] = (), **fields) -> Change | None:
    page = Unit.objects.get(pk=unit.pk).specific
    if texts:
        page.body = body(*texts)
    for name, value in fields.items():
        setattr(page, name, value)
    if note:
        Announced.objects.create(unit_id=page.pk, kind="material", note=note)
    page.save_revision().publish()
    return Change.objects.filter(unit_id=page.pk).order_by("-pk").first()


NEW = ("One is here.", "Two says something else now.", "Three says another thing.")


def test_a_first_publication_says_nothing_and_a_second_one_is_a_correction_unless_told(guide):
    assert not Change.objects.exists()
    change = publish(guide, texts=NEW)
    assert (change.kind, change.note, change.sections) == ("correction", "", ["part-2", "part-3"])
    assert change.revision == Unit.objects.get(pk=guide.pk).live_revision_id


def test_a_correction_says_nothing_to_those_who_finished(guide, finished):
    publish(guide, texts=NEW)
    for address in ("/", "/learn/strategy/", GUIDE):
        assert "Changed since" not in finished.get(address).content.decode()


def test_a_material_change_is_said_on_home_module_and_unit_with_its_sections_alone(guide, finished):
    publish(guide, "Two facts are new.", NEW)
    for address in ("/", "/learn/strategy/", GUIDE):
        page = finished.get(address).content.decode()
        assert "Changed since you finished" in page
        assert "Two facts are new." in page
        assert f'{GUIDE}part-2/"' in page
    refresh = finished.get(GUIDE).context["reading"].refresh
    assert [part.line.key for part in refresh.parts] == ["part-2", "part-3"]
    assert refresh.minutes < guide.minutes
    progress = finished.get("/learn/strategy/").context["progress"]
    assert (progress.done, progress.minutes_left, progress.outline.percent) == (1, 0, 100)


def test_who_had_not_finished_or_finishes_afterwards_is_told_nothing(guide):
    reader, later = Client(), Client()
    reader.post(f"{GUIDE}do/continue/", {"section": "part-1"})
    publish(guide, "News.", NEW)
    later.post(f"{GUIDE}do/mark_read/")
    for client in (reader, later, Client()):
        assert "Changed since" not in client.get(GUIDE).content.decode()


def test_what_was_announced_belongs_to_one_publication(guide):
    assert publish(guide, "News.", NEW).kind == "material"
    assert publish(guide, texts=("Another.",)).kind == "correction"
    assert not Announced.objects.exists()


def test_a_material_change_without_its_line_is_not_said_yet(guide):
    Announced.objects.create(unit_id=guide.pk, kind="material", note="")
    assert publish(guide, texts=NEW).kind == "correction"


def test_i_have_seen_it_ends_it_and_leaves_a_later_change_standing(guide, finished):
    first = publish(guide, "First.", NEW)
    publish(guide, "Second.", ("One is new too.", *NEW[1:]))
    finished.post(f"{GUIDE}do/refreshed/", {"newest": first.pk})
    assert finished.get(GUIDE).context["reading"].refresh.notes == ["Second."]
    newest = Change.objects.latest("pk").pk
    answer = finished.post(f"{GUIDE}do/refreshed/", {"newest": newest, "from": "home"})
    assert answer.url == "/"
    assert finished.get(GUIDE).context["reading"].refresh is None
    assert Refreshed.objects.count() == 2


def test_several_changes_pile_up_into_one_list(guide, finished):
    publish(guide, "First.", NEW)
    publish(guide, "Second.", ("One is new too.", *NEW[1:]))
    refresh = finished.get(GUIDE).context["reading"].refresh
    assert refresh.notes == ["First.", "Second."]
    assert [part.line.key for part in refresh.parts] == ["part-1", "part-2", "part-3"]
    assert finished.get("/").content.decode().count('class="changed"') == 1


@pytest.mark.parametrize("newest", ["", "x", "-1", "٣", "9" * 30])
def test_a_number_that_is_none_is_refused(finished, guide, newest):
    publish(guide, "News.", NEW)
    assert finished.post(f"{GUIDE}do/refreshed/", {"newest": newest}).status_code == 422
    assert not Refreshed.objects.exists()


def test_reaching_the_last_changed_section_is_enough_and_another_is_not(guide, finished):
    publish(guide, "News.", NEW)
    for section, seen in (("part-2", 0), ("part-3", 1)):
        spot = json.dumps({"section": section, "sentence": ""})
        finished.post(f"{GUIDE}do/place/", spot, content_type="application/json")
        assert Refreshed.objects.count() == seen


def test_continue_without_a_script_reaches_it_too(guide, finished):
    publish(guide, "News.", NEW)
    finished.post(f"{GUIDE}do/continue/", {"section": "part-2"})
    assert finished.get(GUIDE).context["reading"].refresh is None


def test_the_part_counts_with_its_own_minutes_in_the_queue(guide, finished):
    assert not finished.get("/", {"minutes": "20"}).context["queue"].items
    publish(guide, "News.", ("One is here.", "Two is here.", "Three is news."))
    queue = finished.get("/", {"minutes": "20"}).context["queue"]
    assert [(item.line.id, item.minutes) for item in queue.items] == [(guide.pk, queue.minutes)]
    assert 0 < queue.minutes < guide.minutes
    assert queue.items[0].url == f"{GUIDE}part-3/"


def test_a_section_that_is_gone_since_is_not_asked_for(guide, finished):
    publish(guide, "News.", NEW)
    publish(guide, texts=NEW[:2])
    refresh = finished.get(GUIDE).context["reading"].refresh
    assert [part.line.key for part in refresh.parts] == ["part-2"]


def test_the_record_and_the_completion_stay_as_they_were(guide, finished):
    before = Completion.objects.values().get()
    publish(guide, "News.", NEW, minutes=8)
    finished.post(f"{GUIDE}do/refreshed/", {"newest": Change.objects.get().pk})
    assert Completion.objects.values().get() == before


def test_pages_take_as_many_statements_with_a_change_as_without(guide, finished):
    publish(guide, "News.", NEW)
    finished.get(GUIDE), finished.get("/")
    with at_most(4):
        finished.get("/")
    with at_most(4):
        assert finished.get(GUIDE).context["reading"].refresh


def test_export_knows_it_and_erasing_takes_it(guide, finished):
    change = publish(guide, "News.", NEW)
    finished.post(f"{GUIDE}do/refreshed/", {"newest": change.pk})
    learner = Learner.objects.get()
    (seen,) = facts_of(learner)["changes_seen"]
    assert (seen["unit"], seen["change"]) == (guide.key, "News.")
    erase(learner)
    assert not Refreshed.objects.exists()
    assert Change.objects.filter(pk=change.pk).exists()


def test_two_devices_become_one_and_what_the_later_one_read_needs_no_second_look(
    guide, finished, django_user_model
):
    user = django_user_model.objects.create_user(email="ada@example.com", password="x")
    mine = Learner.objects.create(user=user)
    first = publish(guide, "First.", NEW)
    later = first.at + timedelta(seconds=1)
    Completion.objects.create(learner=mine, unit_id=guide.pk, at=later, how="marked")
    device = Learner.objects.get(device__isnull=False)
    merged = merge_device(user, device.device)
    assert Completion.objects.get().at < first.at
    assert list(merged.refresheds.values_list("change_id", flat=True)) == [first.pk]
    row = standings(Who(pk=merged.pk), (atlas().unit(guide.pk),))[guide.pk]
    assert row.refresh is None


def test_an_old_attempt_keeps_its_marks_when_the_questions_change(school, sit):
    attempt = take(sit, [True] * 6, at=datetime(2026, 1, 1, tzinfo=UTC))
    before = Attempt.objects.values().get(pk=attempt.pk)
    check = CheckPage.objects.get(pk=school.check.pk)
    check.questions = pool(4)
    check.pass_mark, check.draw = 4, 4
    check.save()
    Announced.objects.create(unit_id=check.pk, kind="material", note="Other questions.")
    keep_published(check.pk)
    bump()
    assert Attempt.objects.values().get(pk=attempt.pk) == before
    learner = Learner.objects.get(pk=before["learner_id"])
    row = standings(Who(pk=learner.pk), (atlas().unit(check.pk),))[check.pk]
    assert (row.status, row.minutes_left) == ("completed", 0)
    assert (row.refresh.notes, row.refresh.parts) == (["Other questions."], ())
