"""The words of a report: each save is a new version, approval marks one; nothing is ever overwritten."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from accounts.models import User
from readiness.models import Round
from reports.briefing.of_round import given_of, result_of
from reports.models import Edition

from .refusals import Stale

NEWER = gettext_lazy(
    "Version {n} was saved meanwhile, from another page or by somebody else. Read it before you go on."
)


def latest(measured: Round) -> Edition | None:
    """The newest version about the present result; None where nothing was edited. NotReady without one."""
    return Edition.objects.of(measured, result_of(measured).hash).first()


def save_words(
    measured: Round, words: Mapping[str, str], seen: int, by: User | None, now: datetime
) -> Edition:
    """The version with these words: a new one, or the present one where nothing differs.

    `seen`: the number of the version that the page showed, 0 for none. Stale if another one stands.
    """
    number = _next(measured)
    present = latest(measured)
    _unless_stale(present, seen)
    same = present is not None and present.words == dict(words)
    if present is not None and same and present.given == given_of(measured):
        return present
    return _added(measured, number, words, by, now)


def approve(measured: Round, seen: int, by: User | None, now: datetime) -> Edition:
    """The version that the page showed, approved; twice is once. Stale if a newer one stands."""
    number = _next(measured)
    present = latest(measured)
    _unless_stale(present, seen)
    approved = present or _added(measured, number, {}, by, now)
    mine = Edition.objects.filter(pk=approved.pk, approved_at__isnull=True)
    mine.update(approved_at=now, approved_by=by)
    approved.refresh_from_db()
    return approved


def version_for(measured: Round, by: User | None, now: datetime) -> Edition:
    """The newest version, or the first one, as drafted."""
    number = _next(measured)
    return latest(measured) or _added(measured, number, {}, by, now)


def _unless_stale(present: Edition | None, seen: int) -> None:
    number = present.number if present else 0
    if number != seen:
        raise Stale(NEWER.format(n=number))


def _next(measured: Round) -> int:
    """One more than any before. To be asked before the present version is looked at: then a version that
    somebody adds meanwhile is either seen there, or has taken this number."""
    last = Edition.objects.filter(round=measured).order_by("-number").first()
    return last.number + 1 if last else 1


def _added(measured: Round, number: int, words: Mapping[str, str], by: User | None, now: datetime) -> Edition:
    """Of two who add at once one is told that the other was first."""
    try:
        with transaction.atomic():
            return Edition.objects.create(
                round=measured,
                number=number,
                result_hash=result_of(measured).hash,
                words=dict(words),
                given=given_of(measured),
                made_by=by,
                made_at=now,
            )
    except IntegrityError as clash:
        raise Stale(NEWER.format(n=number)) from clash
