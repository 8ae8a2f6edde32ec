"""A unit is published again: the author says what it is, and is asked where the difference is large."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.atlas import atlas
from content.changing import _scored
from content.models import Announced, Change, Unit
from courses.home import progress_by
from courses.learner import Who
from courses.models import Completion, Learner
from courses.standings import standings
from tests.content import trees
from tests.content.editing import posted
from tests.content.test_checks_panel import lines

OLD = [f"Sentence number {number} stands here as it did." for number in range(1, 21)]


def text(*sentences: str) -> str:
    return trees.body(" ".join(sentences), "The second part stays as it is.")


@pytest.fixture
def unit(db):
    return trees.unit(trees.module(), "why", body=text(*OLD))


@pytest.fixture
def author(admin_user):
    return admin_user


@pytest.fixture
def boss(author, settings) -> Client:
    """Past the second factor, which is the business of another room."""
    settings.PRIVILEGED_PATHS = ("/nothing-here/",)
    client = Client()
    client.force_login(author)
    return client


def send(boss: Client, author, unit: Unit, sentences: list[str], **more: str):
    page = Unit.objects.get(pk=unit.pk).specific.get_latest_revision_as_object()
    page.body = text(*sentences)
    sent = posted(page, author) | {"action-publish": "1"} | more
    return boss.post(reverse("wagtailadmin_pages:edit", args=[unit.pk]), sent)


def faults(answer) -> dict[str, list[str]]:
    return {} if answer.status_code == 302 else answer.context["form"].errors


NEW = [f"Quite another sentence {number} is written now." for number in range(1, 21)]


def test_a_large_difference_is_asked_about_and_nothing_is_published(boss, author, unit):
    found = faults(send(boss, author, unit, NEW))
    assert list(found) == ["change_kind"]
    assert "% of the words differ" in found["change_kind"][0]
    assert not Change.objects.exists()


def test_the_checks_name_what_publish_asks_for_and_lead_to_it(boss, author, unit):
    page = Unit.objects.get(pk=unit.pk).specific
    page.body = text(*NEW)
    checks = reverse("unit_checks", args=[unit.pk])

    def named(**said: str) -> list[tuple[str, str]]:
        return lines(boss.post(checks, posted(page, author) | said).content.decode())

    assert [path for path, _words in named()] == ["change_kind"]
    assert [path for path, _words in named(change_kind="material", change_note=" ")] == ["change_note"]
    assert named(change_kind="correction") == named(change_kind="material", change_note="News.") == []
    page.save_revision()
    edit = boss.get(reverse("wagtailadmin_pages:edit", args=[unit.pk])).content.decode()
    refused = send(boss, author, unit, NEW).content.decode()
    for html in (edit, refused, boss.get(checks).content.decode()):
        assert [path for path, _words in lines(html)] == ["change_kind"]
        assert "it can be published" not in html
    assert 'data-contentpath="change_kind"' in edit, "where the line leads"


def test_the_author_overrules_it_with_one_choice(boss, author, unit):
    assert faults(send(boss, author, unit, NEW, change_kind="correction")) == {}
    assert Change.objects.get().kind == "correction"


def test_a_small_one_is_a_correction_without_a_question(boss, author, unit):
    assert faults(send(boss, author, unit, ["A mistake is gone.", *OLD[1:]])) == {}
    assert Change.objects.get().kind == "correction"


def test_a_material_change_needs_its_line_and_reaches_those_who_finished(boss, author, unit):
    reader = Client()
    reader.post("/learn/strategy/why/do/mark_read/")
    assert list(faults(send(boss, author, unit, NEW, change_kind="material"))) == ["change_note"]
    assert faults(send(boss, author, unit, NEW, change_kind="material", change_note="<b>All new.")) == {}
    change = Change.objects.get()
    assert (change.kind, change.note, change.sections) == ("material", "<b>All new.", ["part-1"])
    shown = reader.get("/learn/strategy/why/").content.decode()
    assert "&lt;b&gt;All new." in shown
    assert "<b>All new." not in shown
    assert not Announced.objects.exists()


def test_a_draft_keeps_what_was_said_until_it_is_published(boss, author, unit):
    page = Unit.objects.get(pk=unit.pk).specific
    sent = posted(page, author) | {"change_kind": "material", "change_note": "News."}
    boss.post(reverse("wagtailadmin_pages:edit", args=[unit.pk]), sent)
    assert not Change.objects.exists()
    form = boss.get(reverse("wagtailadmin_pages:edit", args=[unit.pk])).context["form"]
    assert (form["change_kind"].value(), form["change_note"].value()) == ("material", "News.")
    Unit.objects.get(pk=unit.pk).specific.save_revision().publish()
    assert Change.objects.get().note == "News."


def test_the_form_proposes_with_its_reason_and_a_new_unit_is_not_asked(boss, unit):
    page = Unit.objects.get(pk=unit.pk).specific
    page.body = text(*NEW)
    page.save_revision()
    shown = boss.get(reverse("wagtailadmin_pages:edit", args=[unit.pk])).content.decode()
    assert "Proposed: a material change." in shown
    draft = trees.unit(trees.ModulePage.objects.get(), "young", publish=False)
    form = boss.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).context["form"]
    assert "change_kind" not in form.fields


STEPS = st.lists(
    st.one_of(
        st.just("finish"),
        st.tuples(st.sampled_from(("", "News.")), st.integers(1, 4), st.integers(2, 9)),
    ),
    max_size=6,
)


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nothing_earned_is_lost_and_nobody_exceeds_everything(unit, steps):
    Completion.objects.all().delete()
    learner = Learner.objects.get_or_create(device="0" * 32)[0]
    client, line = _client_of(learner), None
    for step in steps:
        finished = Completion.objects.filter(learner=learner).exists()
        if step == "finish":
            client(unit)
        else:
            _publish(unit, *step)
        line = atlas().unit(unit.pk)
        row = standings(Who(pk=learner.pk), (line,))[unit.pk]
        share = progress_by(atlas().modules[0], {unit.pk: row}).outline.share
        assert 0 <= share <= 1
        if finished or step == "finish":
            assert (row.status, row.minutes_left, share) == ("completed", 0, 1)
        if row.refresh:
            assert finished
            assert row.refresh.minutes <= max(1, line.minutes)


def _client_of(learner: Learner):
    def finish(unit: Unit) -> None:
        Completion.objects.get_or_create(
            learner=learner, unit_id=unit.pk, defaults={"at": timezone.now(), "how": "read"}
        )

    return finish


def _publish(unit: Unit, note: str, sections: int, minutes: int) -> None:
    page = Unit.objects.get(pk=unit.pk).specific
    page.body = trees.body(*[f"Said {note}{number}{minutes}." for number in range(sections)])
    page.minutes = minutes
    if note:
        Announced.objects.update_or_create(unit_id=page.pk, defaults={"kind": "material", "note": note})
    page.save_revision().publish()


def test_a_line_of_an_ordering_that_a_file_calls_neither_right_nor_wrong_is_as_the_form_sends_it() -> None:
    def sent(**right: bool) -> dict[str, object]:
        option = {"key": "first", "text": "First", **right}
        return {"value": {"type": "ordering", "stem": "Which?", "key": "which", "options": [option]}}

    assert _scored(sent()) == _scored(sent(right=False))
    assert _scored(sent()) != _scored(sent(right=True)), "the control"
