"""Organisations with closed rounds of several people, made in a few statements: `closed_panel()`."""

import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from accounts.models import Membership, Organisation, User
from readiness.details import details
from readiness.instrument import Item
from readiness.models import Answer, EarlierResult, Invitee, Reader, Respondent, Result, Round, Sheet
from readiness.published import published
from readiness.questionnaire import asked_of
from readiness.results.marking import Given, as_round
from readiness.results.snapshot import digest, frozen
from readiness.round_data import RoundData, read_round
from readiness.rounds import score

from .building import FULL

Says = Callable[[int, str, Item], object]
"""From a person's number, role and the item to 1 to 5, "DK", "NA", "skip", or None for left blank."""
TWENTY_FOUR = {"board": 3, "exec": 5, "business": 6, "tech": 5, "risk": 5}
SEPTEMBER = datetime(2026, 9, 14, 9, tzinfo=UTC)
MARCH = datetime(2026, 3, 9, 9, tzinfo=UTC)
LIKELY = {
    "S1": 3.7, "S2": 3.3, "S3": 3.0, "C1": 3.5, "C2": 2.7, "C3": 2.6,
    "R1": 2.2, "R2": 2.3, "R3": 3.1, "F1": 2.8, "F2": 3.2,
}  # fmt: skip
LEADERS_SEE = {"R1": 1.2, "F1": 0.9, "R2": 0.7}


def realistic(seed: int = 24, shift: float = 0.0, **by_dimension: float) -> Says:
    """An ambitious organisation whose leaders see more governance than there is; the same for a seed."""
    chance = random.Random(seed)

    def says(person: int, role: str, item: Item) -> object:
        if chance.random() < (0.03 if role in item.ask else 0.25):
            return "DK"
        id = item.id.split(".")[0]
        likely = by_dimension.get(id, LIKELY[id]) + shift + chance.gauss(0, 0.75)
        likely += LEADERS_SEE.get(id, 0.2) if role in ("board", "exec") else -0.15
        return min(5, max(1, round(likely)))

    return says


def all_say(level: object = 3, **given: object) -> Says:
    """Everyone the same: `given` by item (S1_1), dimension or pillar."""

    def says(person: int, role: str, item: Item) -> object:
        keys = (item.id.replace(".", "_"), item.id.split(".")[0], item.id[0])
        return next((given[key] for key in keys if key in given), level)

    return says


def user(name: str) -> User:
    """The one of that name, made when there is none."""
    email = f"{name.lower().replace(' ', '.')}@northgate.example"
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, None, name=name)


def organisation(name: str = "Northgate Group", owner: User | None = None) -> Organisation:
    """With its owner as its only member."""
    made = Organisation.objects.create(name=name, created_at=MARCH)
    member(made, owner or user("Ines Moreau"), Membership.Role.OWNER)
    return made


def member(of: Organisation, who: User, role: str = Membership.Role.MEMBER, **more: object) -> User:
    Membership.objects.create(organisation=of, user=who, role=role, joined_at=MARCH, **more)
    return who


def open_panel(
    roles: Mapping[str, int] = TWENTY_FOUR,
    says: Says | None = None,
    *,
    of: Organisation | None = None,
    at: datetime = SEPTEMBER,
    invited: int = 0,
    **more: object,
) -> Round:
    """An open round in which so many people of each role have submitted; `more` are fields of the round."""
    of = of or organisation()
    fields = {
        "kind": Round.Kind.PANEL,
        "organisation": of,
        "owner": of.memberships.get(role=Membership.Role.OWNER).user,
        "title": f"{at:%B %Y}",
        "instrument_id": FULL.id,
        "instrument_hash": FULL.fingerprint,
        "opened_at": at - timedelta(days=14),
    }
    made = Round.objects.create(**{**fields, **more})
    hand_in(made, roles, says or realistic(), at=at)
    people = max(invited, sum(roles.values()))
    Invitee.objects.bulk_create(
        Invitee(round=made, email=f"p{n}@x{made.pk}.example", invited_at=at, confirmed_at=at)
        for n in range(people)
    )
    return made


def hand_in(made: Round, roles: Mapping[str, int], says: Says, *, at: datetime = SEPTEMBER) -> list[Sheet]:
    """So many people of each role answer and submit, in this order."""
    people = [role for role, many in roles.items() for _ in range(many)]
    whose = Respondent.objects.bulk_create(Respondent(device=uuid4()) for _ in people)
    start = at - timedelta(hours=1)
    sheets = Sheet.objects.bulk_create(
        Sheet(
            round=made,
            respondent=respondent,
            role=role,
            form=made.form,
            personal=False,
            started_at=start,
            submitted_at=at,
        )
        for respondent, role in zip(whose, people, strict=True)
    )
    items = asked_of(FULL, made.form, made.excluded).items.values()
    rows = []
    for number, sheet in enumerate(sheets):
        for item in items:
            said = says(number, sheet.role, item)
            if said is not None:
                rows.append(_answer(sheet, item.id, said, at))
    Answer.objects.bulk_create(rows, batch_size=2000)
    return sheets


def _answer(sheet: Sheet, item: str, said: object, at: datetime) -> Answer:
    level = said if isinstance(said, int) else None
    mark = "" if level else str(said)
    proof = "Minutes, June" if level and level >= 4 and item.startswith("S1") else ""
    return Answer(sheet=sheet, item=item, level=level, mark=mark, evidence=proof, acted_at=at, answered_at=at)


def round_data(made: Round) -> RoundData:
    """The submitted sheets in the order in which they were handed in."""
    scope = asked_of(FULL, made.form, made.excluded)
    people = []
    for sheet in made.sheets.filter(submitted_at__isnull=False).order_by("submitted_at", "pk"):
        rows = sheet.answers.values_list("item", "level", "mark", "evidence")
        given = {item: Given(level, mark, evidence) for item, level, mark, evidence in rows}
        people += as_round(scope, sheet.role, given)["respondents"]
    told = {"instrument": FULL.id, "respondents": people, "excluded": sorted(made.excluded)}
    return read_round(FULL, {**told, "balance": "role" if made.balanced else None})


def close(made: Round, at: datetime = SEPTEMBER) -> Round:
    """Closed, and computed if five have answered; a result that was there becomes an earlier one."""
    data = round_data(made)
    made.closed_at, made.retention_until = at, at.date() + timedelta(days=365)
    made.shown = len(data.sheets)
    made.invited = made.invitees.count()
    made.save()
    old = Result.objects.filter(round=made).first()
    if old:
        kept = {name: getattr(old, name) for name in ("scores", "details", "snapshot", "hash", "computed_at")}
        EarlierResult.objects.create(round=made, **kept)
        old.delete()
    if len(data.sheets) >= 5:
        result = score(FULL, data)
        scores = published(FULL, result)
        Result.objects.create(
            round=made,
            scores=scores,
            details=details(FULL, data, result, before=old.details if old else None),
            snapshot=frozen(FULL),
            hash=digest({"scores": scores, "form": made.form, "instrument": FULL.fingerprint}),
            computed_at=at,
        )
    return Round.objects.get(pk=made.pk)


def closed_panel(
    roles: Mapping[str, int] = TWENTY_FOUR, says: Says | None = None, *, at: datetime = SEPTEMBER, **more
) -> Round:
    """A round that closed, with its result where five have answered."""
    return close(open_panel(roles, says, at=at, **more), at)


def two_rounds() -> tuple[Round, Round]:
    """March and September of one organisation: ambition rose, responsibility fell."""
    of = organisation()
    first = closed_panel(says=realistic(3, -0.35, R3=3.6), at=MARCH, of=of, invited=26)
    return first, closed_panel(says=realistic(), of=of, invited=28, previous=first)


def name_reader(made: Round, who: User, *, facilitator: bool = False) -> User:
    Reader.objects.create(round=made, user=who, facilitator=facilitator, named_at=made.opened_at)
    return who
