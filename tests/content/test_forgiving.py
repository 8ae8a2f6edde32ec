"""What an author does in passing costs nothing: no address, the same title twice, a long check, a gap."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from content.blocks.reading import QuoteBlock
from content.models import CasePage, CheckPage, ModulePage, Unit
from content.publishing import faults_of
from content.starting import begin
from portal.roles import Role, group_of
from tests.content import trees
from tests.content.editing import posted
from tests.content.test_starting import TODAY
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db


def kept(module: ModulePage, title: str, slug: str = "") -> str:
    """The address under which a new draft is kept."""
    page = CasePage(title=title, slug=slug, owner=person("superuser"))
    begin(page, module, TODAY)
    response = client_of(page.owner).post(
        reverse("wagtailadmin_pages:add", args=["content", "casepage", module.pk]), posted(page, page.owner)
    )
    assert response.status_code == 302, response.context["form"].errors
    return Unit.objects.latest("pk").slug


def test_a_draft_without_an_address_has_one_of_its_title_that_is_free() -> None:
    module = trees.module()
    assert kept(module, "How a bakery plans") == "how-a-bakery-plans"
    assert kept(module, "How a bakery plans", "how-a-bakery-plans") == "how-a-bakery-plans-2"
    assert kept(module, "How a bakery plans") == "how-a-bakery-plans-3"
    assert kept(module, "🥐 🥨") == "case"
    assert kept(module, "A" * 255) == "a" * 200
    assert kept(module, "Something else", "my-own") == "my-own"


def test_an_address_that_an_author_chose_and_another_has_is_refused() -> None:
    module = trees.module()
    kept(module, "One", "mine")
    with pytest.raises(AssertionError, match="has the address “mine” already"):
        kept(module, "Two", "mine")


@pytest.mark.parametrize("name", ["edit", "copy", "move"])
def test_nobody_reads_the_word_slug(name: str) -> None:
    page = trees.unit(trees.module(), "jabil")
    html = client_of(person("superuser")).get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
    read = strip_tags(re.sub(r"(?s)<(script|style).*?</\1>", "", html.content.decode()))
    assert "slug" not in read.lower()
    assert ("Address" in read) == (name == "edit")
    assert ("New address" in read) == (name == "copy")


def test_an_emptied_address_of_a_page_stays_what_it_was() -> None:
    page = trees.unit(trees.module(), "jabil")
    user = person("superuser")
    sent = posted(page, user) | {"slug": "", "title": "Another title"}
    response = client_of(user).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)
    assert response.status_code == 302
    assert Unit.objects.get(pk=page.pk).get_latest_revision_as_object().slug == "jabil"


def pool(size: int, **first: str) -> str:
    words = {"stem": "Which?", "right_verdict": "Yes", "other_verdict": "No", "because": "So it is."}
    options = [{"key": key, "text": key, "right": key == "a", "reason": "So."} for key in "abcd"]
    value = {"type": "single", "options": options, **words}
    each = [{**value, "key": f"q{number}"} | (first if not number else {}) for number in range(size)]
    return json.dumps([{"type": "question", "value": one} for one in each])


def save(page: Unit) -> int:
    user = person("superuser")
    client: Client = client_of(user)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(edit, posted(page, user)).status_code


def test_a_check_of_thirty_questions_is_saved(settings) -> None:
    page = trees.unit(trees.module(), "check", CheckPage, publish=False, body="[]", questions=pool(30))
    assert save(page) == 302
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    assert save(page) == 400, "control: with Django's own limit such a check cannot be saved at all"


def test_a_gap_is_told_by_the_words_of_the_form() -> None:
    asked = [{"type": "question", "value": {"key": "q", "ask": "", "kind": "choice"}}]
    page = trees.unit(trees.module(), "jabil", publish=False, body=trees.body("One.", blocks=asked))
    told = [remark.message for remark in faults_of(page, TODAY) if remark.rule == "incomplete"]
    gap = "Fill in what is empty: %s."
    assert told == [gap % "Question to the reader: Question"]
    options = json.loads(pool(1))
    options[0]["value"]["options"][1]["text"] = ""
    page = trees.unit(
        page.get_parent().specific, "c", CheckPage, publish=False, body="[]", questions=json.dumps(options)
    )
    told = [remark.message for remark in faults_of(page, TODAY) if remark.rule == "incomplete"]
    assert told == [gap % "Options, 2: Text"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("“We bake.”", "We bake."), (' "We bake." ', "We bake."), ("„We bake.“", "We bake."),
        ("«We bake.»", "We bake."), ("We “bake”", "We “bake”"), ("“A” and “B”", "“A” and “B”"),
    ],
)  # fmt: skip
def test_the_marks_around_a_quotation_are_set_by_the_page_alone(typed: str, text: str) -> None:
    block = QuoteBlock()
    value = {"text": typed, "name": "Ada Example", "role": "", "source": ""}
    assert block.clean(block.to_python(value))["text"] == text


def test_the_first_page_leads_an_author_to_the_modules_and_nobody_else() -> None:
    module = trees.module()
    author, keeper = (person("learner", f"{name}@example.org") for name in ("author", "keeper"))
    author.groups.add(group_of(Role.AUTHOR))
    keeper.groups.add(group_of(Role.KEEPER))
    way = reverse("wagtailadmin_pages:add_subpage", args=[module.pk])
    home = reverse("wagtailadmin_home")
    shown = client_of(author).get(home).content.decode()
    assert "A unit in Strategy" in shown
    assert f'href="{way}"' in shown
    assert "Write something new" not in client_of(keeper).get(home).content.decode()
