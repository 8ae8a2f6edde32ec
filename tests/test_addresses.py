"""Every URL pattern is asked for by every kind of person, with arguments that fit and some that do not."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from content.models import Arrival, CasePage, CheckPage, Film
from jobs.models import OutgoingMail
from tests.addresses import Address, addresses
from tests.editor_policy import EDITOR_POLICY
from tests.journeys.people import client_of, person

ROLES = ("anonymous", "learner", "author", "superuser")
WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+\"?(\w+)", re.IGNORECASE)
HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "X-Frame-Options": "SAMEORIGIN",
}
# What a GET of the product's own patterns answers to anonymous, learner, author and superuser: a pattern
# without a line here fails. GET never writes, so what only acts answers 405 (302: first, sign in).
OPEN = (200, 200, 200, 200)
ACT = (405, 405, 405, 405)
SIGNED_IN_ACT = (302, 405, 405, 405)
PERSONAL = (302, 200, 200, 200)
THEIRS = (404, 404, 404, 404)  # somebody else's, so not there; one's own: tests/readiness/test_journeys.py
SECOND_FACTOR = (302, 404, 404, 404)  # first, sign in; then somebody else's
WRITING = (302, 403, 302, 200)  # the author of these tests may write pages only
EDITING = (302, 403, 200, 200)
KNOWN = (302, 404, 404, 404)  # first, sign in; then it is there for its own alone
ENDED = (410, 410, 410, 410)
LEADS_ON = (302, 302, 302, 302)
POLICY = EDITOR_POLICY | {
    "home": OPEN,
    "search": OPEN,
    "glossary": OPEN,
    "me": OPEN,
    "theme": ACT,
    "language": OPEN,
    "preferences": SIGNED_IN_ACT,
    "notes_export": OPEN,
    "commitments": OPEN,
    "export": OPEN,
    "export_markdown": OPEN,
    "podcast": THEIRS,
    "podcast_sound": THEIRS,
    "podcast_make": ACT,
    "podcast_end": ACT,
    "delete": PERSONAL,
    "forget_device": ACT,
    "healthz": OPEN,
    "readyz": OPEN,
    "csp_report": ACT,
    "jobs:outbox": OPEN,
    "jobs:kept_mail": OPEN,
    "content:film_file": OPEN,
    "content:plate": OPEN,
    "content:stored_file": (404, 404, 404, 404),  # a film has a view of its own; others: test_media.py
    "content:review": ENDED,
    "content:review_file": THEIRS,
    "courses:learn": OPEN,
    "courses:minutes": ACT,
    "courses:module": OPEN,
    "courses:unit": OPEN,
    "courses:section": OPEN,
    "courses:unit_print": OPEN,
    "courses:place": ACT,
    "courses:played": ACT,
    "courses:continue": ACT,
    "courses:mark_read": ACT,
    **dict.fromkeys(("courses:undo_read", "courses:refreshed", "courses:feedback", "courses:missing"), ACT),
    "courses:case_answer": ACT,
    "courses:note_save": ACT,
    "courses:note_delete": ACT,
    "courses:bookmark": ACT,
    "courses:check_start": ACT,
    "courses:check_answer": ACT,
    "courses:decide": ACT,
    "courses:commitment_keep": ACT,
    "courses:commitment_settle": ACT,
    "courses:commitment_drop": ACT,
    "courses:decision": LEADS_ON,
    "due_for_review": EDITING,
    "courses_checks:listing": EDITING,
    **dict.fromkeys(("courses_readings:listing", "courses_readings:reading"), EDITING),
    "courses_readings:dealt": (302, 403, 405, 405),
    "courses_checks:exchange": EDITING,
    "courses_checks:export": EDITING,
    "courses_checks:statistics": EDITING,
    "readiness:assess": OPEN,
    "readiness:start": ACT,
    "readiness:resume": ENDED,
    "readiness:run": THEIRS,
    "readiness:question": THEIRS,
    "readiness:save": ACT,
    "readiness:check": THEIRS,
    "readiness:submit": ACT,
    "readiness:mail": ACT,
    "readiness:remove": ACT,
    "readiness:session": SECOND_FACTOR,
    "readiness:session_begin": SIGNED_IN_ACT,
    "readiness:session_accept": SIGNED_IN_ACT,
    "readiness:session_finish": SIGNED_IN_ACT,
    "readiness:session_item": SECOND_FACTOR,
    "readiness:session_reveal": SIGNED_IN_ACT,
    "readiness:session_agree": SIGNED_IN_ACT,
    "readiness:rounds": KNOWN,
    "readiness:round_new": KNOWN,
    "readiness:round": KNOWN,
    "readiness:round_invite": ACT,
    "readiness:round_invite_confirm": ACT,
    "readiness:round_withdraw": ACT,
    "readiness:round_remind": ACT,
    "readiness:round_link": ACT,
    "readiness:round_readers": ACT,
    "readiness:round_close": KNOWN,
    "readiness:round_reopen": ACT,
    "readiness:round_take": ACT,
    "readiness:answer": ENDED,
    "readiness:join_round": ENDED,
    "readiness:mute": ENDED,
    "readiness:results": OPEN,
    "readiness:result": THEIRS,
    "readiness:receipt": THEIRS,
    "readiness:plan": THEIRS,
    "readiness:alignment": THEIRS,
    "readiness:trend": THEIRS,
    "readiness:again": THEIRS,
    "readiness:register": THEIRS,
    "readiness:register_add": ACT,
    "readiness:register_save": ACT,
    "readiness:register_remove": ACT,
    "readiness:register_calendar": THEIRS,
    "accounts:no_reminders": ENDED,
    "accounts:shared_device": ACT,
    "readiness:benchmark": THEIRS,
    "readiness:benchmark_consent": SECOND_FACTOR,
    "readiness_versions:listing": WRITING,
    "readiness_versions:upload": WRITING,
    "readiness_versions:behaviour": WRITING,
    "readiness_versions:version": WRITING,
    "readiness_versions:file": WRITING,
    "readiness_versions:act": (302, 403, 302, 404),  # nothing can be done with a shipped version
    "reports:report": THEIRS,
    "reports:state": THEIRS,
    "reports:edit": THEIRS,
    "reports:make": ACT,
    "reports:approve": ACT,
    "reports:link": ACT,
    "reports:link_end": ACT,
    "reports:file": THEIRS,
    "reports:shared": THEIRS,
    "reports:shared_file": THEIRS,
    "reports:look_up": OPEN,
    "reports:check": THEIRS,
    "reports:record": OPEN,
    "reports:record_json": OPEN,
    "reports:record_pdf": OPEN,
    "reports:evidence_consent": ACT,
    "reports:certificate_make": ACT,
    "reports:certificate": THEIRS,
    "reports:certificate_pdf": SECOND_FACTOR,
    "reports:credential_json": SECOND_FACTOR,
    "reports:credential_jwt": SECOND_FACTOR,
    "reports:certificate_withdraw": ACT,
    "reports:issuer": OPEN,
    "reports:revoked": OPEN,
    "reports:public_key": THEIRS,
    "reports:key_set": OPEN,
    "reports:evidence": SECOND_FACTOR,
    "reports:evidence_pack": ACT,
    "organisations:list": PERSONAL,
    "organisations:create": ACT,
    "organisations:take": ACT,
    "organisations:accept": ENDED,
    "organisations:join": ENDED,
    "organisations:page": SECOND_FACTOR,
    "organisations:settings": SECOND_FACTOR,
    "organisations:invite": ACT,
    "organisations:resend": ACT,
    "organisations:withdraw": ACT,
    "organisations:link": ACT,
    "organisations:role": ACT,
    "organisations:suspend": ACT,
    "organisations:restore": ACT,
    "organisations:remove_member": ACT,
    "organisations:hand_over": ACT,
    "organisations:leave": ACT,
    "organisations:close": SECOND_FACTOR,
}
# A POST without the form's token is refused everywhere but here.
NO_TOKEN = {
    "csp_report": "a browser sends these reports by itself and they change nothing",
    "accounts:no_reminders": "mail programs end reminders by one POST; the address itself is the proof",
    "readiness:mute": "mail programs end reminders by one POST; the address itself is the proof",
}
# Wagtail fails on these by itself; reason beside each.
WAGTAIL_FAILS = {
    "wagtailadmin_error_test": "fails on purpose, to show the page for an error",
    "wagtaildocs_chooser:chosen": "Wagtail looks up a key that is not a number",
    "wagtailimages_chooser:chosen": "Wagtail looks up a key that is not a number",
}
# Rows that a GET of the admin may write, by table.
ADMIN_MAY_WRITE = {
    "django_session": "the time of the last activity, once a minute",
    "wagtailusers_userprofile": "an editor's preferences, made on the first visit",
    "wagtailadmin_editingsession": "who has this page open, told to the other editors",
    "wagtailcore_pagesubscription": "who is told of comments on this page, made on the first visit",
}
WORDS = {
    "content_type_app_name": "content",
    "content_type_model_name": "casepage",
    "app_label": "content",
    "model_name": "casepage",
    "app_name": "content",
    "action_name": "copy",
    "action": "publish",
    "filter_spec": "max-100x100",
    "id": "rf-1.0",
    "verb": "publish",
    "_0": "help/",
}


@pytest.fixture
def right(course: None) -> dict[str, object]:
    """Arguments that are there, by name; by pattern and name where one name means several things."""
    case = CasePage.objects.get(key="strategy/jabil")
    check = CheckPage.objects.get(key="technology/check")
    film = Film.objects.first()
    arrival = Arrival.objects.create(module="strategy", title="Strategy", at=timezone.now())
    mail = OutgoingMail.objects.create(to="ada@example.org", subject="Hello", text="Hello")
    return {
        "module": "strategy",
        "unit": "jabil",
        "section": "questions",
        "content:film_file|pk": film.pk,
        "name": film.track_name("captions"),
        "content:stored_file|name": film.file.name,
        "family": "strategy",
        "content:plate|slug": "jabil",
        "courses:decision|slug": "choose-the-server",
        "turn": 0,
        "shape": "card",
        "jobs:kept_mail|pk": mail.pk,
        "module_take_back|pk": arrival.pk,
        **{f"language_{name}|language": "de" for name in ("begin", "take_back")},
        **{f"courses_checks:{name}|pk": check.pk for name in ("exchange", "export", "statistics")},
        "form": "gift",
        "page_id": case.pk,
        "pk": case.pk,
        "parent_page_id": Page.objects.get(slug="strategy").pk,
        "page_to_move_id": case.pk,
        "destination_id": Page.objects.get(slug="culture").pk,
        "revision_id": case.latest_revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": "live",
        "media_id": film.pk,
        "media_type": "video",
        "object_id": case.pk,
        **WORDS,
        **{f"wagtailsites:{name}|pk": Site.objects.get().pk for name in ("edit", "delete", "usage", "copy")},
    }


WRONG = {
    "int": 999_999_999,
    "str": "no-such-thing",
    "slug": "no-such-thing",
    "regex": "999999",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def arguments(address: Address, right: dict[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """The ones that fit (as far as we know them), and ones that are nowhere."""
    fitting, wrong = {}, {}
    for name, kind in address.parameters.items():
        wrong[name] = WRONG.get(kind, "no-such-thing")
        fitting[name] = right.get(f"{address.name}|{name}", right.get(name, wrong[name]))
    return fitting, wrong


@contextmanager
def written() -> Iterator[set[str]]:
    """The tables that statements wrote to meanwhile."""
    tables: set[str] = set()

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if found := WRITES.match(sql):
            tables.add(found[2])
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield tables


def off_policy(response: HttpResponse, *, signed_in: bool) -> list[str]:
    """What the response's headers lack."""
    faults = [
        f"{name} is {response.headers.get(name)!r}"
        for name, part in HEADERS.items()
        if part not in response.headers.get(name, "")
    ]
    if "unsafe" in response.headers.get("Content-Security-Policy", ""):
        faults.append("the content policy allows something unsafe")
    kept = response.headers.get("Cache-Control", "")
    if signed_in and "max-age" not in kept and not {"private", "no-store"} <= set(kept.split(", ")):
        faults.append(f"Cache-Control is {kept!r}")
    return faults


def ask(client: Client, address: Address, values: dict[str, object], role: str) -> tuple[int, list[str]]:
    """The status, and what is wrong with the answer."""
    with written() as tables:
        response = client.get(address.path(values))
    faults = off_policy(response, signed_in=role != "anonymous")
    if response.status_code >= 500 and address.name not in WAGTAIL_FAILS:
        faults.append(f"answers {response.status_code}")
    allowed = set() if role == "anonymous" and address.ours else set(ADMIN_MAY_WRITE)
    if changed := tables - allowed:
        faults.append(f"a GET wrote to {', '.join(sorted(changed))}")
    return response.status_code, faults


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_within_the_rules_and_as_the_policy_says(
    role: str, right: dict[str, object]
) -> None:
    user = None if role == "anonymous" else person(role)
    faults, column = [], ROLES.index(role)
    for address in addresses():
        client = client_of(user)  # a new session each: some addresses end it
        expected = POLICY.get(address.name)
        for turn, values in enumerate(arguments(address, right)[: 2 if address.parameters else 1]):
            status, wrong = ask(client, address, values, role)
            if turn == 0 and expected and status != expected[column]:
                wrong.append(f"answers {status}, but the policy says {expected[column]}")
            faults += [f"{address.name} {address.path(values)}: {fault}" for fault in wrong]
    assert not faults, "\n".join(faults)


def test_every_pattern_of_ours_has_a_line_in_the_policy() -> None:
    ours = {address.name for address in addresses() if address.ours}
    assert not ours - POLICY.keys(), "forgotten"
    assert not POLICY.keys() - ours, "gone"


@pytest.mark.parametrize("role", ["anonymous", "superuser"])
def test_a_post_without_the_token_of_a_form_is_refused(role: str, right: dict[str, object]) -> None:
    client = client_of(None if role == "anonymous" else person(role), enforce_csrf_checks=True)
    taken = []
    for address in addresses():
        with written() as tables:
            response = client.post(address.path(arguments(address, right)[0]))
        # Wagtail's own programming interface, which has its own check, sends a stranger to sign in.
        refused = response.status_code in (401, 403, 404, 405) or "/accounts/login/" in response.get(
            "Location", ""
        )
        if (not refused or tables - {"django_session"}) and address.name not in NO_TOKEN:
            taken.append(f"{address.name}: {response.status_code} {tables}")
    assert not taken, "\n".join(taken)


@pytest.mark.parametrize("path", ["/_util/login/", "/admin/login/"])
def test_wagtails_own_doors_sign_nobody_in(path: str, course: None) -> None:
    """They know no rate limit and no second factor."""
    user = person("superuser")
    user.set_password("a long enough password")
    user.save()
    client = client_of(None)
    for field in ("username", "email", "login"):
        client.post(path, {field: user.email, "password": "a long enough password"})
    assert settings.SESSION_COOKIE_NAME not in client.cookies or "_auth_user_id" not in client.session


def test_an_address_that_nobody_wrote_down_would_be_found() -> None:
    """The control: a pattern of ours that is not in the policy is in the walk."""
    assert {"home", "me"} <= {address.name for address in addresses()} - {"not there"}
