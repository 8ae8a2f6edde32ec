"""Making a certificate of a completed module, and taking it back."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import Refused, Unknown
from accounts.models import User
from courses.history import record_of
from courses.models import Learner
from courses.record import ModuleRecord
from reports.certificates.credential import hashed
from reports.learning import KINDS, day
from reports.models import Certificate

NAMELESS = gettext_lazy(
    "A certificate carries your name. Write it on your page first, under “Name and time zone”."
)
UNFINISHED = gettext_lazy("A certificate is for the whole module: {left} left, and its check must be passed.")
UNCHECKED = gettext_lazy(
    "This module has no check yet, so there is nothing that a certificate could stand on."
)


def certify(user: User, slug: str, now: datetime) -> Certificate:
    """The standing certificate of the module, made if there is none; Refused while something is left."""
    module = record_of(Learner.objects.of_user(user.pk).first()).module(slug)
    if module is None:
        raise Unknown(_("You completed nothing in a module of that name."))
    if standing := _standing(user, slug):
        return standing
    if not user.name.strip():
        raise Refused(NAMELESS)
    if module.completed_at is None:
        left = len(module.missing)
        said = UNFINISHED.format(
            left=_("1 unit is") if left == 1 else _("%(left)s units are") % {"left": left}
        )
        raise Refused(said if module.has_check else UNCHECKED)
    try:
        with transaction.atomic():
            return _made(user, module, module.completed_at, now)
    except IntegrityError:  # the other press was first
        return Certificate.objects.standing().get(user=user, module=slug)


def _standing(user: User, slug: str) -> Certificate | None:
    return Certificate.objects.standing().filter(user=user, module=slug).first()


def _made(user: User, module: ModuleRecord, completed_at: datetime, now: datetime) -> Certificate:
    asked = {each.unit for each in module.asked}
    counted = [done for done in module.done if done.unit in asked]
    salt = secrets.token_hex(16)
    return Certificate.objects.create(
        user=user,
        name=user.name.strip(),
        module=module.slug,
        module_title=module.title,
        units=[
            {
                "title": done.title,
                "language": getattr(done.title, "language", ""),
                "kind": KINDS.get(done.kind, done.kind),
                "minutes": done.minutes,
                "day": day(done.at.date()),
            }
            for done in counted
        ],
        minutes=sum(done.minutes for done in counted),
        completed_at=completed_at,
        issued_at=now,
        email_hash=hashed(user.email, salt),
        salt=salt,
    )


def withdraw(user: User, public_id: UUID, now: datetime) -> Certificate:
    """The page that checks it then says so; the same twice changes nothing. Unknown for somebody else's."""
    own = Certificate.objects.filter(user=user, public_id=public_id)
    own.standing().update(withdrawn_at=now)
    found = own.first()
    if found is None:
        raise Unknown(_("There is no such certificate of yours."))
    return found
