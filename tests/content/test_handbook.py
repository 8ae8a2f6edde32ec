"""The handbook in the editor says what docs/editors.md says, and every way into it leads to a section."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from content.handbook.pages import FILE, picture
from content.handbook.reading import Picture, read
from content.models import CheckPage, DecisionPage, MailReview
from portal.roles import Role, group_of
from tests.content import trees
from tests.content.test_approving import draft, workflow
from tests.journeys.people import client_of, person

ROOT = Path(__file__).resolve().parents[2]
# What Markdown would leave of itself where it was not understood.
LEFT = re.compile(r"\*\*|!\[|\]\(|^\s*(?:\d+\.|[-#|>]) ", re.MULTILINE)
# Marks of the file that are no words: a place of a link or picture, numbers of lines, a fence.
MARKS = re.compile(r"(?<=\])\((?:pictures/|#|https:)[^)]*\)|^ {0,3}\d+\. |^\|[-|]+\|$", re.MULTILINE)
INCLUDED = re.compile(r'_how\.html" with section="([a-z-]+)"')
PANEL = re.compile(r'How\(\s*"([a-z-]+)"')


class Words(HTMLParser):
    """All words of a page and those outside of code, each picture by its alternative text."""

    def __init__(self) -> None:
        super().__init__()
        self.all, self.prose, self.code = "", "", 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.code += tag == "code"
        words = dict(attrs).get("alt") or ""
        self.all += f" {words} "

    def handle_endtag(self, tag: str) -> None:
        self.code -= tag == "code"

    def handle_data(self, data: str) -> None:
        self.all += data
        self.prose += "" if self.code else data


def words_of(html: str) -> Words:
    found = Words()
    found.feed(html)
    return found


def made(text: str = "") -> Any:
    return read(text or FILE.read_text(), lambda name: Picture(f"/{name}", 2, 1))


def differing(text: str) -> list[str]:
    """The words of the file around the first place where the page has others; nothing where there is none."""
    shown = made(text)
    page = re.findall(r"\w+", shown.title + " " + words_of(shown.html).all)
    file = re.findall(r"\w+", MARKS.sub(" ", text))
    for number, (mine, theirs) in enumerate(zip(page, file, strict=False)):
        if mine != theirs:
            return file[max(0, number - 6) : number + 6]
    return [] if len(page) == len(file) else ["the end"]


def test_the_page_says_every_word_of_the_file_in_its_order() -> None:
    text = FILE.read_text()
    assert differing(text) == []
    assert LEFT.findall(words_of(made().html).prose) == []


@pytest.mark.parametrize(
    "text", ["# A\n\nWords.\n1. Not a list.\n", "# A\n\n<b>bold</b> <script>x</script>\n\nA|B\n-|-\n"]
)
def test_control_what_is_read_otherwise_or_raw_is_noticed(text: str) -> None:
    html = made(text).html
    assert differing(text) or LEFT.search(words_of(html).prose) or "&lt;script&gt;" in html
    assert "<script" not in html


def shown_in(text: str) -> list[tuple[str, ...]]:
    """Address, words, width and height of each picture."""
    return re.findall(
        r'<img src="([^"]+)" alt="([^"]*)" width="(\d+)" height="(\d+)"', read(text, picture).html
    )


def test_every_picture_is_there_with_its_words_and_its_size_and_is_served() -> None:
    found = shown_in(FILE.read_text())
    assert len(found) == FILE.read_text().count("](pictures/") > 5
    for src, words, width, height in found:
        assert finders.find(src.removeprefix(settings.STATIC_URL)), src
        assert len(words.split()) > 3, src
        assert int(width) > 100 < int(height)


def test_a_picture_that_is_gone_or_says_nothing_is_not_passed_over() -> None:
    with pytest.raises(FileNotFoundError):
        read("# A\n\n![A picture](pictures/gone.png)\n", picture)
    assert shown_in("# A\n\n![](pictures/editor-new.png)\n")[0][1] == ""


def test_the_contents_name_every_heading_and_links_lead_somewhere() -> None:
    shown = made()
    anchors = list(shown.anchors())
    assert anchors == re.findall(r'<h[34] id="([^"]+)"', shown.html)
    assert len(anchors) == len(re.findall(r"^##", FILE.read_text(), re.MULTILINE))
    for link in re.findall(r'<a href="([^"]+)"', shown.html):
        assert link.removeprefix("#") in anchors or link.startswith("https://")


def ways() -> list[str]:
    """The sections that templates and forms lead to."""
    folders = (ROOT / "templates", ROOT / "content/templates")
    templates = [path.read_text() for folder in folders for path in folder.rglob("*.html")]
    modules = [path.read_text() for path in (ROOT / "content").rglob("*.py")]
    found = [name for text in templates for name in INCLUDED.findall(text)]
    assert len(found) == sum(text.count("_how.html") for text in templates)
    return found + [name for text in modules for name in PANEL.findall(text)]


def astray(text: str) -> set[str]:
    return set(ways()) - set(made(text).anchors())


def test_every_way_into_the_handbook_leads_to_a_section() -> None:
    assert len(set(ways())) > 8
    assert astray(FILE.read_text()) == set()


def test_control_a_heading_that_is_called_otherwise_is_noticed() -> None:
    assert astray(FILE.read_text().replace("## Course checks", "## Rules")) == {"course-checks"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_every_role_reads_it_and_finds_it_in_the_menu(role: Role) -> None:
    user = person("learner", f"{role}@example.org")
    user.groups.add(group_of(role))
    client: Client = client_of(user)
    answer = client.get(reverse("handbook"))
    assert answer.status_code == 200
    assert '"url": "/admin/handbook/"' in client.get("/admin/").content.decode()
    assert "style=" not in made().html


def led_to(html: str) -> list[str]:
    return re.findall(r'class="how[^"]*" href="/admin/handbook/#([a-z-]+)" target="_blank"', html)


@pytest.mark.django_db
def test_a_form_leads_to_it_where_its_author_hesitates() -> None:
    module, root = trees.module(), client_of(person("superuser"))
    public = trees.unit(module, "told")
    check = trees.unit(module, "asked", CheckPage, publish=False, draw=0, pass_mark=0)
    decision = trees.unit(module, "begun", DecisionPage, publish=False, role="You.", limit="Choose.")
    again = "published-again-a-correction-or-a-material-change"
    ways = {
        public: ["course-checks", "from-draft-to-published", again],
        check: ["course-checks", "checks", "from-draft-to-published"],
        decision: ["course-checks", "decisions", "decisions", "from-draft-to-published"],
    }
    for page, expected in ways.items():
        html = root.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert led_to(html) == expected
        # Without the choice its panel is gone, and not kept by the line that explains it.
        assert ("When it is published again" in html) == (again in expected)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "section"),
    [
        ("wagtailadmin_home", "your-first-unit-in-half-an-hour"),
        ("course_checks", "course-checks"),
        ("due_for_review", "from-draft-to-published"),
        ("languages_begun", "languages"),
        ("modules_out_and_in", "files-the-shipped-curriculum"),
        ("courses_checks:listing", "checks"),
        ("courses_readings:listing", "how-a-unit-is-read"),
        ("readiness_versions:listing", "the-instrument-versions-of-the-readiness-assessment"),
    ],
)
def test_a_page_of_ours_leads_to_it(address: str, section: str) -> None:
    trees.module()
    html = client_of(person("superuser")).get(reverse(address)).content.decode()
    assert led_to(html) == [section]


@pytest.mark.django_db
def test_a_review_and_a_translation_lead_to_it() -> None:
    page, root = draft(), client_of(person("superuser"))
    workflow(MailReview.objects.create(name="Subject")).start(page, person("superuser"))
    asking = root.get(reverse("subject_review", args=[page.pk])).content.decode()
    assert led_to(asking) == ["from-draft-to-published"]
    form = root.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert led_to(form)[:2] == ["from-draft-to-published", "course-checks"]
    Locale.objects.get_or_create(language_code="de")
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    assert led_to(root.get(address).content.decode()) == ["languages"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said"), [("en", "Contents"), ("de", "Das Handbuch ist auf Englisch geschrieben.")]
)
def test_in_a_german_editor_it_says_that_it_is_english(language: str, said: str) -> None:
    user = person("superuser")
    user.language = language
    user.save()
    html = client_of(user).get(reverse("handbook")).content.decode()
    assert said in html
    assert '<div lang="en">' in html
    assert ("Das Handbuch" in html) == (language == "de")
