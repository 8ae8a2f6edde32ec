"""An organisation with everyone who has, or has not, to do with one of its rounds, and their answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.test import Client

from accounts.models import Membership, Organisation, User
from readiness.actions.closing import close_round
from readiness.instrument_file import shipped
from readiness.models import Answer, Reader, Respondent, Round, Sheet
from tests.journeys.people import client_of, person

MAY = datetime(2026, 5, 4, 12, tzinfo=UTC)
ROLES = ("exec", "business", "tech", "risk", "board")
# Everyone who might knock, with what they are; outsiders of several kinds come last.
EVERYONE = (
    "owner",
    "facilitator",
    "reader",
    "admin",
    "member",
    "suspended",
    "outsider",
    "author",
    "superuser",
)


@dataclass(frozen=True)
class Company:
    organisation: Organisation
    users: Mapping[str, User]

    def client(self, who: str) -> Client:
        """Signed in, second factor proved."""
        return client_of(self.users[who])


def company() -> Company:
    """`owner` leads and owns rounds; `admin` leads; author and superuser are not members."""
    organisation = Organisation.objects.create(name="Acme", created_at=MAY)
    users = {
        who: person(who if who in ("author", "superuser") else "learner", f"{who}@example.org")
        for who in EVERYONE
    }
    roles = {"owner": Membership.Role.OWNER, "admin": Membership.Role.ADMIN}
    for who in ("owner", "facilitator", "reader", "admin", "member", "suspended"):
        Membership.objects.create(
            organisation=organisation,
            user=users[who],
            role=roles.get(who, Membership.Role.MEMBER),
            joined_at=MAY,
            suspended_at=MAY if who == "suspended" else None,
        )
    return Company(organisation, users)


def open_round(of: Company, kind: str = "consensus", form: str = "quick", **more: object) -> Round:
    """Owned by `owner`, with a reader, a facilitator, and a reader who is suspended since."""
    instrument = shipped("rf-1.0")
    made = Round.objects.create(
        kind=kind,
        form=form,
        organisation=of.organisation,
        owner=of.users["owner"],
        instrument_id=instrument.id,
        instrument_hash=instrument.fingerprint,
        opened_at=MAY,
        **{"title": "Spring 2026", **more},
    )
    for who in ("reader", "facilitator", "suspended"):
        named = {"facilitator": who != "reader", "named_at": MAY}
        Reader.objects.create(round=made, user=of.users[who], **named)
    return made


def answered(
    measured: Round,
    levels: Sequence[object],
    agreed: bool | None = None,
    user: User | None = None,
    **items: Sequence[object],
) -> list[Sheet]:
    """A submitted sheet for each of `levels`, roles in turn; `items` (S1_1=[…]) differ from the rest."""
    sheets = []
    for number, level in enumerate(levels):
        sheet = Sheet.objects.create(
            round=measured,
            respondent=Respondent.objects.create(user=user) if user else None,
            role=ROLES[number % len(ROLES)],
            form=measured.form,
            personal=False,
            spread_agreed=agreed,
            started_at=MAY,
            submitted_at=MAY,
        )
        own = {id.replace("_", "."): given[number] for id, given in items.items()}
        Answer.objects.bulk_create(
            Answer(sheet=sheet, item=id, acted_at=MAY, answered_at=MAY, **columns(own.get(id, level)))
            for id in sheet.scope.items
        )
        sheets.append(sheet)
    return sheets


def columns(answer: object) -> dict[str, object]:
    return {"mark": answer} if isinstance(answer, str) else {"level": answer}


def close_answers(measured: Round) -> Round:
    """Closed, and with five answers or more its result is frozen."""
    return close_round(measured, MAY)
