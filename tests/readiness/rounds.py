"""An organisation, an open round, the people it asks, and short ways through their answers."""

import re
import time

from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Organisation, User
from readiness.actions.inviting import invite
from readiness.actions.links import personal_token
from readiness.actions.opening import Plan, open_round
from readiness.models import Invitee, Round, Sheet

from .conftest import fill, submit

SIX = {f"p{n}@northgate.example": "exec" if n < 3 else "staff" for n in range(6)}


def member(of: Organisation, name: str, role: str = Membership.Role.MEMBER, **more: object) -> User:
    address = f"{name}@northgate.example"
    user = User.objects.create_user(address, None, name=name.title())
    Membership.objects.create(
        organisation=of, user=user, role=role, email=address, joined_at=timezone.now(), **more
    )
    return user


def northgate() -> tuple[Organisation, User]:
    """An organisation with its owner."""
    of = Organisation.objects.create(name="Northgate", created_at=timezone.now())
    return of, member(of, "ines", Membership.Role.OWNER)


def opened(owner: User, of: Organisation, **more: object) -> Round:
    plan = Plan(**{"kind": "panel", "title": "Spring 2026", "form": "quick", **more})
    return open_round(owner, of, plan, more.pop("id", None) or new_id(), timezone.now())


def new_id():
    return Round._meta.get_field("public_id").default()


def asked(measured: Round, people: dict[str, str] | None = None) -> dict[str, str]:
    """Everyone's personal link by address."""
    invite(measured, SIX if people is None else people, timezone.now())
    rows = Invitee.objects.filter(round=measured)
    return {row.email: link_of(row) for row in rows}


def link_of(row: Invitee) -> str:
    return reverse("readiness:answer", args=[personal_token(row.round, row.email, row.invited_at)])


def begun(client: Client, link: str, **said: str) -> Sheet:
    """The sheet that the link leads to."""
    response = client.post(link, said)
    assert response.status_code == 302, response.content.decode()[:3000]
    return Sheet.objects.select_related("round").get(public_id=response["Location"].split("/")[2])


def answered(link: str, level: object = 3, client: Client | None = None, **said: str) -> tuple[Client, Sheet]:
    """Somebody on a device of their own answers everything and sends it."""
    client = client or Client()
    sheet = begun(client, link, **said)
    fill(client, sheet, level)
    assert submit(client, sheet).status_code == 302
    return client, sheet


def links_in_mail() -> dict[str, str]:
    """The personal link in the last mail to each address."""
    found = {}
    for message in mail.outbox:
        link = re.search(r"https?://[^/\s]+(/answer/[-_0-9A-Za-z]{40}/)", message.body)
        if link:
            found[message.to[0]] = link[1]
    return found


def proven(user: User) -> Client:
    """Signed in, with the second factor just now."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "at": time.time(), "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def at(name: str, measured: Round) -> str:
    return reverse(f"readiness:{name}", args=[measured.public_id])
