"""The rounds that pages of rounds show: one open, one closed with too few answers, one being asked."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from accounts.models import Membership, Organisation, User
from readiness.actions.closing import close_round
from readiness.actions.inviting import invite, renew_link
from readiness.actions.links import JOINING, personal_token
from readiness.actions.naming import name_reader
from readiness.actions.opening import Plan, open_round
from readiness.models import Answer, Invitee, Reader, Respondent, Round, Sheet

HOUSE = "00000000-0000-4000-8000-000000000021"
OPEN = "00000000-0000-4000-8000-000000000022"
FEW = "00000000-0000-4000-8000-000000000023"
ASKED = "00000000-0000-4000-8000-000000000024"
TOLD = "00000000-0000-4000-8000-000000000025"
SOME_TIME = datetime(2026, 5, 4, 9, tzinfo=UTC)
ADDRESS = "zoe@northgate.example"
JOIN = JOINING.sign(f"{OPEN.replace('-', '')}-1")
LINK = personal_token(Round(public_id=ASKED), ADDRESS, SOME_TIME)
RUNNER = {
    "rounds": f"/organisations/{HOUSE}/rounds/",
    "open a round": f"/organisations/{HOUSE}/rounds/new/",
    "round": f"/rounds/{OPEN}/",
    "close a round": f"/rounds/{OPEN}/close/",
    "round with too few": f"/rounds/{FEW}/",
    "asked to answer": f"/answer/{LINK}/",
    "join a round": f"/answer/join/{JOIN}/",
    "link that ended": "/answer/nothing/",
    "answers that were sent": f"/assess/{TOLD}/check/",
    "results": "/results/",
}


def run_rounds(who: User) -> User:
    """Of an organisation that the person owns; they answer one of them as well."""
    house = Organisation.objects.create(public_id=HOUSE, name="Northgate Group", created_at=SOME_TIME)
    Membership.objects.create(
        organisation=house, user=who, role=Membership.Role.OWNER, email=who.email, joined_at=SOME_TIME
    )
    now = timezone.now()
    scope = {"F2": "Fully outsourced"}
    until = (now + timedelta(days=20)).date()
    made = open_round(
        who, house, Plan("panel", "AI readiness, spring", "full", scope, answers_until=until), OPEN, now
    )
    few = open_round(who, house, Plan("panel", "Finance", "quick"), FEW, now)
    asked = open_round(who, house, Plan("consensus", "Leadership circle", "full"), ASKED, now)
    for one in (made, few, asked):
        invite(one, {f"p{n}@northgate.example": "exec" if n < 4 else "" for n in range(8)}, now)
    invite(asked, {ADDRESS: ""}, SOME_TIME)
    Invitee.objects.filter(round=made, email__startswith="p7").update(by_link=True)
    renew_link(made, "northgate.example")
    named = User.objects.create_user("fay@northgate.example", None, name="Fay Example")
    Membership.objects.create(organisation=house, user=named, email=named.email, joined_at=SOME_TIME)
    Reader.objects.filter(pk=name_reader(made, named.email, True, now).pk).update(named_at=SOME_TIME)
    told(made, who)
    close_round(few, now)
    return who


def told(made: Round, who: User) -> None:
    respondent, _ = Respondent.objects.get_or_create(user=who)
    sheet = Sheet.objects.create(
        public_id=TOLD,
        round=made,
        respondent=respondent,
        role="exec",
        form="full",
        personal=False,
        started_at=SOME_TIME,
        submitted_at=timezone.now(),
    )
    for item, level in (("S1.1", 4), ("S1.2", 2), ("C1.1", 3)):
        proof = "Minutes, June" if level == 4 else ""
        Answer.objects.create(
            sheet=sheet, item=item, level=level, evidence=proof, acted_at=SOME_TIME, answered_at=SOME_TIME
        )
