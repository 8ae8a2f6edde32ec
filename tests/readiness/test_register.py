"""The register: what goes in, who changes it, what is overdue, what goes on in the next round."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from jobs.icalendar import calendar
from readiness.actions.carrying import carry_over
from readiness.actions.closing import close_round
from readiness.actions.finishing import finish_session
from readiness.actions.session import Proposal, agree
from readiness.models import Entry, Reader, Round
from readiness.registers import register_of, standing
from readiness.results.calendar import days_of
from readiness.results.register_lines import BLOCKER, Written, counts, register_lines, words

from .building import FULL
from .company import EVERYONE, MAY, answered, company, open_round
from .conftest import at_most, begin, fill, result_address, rows, submit

TODAY = date(2026, 5, 4)


def at(name: str, measured: Round) -> str:
    return reverse(f"readiness:{name}", args=[measured.public_id])


@pytest.fixture
def mine(reader):
    """An individual result at level 2: governance and the index hold level 3 back."""
    sheet = begin(reader)
    fill(reader, sheet, 3, R1=1)
    submit(reader, sheet)
    return Round.objects.get(pk=sheet.round_id)


@pytest.fixture
def acme(db):
    return company()


@pytest.fixture
def panel(acme):
    made = open_round(acme, "panel", title="Spring 2026")
    answered(made, [3, 3, 2, 3, 2, 3], R1_2=[1, 1, 2, 1, 1, 2])
    return close_round(made, MAY)


def add(client, measured, **chosen):
    return client.post(at("register_add", measured), chosen)


def change(client, entry, **sent):
    values = {"owner": "", "due": "", "state": "open", "note": "", **sent}
    return client.post(at("register_save", entry.round), {"entry": str(entry.public_id), **values})


def lines(measured: Round, today: date = TODAY):
    return register_of(measured, standing(measured), today)


def test_blockers_and_steps_go_in_from_the_pages_of_the_result(reader, mine):
    page = reader.get(at("result", mine)).content.decode()
    assert "Put these blockers in the register" in page
    plan = reader.get(at("plan", mine), {"step": ["R1.2", "S1.1"]}).content.decode()
    assert "Put these 2 steps in the register" in plan
    answer = add(reader, mine, blocker=["R1"], step=["R1.2", "S1.1"])
    assert answer["Location"] == at("register", mine)
    kept = list(Entry.objects.order_by("kind", "subject").values_list("kind", "subject", "level", "state"))
    assert kept == [("blocker", "R1", 3, "open"), ("step", "R1.2", 2, "open"), ("step", "S1.1", 4, "open")]
    add(reader, mine, blocker=["R1"])
    assert Entry.objects.count() == 3
    page = reader.get(at("register", mine))
    assert {line.title for line in page.context["lines"]} >= {"Governance holds back level 3"}
    assert not {("blocker", "R1"), ("step", "R1.2")} & {
        (one.kind, one.subject) for one in page.context["candidates"]
    }


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"blocker": ["S2"]},
        {"blocker": ["R9"]},
        {"step": ["S1.2"]},
        {"step": ["X"]},
        {"step": ["R1.2"] * 1 + ["S9.9"]},
        {"step": [f"S{n}" for n in range(101)]},
    ],
)
def test_what_the_result_does_not_name_is_refused(reader, mine, chosen):
    assert add(reader, mine, **chosen).status_code == 422
    assert not Entry.objects.exists()


def test_a_line_gets_owner_date_state_and_note(reader, mine):
    add(reader, mine, blocker=["R1"])
    entry = Entry.objects.get()
    saved = change(reader, entry, owner=" Bea \n Lind", due="2026-10-31", state="doing", note="With legal")
    assert saved["Location"] == f"{at('register', mine)}#line-{entry.public_id}"
    entry.refresh_from_db()
    assert (entry.owner, entry.due, entry.state, entry.note) == (
        "Bea Lind",
        date(2026, 10, 31),
        "doing",
        "With legal",
    )
    assert entry.changed_by.email == "ada@example.org"
    page = reader.get(at("register", mine)).content.decode()
    assert "Bea Lind" in page
    assert "31 Oct 2026" in page


@pytest.mark.parametrize(
    "sent",
    [
        {"due": "31.10.2026"},
        {"due": "2026-02-30"},
        {"due": "0001-01-01"},
        {"state": "won"},
        {"owner": "x" * 121},
        {"note": "x" * 501},
        {"note": "\x00"},
    ],
)
def test_bad_input_is_a_sentence_and_changes_nothing(reader, mine, sent):
    add(reader, mine, blocker=["R1"])
    entry = Entry.objects.get()
    answer = change(reader, entry, **sent)
    assert answer.status_code == 422
    assert Entry.objects.get().due is None
    if "31.10.2026" in sent.values():
        assert "year-month-day" in answer.content.decode()


def test_a_line_is_dropped_and_restored(reader, mine):
    add(reader, mine, blocker=["R1"])
    entry, url = Entry.objects.get(), at("register_remove", mine)
    for _ in range(2):
        reader.post(url, {"entry": str(entry.public_id)})
    page = reader.get(at("register", mine))
    assert (page.context["lines"], [line.id for line in page.context["dropped"]]) == (
        [],
        [str(entry.public_id)],
    )
    assert page.context["counts"].dropped == 1
    for _ in range(2):
        reader.post(url, {"entry": str(entry.public_id), "restore": "1"})
    assert Entry.objects.get().state == "open"
    assert reader.post(url, {"entry": "nonsense"}).status_code == 404
    assert reader.post(url, {"entry": "00000000-0000-4000-8000-000000000000"}).status_code == 404


def test_overdue_comes_first_in_words_and_only_while_it_is_unfinished(reader, mine):
    add(reader, mine, blocker=["R1"], step=["R1.2", "S1.1", "F1.1"])
    yesterday, later = timezone.localdate() - timedelta(days=1), timezone.localdate() + timedelta(days=9)
    due = {"R1": later, "R1.2": yesterday, "S1.1": yesterday, "F1.1": None}
    for entry in Entry.objects.all():
        state = "done" if entry.subject == "S1.1" else "open"
        change(reader, entry, due=due[entry.subject] or "", state=state)
    page = reader.get(at("register", mine))
    assert [line.subject for line in page.context["lines"]] == ["R1.2", "R1", "F1.1", "S1.1"]
    assert [line.overdue for line in page.context["lines"]] == [True, False, False, False]
    assert page.context["counts"].overdue == 1
    assert "Overdue</b>" in page.content.decode()


@pytest.mark.parametrize(("who", "told"), [("owner", True), ("reader", True), ("admin", False)])
def test_the_list_of_rounds_says_what_is_overdue_to_those_who_read_it(acme, panel, who, told):
    """An administrator who may not read the result learns nothing of its register."""
    Reader.objects.get_or_create(round=panel, user=acme.users["reader"], defaults={"named_at": MAY})
    days = (timezone.localdate() - timedelta(days=1), timezone.localdate())
    for subject, due in zip(("R1", "S1.1"), days, strict=True):
        fields = {"subject": subject, "level": 2, "due": due, "created_at": MAY, "changed_at": MAY}
        Entry.objects.create(round=panel, kind="step", **fields)
    page = acme.client(who).get(reverse("readiness:rounds", args=[acme.organisation.public_id]))
    assert [(late.name, late.lines) for late in page.context["overdue"]] == told * [("Spring 2026", 1)]
    assert ("1 line in the register of Spring 2026" in page.content.decode()) is told


def test_someone_without_an_account_has_a_register_too(visitor):
    sheet = begin(visitor)
    fill(visitor, sheet, 3, R1=1)
    submit(visitor, sheet)
    add(visitor, sheet.round, blocker=["R1"])
    assert Entry.objects.get().changed_by is None
    assert visitor.get(result_address(sheet, "register")).status_code == 200
    assert Client().get(result_address(sheet, "register")).status_code == 404


@pytest.mark.parametrize("who", EVERYONE)
def test_who_reads_and_who_changes_a_groups_register(acme, panel, who):
    add(acme.client("owner"), panel, blocker=["R1"])
    entry, client = Entry.objects.get(), acme.client(who)
    reads, knows = who in ("owner", "facilitator", "reader"), who == "admin"
    expected = 200 if reads else 403 if knows else 404
    for name in ("register", "register_calendar"):
        assert client.get(at(name, panel)).status_code == expected
    if who == "owner":
        return
    page = client.get(at("register", panel)).content.decode()
    assert "<summary>Change" not in page
    before = rows()["Entry"]
    refused = 403 if reads or knows else 404
    assert add(client, panel, step=["R1.2"]).status_code == refused
    assert change(client, entry, owner="Me").status_code == refused
    gone = client.post(at("register_remove", panel), {"entry": str(entry.public_id)})
    assert gone.status_code == refused
    assert rows()["Entry"] == before


def test_a_line_of_another_register_cannot_be_changed_through_ones_own(reader, mine, acme, panel):
    add(acme.client("owner"), panel, blocker=["R1"])
    theirs = Entry.objects.get()
    sent = {"entry": str(theirs.public_id), "state": "done"}
    assert reader.post(at("register_save", mine), sent).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "open"


def test_a_round_without_a_result_has_no_register(acme):
    made = open_round(acme, "panel")
    answered(made, [3, 3])
    close_round(made, MAY)
    assert acme.client("owner").get(at("register", made)).status_code == 404


def test_what_is_unfinished_goes_on_in_the_next_round(acme, panel):
    owner = acme.client("owner")
    add(owner, panel, blocker=["R1"], step=["R1.2", "S1.1"])
    for entry in Entry.objects.all():
        state = "done" if entry.subject == "S1.1" else "doing"
        change(owner, entry, owner="Bea", due="2026-03-01", state=state, note="Legal")
    following = open_round(acme, "panel", previous=panel, title="Autumn 2026")
    answered(following, [4] * 6)
    close_round(following, MAY)
    carry_over(following, MAY)
    kept = {line.subject: line for line in lines(following).lines}
    assert kept.keys() == {"R1", "R1.2"}
    line = kept["R1"]
    assert (line.owner, line.due, line.state, line.note) == ("Bea", date(2026, 3, 1), "doing", "Legal")
    assert (line.carried_from, line.overdue, line.gone) == ("Spring 2026", True, True)
    old = lines(panel)
    assert {line.subject: (line.carried, line.overdue) for line in old.lines} == {
        "R1": (True, False),
        "R1.2": (True, False),
        "S1.1": (False, False),
    }
    assert (old.counts.all, old.counts.carried) == (1, 2)
    first = Entry.objects.get(round=panel, subject="R1")
    assert change(owner, first, state="done").status_code == 409
    again = [(one.subject, one.level) for one in lines(following).candidates if one.kind == "blocker"]
    assert ("R1", 5) in again
    add(owner, following, blocker=["R1"])
    assert Entry.objects.get(round=following, subject="R1").level == 5
    assert "still open from Spring 2026" in owner.get(at("register", following)).content.decode()
    assert Entry.objects.unfinished().count() == 2


def test_a_session_of_three_goes_on_with_the_register_when_it_is_finished(acme, panel):
    add(acme.client("owner"), panel, blocker=["R1"])
    following = open_round(acme, previous=panel)
    answered(following, [3] * 3)
    close_round(following, MAY)
    assert not Entry.objects.filter(round=following).exists()
    for item in following.part_for("quick").items:
        agree(following, item, Proposal("3"), acme.users["owner"], MAY)
    finish_session(following, MAY)
    following.refresh_from_db()
    assert [line.subject for line in lines(following).lines] == ["R1"]
    assert acme.client("reader").get(at("register", following)).status_code == 200


def test_without_the_later_round_the_earlier_register_counts_again(acme, panel):
    add(acme.client("owner"), panel, blocker=["R1"])
    following = open_round(acme, "panel", previous=panel)
    answered(following, [3] * 6)
    close_round(following, MAY)
    assert lines(panel).counts.open == 0
    following.delete()
    assert lines(panel).counts.open == 1


def test_ones_own_next_result_goes_on_with_ones_own_register(reader, mine):
    add(reader, mine, blocker=["R1"])
    stranger = Client()
    stranger.force_login(User.objects.create_user("eve@example.org", "a long enough password"))
    for client, expected in ((stranger, 0), (reader, 1)):
        sheet = begin(client)
        fill(client, sheet, 3, R1=1)
        submit(client, sheet)
        assert Entry.objects.filter(round=sheet.round_id).count() == expected


def test_the_register_takes_few_statements_however_long(acme, panel):
    owner = acme.client("owner")
    add(owner, panel, step=["R1.2"])
    owner.get(at("register", panel))
    with at_most(14):
        owner.get(at("register", panel))
    add(owner, panel, step=["S1.1", "S2.1", "S3.1", "C1.1", "F1.1"], blocker=["R1"])
    with at_most(14):
        owner.get(at("register", panel))


def written(subject: str = "R1", **more) -> Written:
    facts = {
        "kind": "blocker",
        "level": 3,
        "owner": "",
        "due": None,
        "state": "open",
        "note": "",
        "since": TODAY,
    }
    return Written(id=subject, subject=subject, **{**facts, **more})


def test_dates_become_an_icalendar_file_that_nobodys_words_can_break():
    note = "Ask; them,\nBEGIN:VEVENT\r\nDTSTART:19700101 " + "ü" * 60
    made = register_lines(
        FULL,
        [
            written(owner="Bea, Lind", due=date(2026, 10, 31), note=note),
            written("S1", due=date(2026, 5, 1), state="done"),
            written("C1"),
        ],
        TODAY,
        {},
    )
    file = calendar(days_of(made, "https://soundings.example/r/"), "Acme", "soundings.example", MAY)
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    plain = file.replace("\r\n ", "").split("\r\n")
    assert (plain[0], plain[-2], plain[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert plain.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20261031" in plain
    assert "DTEND;VALUE=DATE:20261101" in plain
    assert r"SUMMARY:Governance holds back level 3 (Bea\, Lind)" in plain
    assert not any(line.startswith("DTSTART:1970") for line in plain)


def test_the_file_is_a_download_named_after_what_it_is(reader, mine):
    add(reader, mine, blocker=["R1"])
    change(reader, Entry.objects.get(), due="2026-10-31")
    answer = reader.get(at("register_calendar", mine))
    assert answer["Content-Type"].startswith("text/calendar")
    assert "register.ics" in answer["Content-Disposition"]
    assert f"UID:{Entry.objects.get().public_id}@" in answer.content.decode().replace("\r\n ", "")


def test_an_entry_about_something_no_longer_asked_still_has_words():
    made = register_lines(FULL, [written("S9.9", kind="step"), written("X9"), written("index")], TODAY, {})
    assert {line.title for line in made} == {
        "Reach level 3",
        "X9 holds back level 3",
        "The index holds back level 3",
    }
    assert counts(made).open == 3


def test_what_a_blocker_is_about_begins_large_and_keeps_its_own_capitals():
    assert words(FULL, BLOCKER, "R2", 3)[1] == "Assess, test, monitor, bought AI"
