"""People who learn, for the tests of records, certificates and evidence packs."""

from datetime import UTC, datetime, timedelta

from accounts.models import Membership, Organisation, User
from content.atlas import atlas
from content.models import Unit
from courses.models import Completion, Learner
from reports.actions.certifying import certify
from reports.actions.consenting import give_consent
from reports.models import Certificate

MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOW = {"case": "read", "guide": "read", "video": "watched", "check": "passed", "decision": "decided"}


def complete(user: User, *units: Unit, at: datetime = MARCH, how: str = "") -> Learner:
    """Each unit an hour after the one before."""
    learner, _ = Learner.objects.get_or_create(user=user)
    for hours, unit in enumerate(units):
        said = how or HOW[unit.kind]
        Completion.objects.create(learner=learner, unit=unit, at=at + timedelta(hours=hours), how=said)
    return learner


STANDS = "00000000-0000-4000-8000-000000000021"
ENDED = "00000000-0000-4000-8000-000000000022"
LED = "00000000-0000-4000-8000-000000000023"


def certified(user: User) -> User:
    """A module completed, a certificate that stands and one that ended, an organisation to lead."""
    module = next(each for each in atlas().modules if each.slug == "strategy")
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=[line.id for line in module.open_units])}
    complete(user, *(units[line.id] for line in module.open_units))
    ended = certify(user, "strategy", MARCH + timedelta(days=1))
    Certificate.objects.filter(pk=ended.pk).update(public_id=ENDED, withdrawn_at=MARCH + timedelta(days=2))
    made = certify(user, "strategy", MARCH + timedelta(days=3))
    Certificate.objects.filter(pk=made.pk).update(public_id=STANDS)
    led = Organisation.objects.create(public_id=LED, name="Northwind", created_at=MARCH - timedelta(days=200))
    Membership.objects.create(organisation=led, user=user, role="owner", joined_at=MARCH, email=user.email)
    other = Organisation.objects.create(name="Harbour & Sons", created_at=MARCH)
    Membership.objects.create(organisation=other, user=user, joined_at=MARCH, email=user.email)
    give_consent(user, other.public_id, MARCH + timedelta(days=4))
    return user
