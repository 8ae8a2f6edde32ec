"""The evidence pack: names by consent, counts of five and more, and nothing that subtraction would tell."""

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.models import Attempt
from portal import privacy
from reports.actions.consenting import give_consent, withdraw_consent
from reports.evidence.files import paper, workbook
from reports.evidence.gathering import pack_for
from reports.evidence.pack import Pack
from reports.evidence.quarters import Quarter, quarter_of, quarters
from reports.models import EvidenceConsent, EvidenceQuarter
from tests.accounts.organising import Company, join, someone
from tests.courses.conftest import kept_school
from tests.reports.learners import MARCH, complete

FIRST = Quarter(date(2026, 1, 1))
DURING = datetime(2026, 3, 20, 12, tzinfo=UTC)
AFTER = datetime(2026, 4, 2, 12, tzinfo=UTC)
CONSENT = "/me/record/evidence/"


@pytest.fixture
def school(db: None) -> SimpleNamespace:
    return kept_school()


@pytest.fixture
def company(school: SimpleNamespace) -> Company:
    """Fourteen members besides somebody suspended; the administrator and six others completed the guide."""
    made = Company("=Northwind", "northwind.example")
    people = [someone(f"p{n}@northwind.example", f"Person {n}") for n in range(11)]
    for user in people:
        join(made.organisation, user)
    for user in (made.admin, made.suspended, *people[:6]):
        complete(user, school.guide)
    complete(made.member, school.case, school.check)
    made.people = people
    return made


def pack(company: Company, now: datetime = AFTER) -> Pack:
    return pack_for(company.organisation, FIRST, now)


def agree(company: Company, *users: User, at: datetime = DURING) -> None:
    for user in users:
        give_consent(user, company.organisation.public_id, at)


def address(name: str, company: Company) -> str:
    return reverse(f"reports:{name}", args=[company.organisation.public_id])


def test_quarters_meet_and_do_not_overlap() -> None:
    found = quarters(date(2025, 11, 5), date(2026, 4, 1))
    assert [each.key for each in found] == ["2026-2", "2026-1", "2025-4"]
    assert [each.ends for each in found[1:]] == [each.starts for each in found[:-1]]
    assert (FIRST.label, FIRST.over(date(2026, 3, 31)), FIRST.over(date(2026, 4, 1))) == (
        "January to March 2026",
        False,
        True,
    )
    assert quarter_of(date(2026, 12, 31)).ends == date(2027, 1, 1)


def test_a_name_stands_there_only_with_that_persons_consent(company: Company) -> None:
    assert pack(company, DURING).people == ()
    agree(company, company.member)
    (person,) = pack(company, DURING).people
    assert (person.name, person.role) == ("Member of =Northwind", "Member")
    assert [(line.what, line.minutes, line.assessed) for line in person.lines] == [
        ("Jabil", 6, False),
        ("Check", 5, True),
    ]
    withdraw_consent(company.member, company.organisation.public_id, DURING + timedelta(hours=1))
    assert pack(company, DURING).people == ()


def test_consent_to_one_organisation_is_no_consent_to_another(company: Company) -> None:
    other = Company("Elsewhere", "elsewhere.example")
    join(other.organisation, company.member)
    agree(company, company.member)
    assert pack_for(other.organisation, FIRST, DURING).people == ()


def test_leaving_and_joining_again_does_not_revive_a_consent(company: Company) -> None:
    agree(company, company.member)
    place = company.place(company.member)
    place.delete()
    assert pack(company, DURING).people == ()
    join(company.organisation, company.member, joined_at=DURING + timedelta(hours=1))
    assert pack(company, DURING + timedelta(hours=2)).people == ()
    agree(company, company.member, at=DURING + timedelta(hours=3))
    assert len(pack(company, DURING + timedelta(hours=4)).people) == 1


def test_the_suspended_are_neither_named_nor_counted(company: Company) -> None:
    place = company.place(company.suspended)
    place.suspended_at = None
    place.save()
    agree(company, company.suspended)
    place.suspended_at = DURING
    place.save()
    found = pack(company)
    assert (found.people, found.others) == ((), 14)


def test_only_what_lies_in_the_quarter_counts(company: Company, school: SimpleNamespace) -> None:
    agree(company, company.member)
    complete(company.member, school.film, at=datetime(2026, 4, 1, tzinfo=UTC))
    assert len(pack(company, AFTER).people[0].lines) == 2
    second = pack_for(company.organisation, Quarter(date(2026, 4, 1)), AFTER)
    assert [line.what for line in second.people[0].lines] == ["Opening"]


def test_others_are_counted_when_the_quarter_is_over_in_groups_of_five_and_more(company: Company) -> None:
    assert (pack(company, DURING).counts, pack(company, DURING).others) == ((), None)
    found = pack(company)
    assert found.others == 14
    assert [(count.module, count.people) for count in found.counts] == [("Strategy", 8)]


@pytest.mark.parametrize(("learned", "shown"), [(4, None), (5, 5), (9, 9), (10, None), (14, None)])
def test_a_count_shows_only_where_neither_side_is_under_five(
    company: Company, school: SimpleNamespace, learned: int, shown: int | None
) -> None:
    members = [company.owner, company.admin, company.member, *company.people]
    for user in members:
        if hasattr(user, "learner"):
            user.learner.completions.all().delete()
    for user in members[:learned]:
        complete(user, school.guide)
    assert pack(company).counts[0].people == shown


def test_under_five_others_nothing_is_said(school: SimpleNamespace) -> None:
    small = Company()
    complete(small.member, school.guide)
    found = pack(small)
    assert (found.others, found.counts) == (None, ())
    assert "fewer than five" in found.said


def test_two_packs_of_a_quarter_never_differ_by_a_person_who_did_not_agree(company: Company) -> None:
    """Removing somebody, or a consent that comes later, would tell by subtraction."""
    before = pack(company)
    company.place(company.people[0]).delete()
    agree(company, company.people[1], at=AFTER + timedelta(days=1))
    after = pack(company, AFTER + timedelta(days=2))
    assert (after.counts, after.others, after.people) == (before.counts, before.others, ())
    assert EvidenceQuarter.objects.count() == 1
    EvidenceQuarter.objects.all().delete()  # the control: counted anew, the person is missing
    assert pack(company, AFTER + timedelta(days=2)).others == before.others - 2


def test_the_number_of_statements_does_not_follow_the_number_of_people(
    company: Company, django_assert_max_num_queries: Callable[..., object]
) -> None:
    agree(company, *company.people)
    pack(company)
    with django_assert_max_num_queries(7):
        assert len(pack(company).people) == 6


def words_of(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    return "\n".join(
        str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None
    )


def test_the_files_hold_what_is_allowed_and_no_result(company: Company, school: SimpleNamespace) -> None:
    agree(company, company.member)
    failed = {"correct": 2, "of": 6, "passed": False, "pass_mark": 4}
    times = {"started_at": MARCH, "finished_at": MARCH}
    Attempt.objects.create(
        learner=company.member.learner, check_page=school.check, seed=1, drawn=[], **failed, **times
    )
    found = pack(company)
    words = words_of(workbook(found, "Soundings"))
    assert "Member of =Northwind" in words
    assert "Jabil" in words
    assert "Person 1" not in words
    assert "competent" in words
    assert workbook(found, "Soundings") == workbook(found, "Soundings")
    assert paper(found, "Soundings") == paper(found, "Soundings")
    assert paper(found, "Soundings").startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("role", "status"),
    [("owner", 200), ("admin", 200), ("member", 403), ("suspended", 404), ("stranger", 404)],
)
def test_the_page_is_for_those_who_lead(
    company: Company, sign_in: Callable[..., Client], role: str, status: int
) -> None:
    user = someone("eve@example.org") if role == "stranger" else getattr(company, role)
    client = sign_in(user, second_factor=True)
    assert client.get(address("evidence", company)).status_code == status
    sent = {"quarter": quarter_of(date.today()).key, "format": "xlsx"}
    assert client.post(address("evidence_pack", company), sent).status_code == status


def test_it_needs_a_second_factor_and_a_post(company: Company, sign_in: Callable[..., Client]) -> None:
    weak = sign_in(company.owner)
    assert weak.get(address("evidence", company)).status_code == 302
    assert weak.post(address("evidence_pack", company)).status_code == 302
    assert Client().get(address("evidence", company))["Location"].startswith("/accounts/login/")
    assert (
        sign_in(company.owner, second_factor=True).get(address("evidence_pack", company)).status_code == 405
    )
    assert not EvidenceQuarter.objects.exists()


@pytest.mark.parametrize(
    "sent", [{}, {"quarter": "1999-1", "format": "xlsx"}, {"quarter": "2026-1", "format": "x"}]
)
def test_what_is_not_offered_is_refused(company: Company, sign_in: Callable[..., Client], sent: dict) -> None:
    client = sign_in(company.owner, second_factor=True)
    assert client.post(address("evidence_pack", company), sent).status_code == 422


def test_agreeing_and_taking_back_is_ones_own(company: Company, sign_in: Callable[..., Client]) -> None:
    client, public_id = sign_in(company.member), company.organisation.public_id
    for _ in range(2):
        client.post(CONSENT, {"organisation": public_id, "share": "yes"})
    assert EvidenceConsent.objects.standing().get().user == company.member
    assert "Take it back" in client.get("/me/record/").content.decode()
    client.post(CONSENT, {"organisation": public_id, "share": "no"})
    assert not EvidenceConsent.objects.standing().exists()
    assert EvidenceConsent.objects.count() == 1, "that it was given stays known"
    stranger = sign_in(someone("eve@example.org"))
    assert stranger.post(CONSENT, {"organisation": public_id, "share": "yes"}).status_code == 404
    assert stranger.post(CONSENT, {"organisation": "x", "share": "yes"}).status_code == 404
    assert Client().post(CONSENT).status_code == 302


def test_consents_are_exported_and_erased(company: Company) -> None:
    agree(company, company.member)
    held = json.dumps(privacy.held_about(company.member), default=str)
    assert "evidence_consents" in held
    privacy.erase(company.member)
    assert not EvidenceConsent.objects.exists()
