"""Who is learning: the account that signed in, or this device; reading never writes."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import Subquery, Value
from django.http import HttpRequest

from accounts.device import (
    SALT,
    Asker,
    adopt,
    adopt_device,
    asker_of,
    device_for_writing,
    device_of,
    keep_device,
)
from accounts.prepared import Prepared, columns_of, loaded

from .models import Learner
from .models.learners import LearnerQuerySet

__all__ = [
    "SALT",
    "Who",
    "adopt_device",
    "device_of",
    "keep_device",
    "key_of",
    "learner_for_writing",
    "learner_of",
    "who_asks",
]


@dataclass(frozen=True, slots=True)
class Who(Asker):
    """An account or a device that may have a learner, or a learner's own key."""

    pk: int | None = None

    @property
    def named(self) -> dict[str, int | UUID]:
        """The one thing that is known, by its name; empty for nobody."""
        known = {"pk": self.pk, "user_id": self.user_id, "device": self.device}
        return next(({name: value} for name, value in known.items() if value is not None), {})

    def learners(self) -> LearnerQuerySet:
        """The one learner, if there is one yet."""
        return Learner.objects.filter(**self.named) if self.named else Learner.objects.none()


def key_of(**named: int | UUID) -> Value | Subquery:
    """The learner's primary key as a part of another statement, from what `Who.named` says."""
    if "pk" in named:
        return Value(named["pk"], models.BigIntegerField())
    return Subquery(Learner.objects.filter(**named).values("pk")[:1])


def who_asks(request: HttpRequest) -> Who:
    """Costs what `request.user` costs (session and account), nothing else."""
    asker = asker_of(request)
    return Who(asker.user_id, asker.device)


_learner = Prepared(lambda **named: Learner.objects.filter(**named).values_list(*columns_of(Learner)))


def learner_of(request: HttpRequest) -> Learner | None:
    """One statement at most, and never a write."""
    who = who_asks(request)
    for row in _learner.rows(**who.named) if who.named else ():
        return loaded(Learner, row)
    return None


def learner_for_writing(request: HttpRequest) -> Learner:
    """The learner of a POST, made on the first one; hand the answer to `keep_device`.

    A device that signed in elsewhere than through `adopt_device` is adopted here.
    """
    if request.user.is_authenticated:
        adopt(request)
        return Learner.objects.get_or_create(user=request.user)[0]
    return Learner.objects.get_or_create(device=device_for_writing(request))[0]
