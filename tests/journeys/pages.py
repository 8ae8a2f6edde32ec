"""Every type of page, and the people who get to see it in a state worth looking at."""

from django.test import Client
from playwright.sync_api import Page

from accounts.models import User
from content.models import Announced, GuidePage, ModulePage
from content.models.changes import ChangeKind
from courses.models import Attempt
from readiness.models import Round, Sheet
from tests.content import trees
from tests.journeys import grouped, rounds
from tests.journeys.organisers import ORGANISER, organise
from tests.journeys.people import Visitor, client_of, person, sign_in
from tests.journeys.reading import CHECK, FILM, JABIL
from tests.journeys.reporters import REPORTER, report
from tests.readiness.company import answered, close_answers, company, open_round
from tests.readiness.compared import among_others
from tests.reports import learners

NEWCOMER = {
    "home": "/",
    "learn": "/learn/",
    "module": "/learn/strategy/",
    "module to come": "/learn/culture/",
    "case": JABIL,
    "case with its question": JABIL + "questions/",
    "locked section": JABIL + "what-they-did/",
    "guide": "/learn/strategy/where-value-comes-from/sum/",
    "film": FILM,
    "sound alone": FILM + "?listen=1",
    "print": "/learn/strategy/where-value-comes-from/print/",
    "check": CHECK,
    "decision": "/learn/strategy/choose-the-server/",
    "decision by amounts": "/learn/strategy/fund-the-pilot/",
    "paths": "/paths/",
    "glossary": "/glossary/",
    "path": "/paths/before-the-board-meeting/",
    "search": "/search/",
    "found": "/search/?q=overhead",
    "own page": "/me/",
    "text": "/accessibility/",
    "login": "/accounts/login/",
    "sign up": "/accounts/signup/",
    "code": "/accounts/login/code/",
    "reset": "/accounts/password/reset/",
    "not found": "/nowhere/",
    "outbox": "/outbox/",
    "language": "/language/",
    "link that ended": "/review/ended/",
    "assess": "/assess/",
    "results": "/results/",
}
READER = {
    "home": "/",
    "learn": "/learn/?minutes=10",
    "module": "/learn/strategy/",
    "case, answered": JABIL + "questions/",
    "case, to the end": JABIL + "take-away/",
    "film": FILM,
    "check": CHECK,
    "verdict": CHECK + "1/",
    "decided": "/learn/strategy/choose-the-server/",
    "decided, other figures": "/learn/strategy/choose-the-server/?again=1",
    "question": CHECK + "2/",
    "own page": "/me/",
    "second factor": "/accounts/2fa/",
    "e-mail": "/accounts/email/",
    "password": "/accounts/password/set/",
    "delete": "/me/delete/",
    "sign out": "/accounts/logout/",
}
OPEN = "00000000-0000-4000-8000-00000000000a"
DONE = "00000000-0000-4000-8000-00000000000b"
MEASURER = {
    "assess": "/assess/",
    "question": f"/assess/{OPEN}/4/",
    "question, answered": f"/assess/{OPEN}/1/",
    "check answers": f"/assess/{OPEN}/check/",
    "result": f"/results/{DONE}/",
    "arithmetic": f"/results/{DONE}/receipt/index/",
    "what-if": f"/results/{DONE}/plan/?step=S1.1",
    "register": f"/results/{DONE}/register/",
    "asked again": f"/results/{DONE}/again/S1.1/",
    "results": "/results/",
}
HELD = "00000000-0000-4000-8000-00000000000e"
SMALL = "00000000-0000-4000-8000-00000000000f"
ENDED = "00000000-0000-4000-8000-000000000010"
FACILITATOR = {
    "session": f"/rounds/{HELD}/session/",
    "item, revealed": f"/rounds/{HELD}/session/S1.1/",
    "item, agreed": f"/rounds/{HELD}/session/R1.2/",
    "item, hidden": f"/rounds/{SMALL}/session/S1.1/",
    "session of three": f"/rounds/{SMALL}/session/",
    "what was agreed": f"/rounds/{ENDED}/session/",
}
AMONG = "00000000-0000-4000-8000-000000000011"
OURS = "00000000-0000-4000-8000-000000000012"
COMPARED = {
    "among all": f"/results/{AMONG}/benchmark/",
    "among too few": f"/results/{AMONG}/benchmark/?by=region",
    "sector not said": f"/results/{AMONG}/benchmark/?by=sector",
    "taking part": f"/organisations/{OURS}/benchmark/",
}
CERTIFIED = {
    "learning record": "/me/record/",
    "certificate": f"/certificates/{learners.STANDS}/",
    "certificate, ended": f"/certificates/{learners.ENDED}/",
    "evidence pack": f"/organisations/{learners.LED}/evidence/",
}
RUNNER = rounds.RUNNER
GROUP_READER = grouped.GROUP_READER
CHANGED, EXPIRED = "/learn/strategy/changed/", "/learn/strategy/gone/"
FINISHER = {
    "home": "/",
    "result": CHECK + "result/",
    "check": CHECK,
    "module": "/learn/strategy/",
    "changed since": CHANGED,
    "no longer offered": EXPIRED,
}
ROLES = {
    "newcomer": NEWCOMER,
    "reader": READER,
    "finisher": FINISHER,
    "measurer": MEASURER,
    "organiser": ORGANISER,
    "facilitator": FACILITATOR,
    "compared": COMPARED,
    "certified": CERTIFIED,
    "runner": RUNNER,
    "group reader": GROUP_READER,
    "reporter": REPORTER,
}


def arrive(visitor: Visitor, role: str, **options: object) -> Page:
    """A browser of someone in that role, with everything in place that the role's pages show."""
    page = visitor(**options)
    if role == "newcomer":
        return page
    who = person("learner", f"{role}@example.org")
    client = client_of(who)
    if role == "measurer":
        measure(client)
        return sign_in(page, who)
    if role == "organiser":
        organise(who)
        return sign_in(page, who)
    if role == "facilitator":
        return sign_in(page, hold_sessions())
    if role == "certified":
        return sign_in(page, learners.certified(who))
    if role == "runner":
        return sign_in(page, rounds.run_rounds(who))
    if role == "group reader":
        return sign_in(page, grouped.read_groups())
    if role == "reporter":
        return sign_in(page, report())
    if role == "compared":
        return sign_in(page, among_others(AMONG, OURS))
    read(client)
    client.post("/learn/strategy/choose-the-server/do/decide/", {"pick": "m5-eia", "do": "commit"})
    client.post(CHECK + "do/check_start/")
    {"reader": begin, "finisher": finish}[role](client)
    return sign_in(page, who)


def begin(client: Client) -> None:
    answer(client, 1)


def finish(client: Client) -> None:
    answer(client, 6)
    change_and_expire(client)


def change_and_expire(client: Client) -> None:
    """One unit is another since it was finished, one is no longer offered."""
    module = ModulePage.objects.get(slug="strategy")
    unit = trees.unit(module, "changed", GuidePage)
    client.post(f"{CHANGED}do/mark_read/")
    Announced.objects.create(unit_id=unit.pk, kind=ChangeKind.MATERIAL, note="The rules of 2026 are in it.")
    unit.body = trees.body("One.", "Two, told anew and at some length.")
    unit.save_revision().publish()
    gone = trees.unit(module, "gone", GuidePage, publish=False)
    GuidePage.objects.filter(pk=gone.pk).update(expired=True)


def read(client: Client) -> None:
    for verb, sent in (
        ("continue", {"section": "situation"}),
        ("note_save", {"section": "questions", "text": "Ask who decides."}),
        ("bookmark", {"on": "1"}),
        ("case_answer", {"question": "first-message", "choice": "aim"}),
        ("case_answer", {"question": "your-message", "skip": "1"}),
        ("mark_read", {"section": "take-away"}),
    ):
        response = client.post(f"{JABIL}do/{verb}/", sent)
        assert response.status_code == 302, (verb, response.status_code)
    client.post("/learn/strategy/where-value-comes-from/do/continue/", {"section": "time-saved"})


def answer(client: Client, how_many: int) -> None:
    for number in range(1, how_many + 1):
        drawn = Attempt.objects.latest("pk").drawn[number - 1]
        client.post(CHECK + "do/check_answer/", {"number": number, "option": drawn["options"][0]})


def measure(client: Client) -> None:
    """A quick form to its result, and a full one just begun, under addresses that are known beforehand."""
    for form, answers in (("quick", "32d41235313"), ("full", "3d1")):
        client.post("/assess/start/", {"form": form, "role": "exec"})
        sheet = Sheet.objects.latest("pk")
        for number, level in enumerate(answers, 1):
            said = {"answer": "DK" if level == "d" else level, "do": "next"}
            client.post(f"/assess/{sheet.public_id}/{number}/", said)
        if form == "quick":
            client.post(f"/assess/{sheet.public_id}/submit/")
            Round.objects.filter(pk=sheet.round_id).update(public_id=DONE)
            client.post(f"/results/{DONE}/register/add/", {"blocker": ["index"], "step": ["S1.1", "C1.1"]})
            client.post(f"/results/{DONE}/again/S1.1/", {"answer": "4"})
        else:
            Sheet.objects.filter(pk=sheet.pk).update(public_id=OPEN)


def hold_sessions() -> User:
    """One that is going on, one of three people, and one that is finished; all of the same owner."""
    acme = company()
    apart = [1, 5, 1, 5, 1, 5, 1, 5, 1, 5]
    for id, people in ((HELD, 10), (SMALL, 3), (ENDED, 10)):
        made = open_round(acme, public_id=id)
        answered(made, [3] * people, S1_1=apart[:people])
        close_answers(made)
    owner = acme.client("owner")
    for id in (HELD, ENDED):
        owner.post(f"/rounds/{id}/session/S1.1/reveal/")
        owner.post(f"/rounds/{id}/session/R1.2/agree/", {"answer": "2", "note": "Two areas only"})
    owner.post(f"/rounds/{ENDED}/session/accept/")
    owner.post(f"/rounds/{ENDED}/session/finish/")
    return acme.users["owner"]
