"""The personal learning record: the same on the page, in the PDF and in the JSON, and nobody else's."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.history import record_of
from reports import learning
from reports.papers.typesetting import typeset
from tests.accounts.organising import Company, someone
from tests.courses.conftest import kept_school
from tests.reports.learners import complete

SCHEMA = json.loads((Path(learning.__file__).parent / "schemas" / "learning-record-1.0.json").read_text())
RECORD, JSON, PDF = (f"/me/record{ending}" for ending in ("/", ".json", ".pdf"))
HOSTILE = ("=1 <script>alert(1)</script> مرحبا 🙂 漢字 \x07" + "x" * 80)[:120]  # as long as a name may be


@pytest.fixture
def school(db: None) -> SimpleNamespace:
    return kept_school()


@pytest.fixture
def ada(school: SimpleNamespace) -> User:
    user = someone("ada@example.org", "Ada Example")
    complete(user, school.case, school.guide, school.film)
    return user


@pytest.fixture
def client(ada: User, sign_in: Callable[..., Client]) -> Client:
    return sign_in(ada)


def test_the_json_fits_its_schema_and_says_what_is_known(client: Client) -> None:
    found = client.get(JSON)
    assert found["Content-Disposition"].startswith('attachment; filename="learning-record-')
    held = json.loads(found.content)
    jsonschema.Draft202012Validator(SCHEMA).validate(held)
    assert (held["learner"], held["units"], held["minutes"], held["checks_passed"]) == (
        "Ada Example",
        3,
        11,
        0,
    )
    units = held["modules"][0]["units"]
    assert [(unit["title"], unit["how"], unit["minutes"], unit["assessed"]) for unit in units] == [
        ("Jabil", "read", 6, False),
        ("Guide 0", "read", 3, False),
        ("Opening", "watched", 2, False),
    ]
    assert held["modules"][0]["completed_at"] is None


def test_the_page_says_the_same_without_script(client: Client) -> None:
    page = client.get(RECORD).content.decode()
    assert "3 units, 11 minutes, 0 checks passed" in " ".join(page.split())
    assert page.index("Jabil") < page.index("Guide 0") < page.index("Opening")
    assert "3 units, 11 minutes. 1 unit left today." in page
    assert reverse("reports:certificate_make", args=["strategy"]) not in page


def test_the_pdf_is_a_pdf_and_the_same_for_the_same_day(ada: User, client: Client) -> None:
    found = client.get(PDF)
    assert found["Content-Type"] == "application/pdf"
    assert found.content.startswith(b"%PDF-")
    page = learning.page(record_of(ada.learner), ada.name, "Soundings", date(2026, 4, 1))
    made = [typeset("record", page, "Learning record", date(2026, 4, 1)) for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize("name", ["", HOSTILE])
def test_no_name_stops_a_record(school: SimpleNamespace, sign_in: Callable[..., Client], name: str) -> None:
    user = someone("eve@example.org", name)
    complete(user, school.guide)
    client = sign_in(user)
    for path in (RECORD, JSON, PDF):
        assert client.get(path).status_code == 200
    assert "<script>alert" not in client.get(RECORD).content.decode()
    assert "\x07" not in json.loads(client.get(JSON).content)["learner"]


def test_without_an_account_it_is_the_devices_and_empty_to_begin_with(school: SimpleNamespace) -> None:
    visitor = Client()
    assert "Nothing is completed yet" in visitor.get(RECORD).content.decode()
    assert json.loads(visitor.get(JSON).content)["modules"] == []
    assert visitor.get(PDF).status_code == 200


def test_nobody_elses_completions_are_in_it(client: Client, school: SimpleNamespace) -> None:
    complete(someone("bob@example.org", "Bob"), school.check)
    held = json.loads(client.get(JSON).content)
    assert held["units"] == 3
    assert "Bob" not in json.dumps(held)


def test_organisations_are_asked_for_there_and_only_ones_own(client: Client, ada: User) -> None:
    other, own = Company("Elsewhere", "elsewhere.example"), Company()
    own.organisation.memberships.create(user=ada, joined_at=own.organisation.created_at, email=ada.email)
    page = client.get(RECORD).content.decode()
    assert own.organisation.name in page
    assert other.organisation.name not in page
