"""What authors do with versions of the instrument: keep a draft, publish it, withdraw it (SPEC 3.13)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import User
from readiness.dry_run import trials
from readiness.instrument import Instrument
from readiness.instrument_file import read, shipped, shipped_ids
from readiness.models import Round, Version
from readiness.version_change import misfit, number_of
from readiness.versions import before, current, number

from .refusals import Refused, Unknown

PUBLISHED = Version.State.PUBLISHED


class Taken(Refused):
    """The name stands for something else, which never changes."""

    status = 409


@transaction.atomic
def keep_draft(content: bytes, name: str, by: User, now: datetime) -> Version:
    """The draft, in place of an earlier one of the same id. FaultsFound for a bad file, Taken for its id."""
    instrument = read(content, name)
    standing = Version.objects.select_for_update().filter(pk=instrument.id).first()
    if reason := _taken(instrument, standing):
        raise Taken(reason)
    values = {
        "text": content.decode("utf-8-sig"),
        "fingerprint": instrument.fingerprint,
        "uploaded_by": by,
        "uploaded_at": now,
    }
    draft, _ = Version.objects.update_or_create(pk=instrument.id, defaults=values)
    log(draft, "readiness.upload", user=by, data={"fingerprint": draft.fingerprint})
    return draft


def _taken(instrument: Instrument, standing: Version | None) -> str:
    """Why the id cannot be given to this draft; empty when it is free, or another draft's."""
    id = instrument.id
    if id in shipped_ids():
        return _unlike(f"{id} comes with the product", shipped(id).fingerprint, instrument)
    if standing and standing.state != Version.State.DRAFT:
        return _unlike(f"{id} was published before", standing.fingerprint, instrument)
    others = {*shipped_ids(), *Version.objects.exclude(pk=id).values_list("pk", flat=True)}
    if twin := next((other for other in sorted(others) if number(other) == number(id)), None):
        return f"{twin} has the same number as {id}. Give your version another one."
    if Round.objects.filter(instrument_id=id).exclude(instrument_hash=instrument.fingerprint).exists():
        return f"Rounds were measured by another {id}. Give your version a new number."
    return ""


def _unlike(stands: str, fingerprint: str, instrument: Instrument) -> str:
    if fingerprint == instrument.fingerprint:
        return f"{stands} and says the same as this file."
    return f"{stands} and never changes. Give your version a new number."


@transaction.atomic
def publish_version(id: str, fingerprint: str, by: User, now: datetime) -> Version:
    """The version in use from now on; pressed again, nothing more happens.

    `fingerprint` is what the page showed: Refused when the draft was replaced meanwhile, or may not go out.
    """
    version = _locked(id)
    if version.fingerprint != fingerprint:
        raise Refused(
            _("%(id)s was replaced by another draft meanwhile. Look at that one before publishing it.")
            % {"id": id}
        )
    if version.state == PUBLISHED:
        return version
    instrument = read(version.text.encode(), f"{id}.yaml")
    if version.state == Version.State.DRAFT and (reason := why_not_publish(instrument)):
        raise Refused(reason)
    version.state, version.published_at = PUBLISHED, now
    version.save(update_fields=["state", "published_at"])
    log(version, "readiness.publish", user=by, data={"fingerprint": fingerprint})
    return version


def why_not_publish(instrument: Instrument) -> str:
    """The first reason in a sentence; empty for a version that may go out."""
    if reason := misfit(before(instrument), instrument):
        return reason
    used = current()
    if used.version[0] == instrument.version[0] and number_of(used) > number_of(instrument):
        return f"{used.id} is in use, so a new version has a higher number than that."
    failed = [trial.case for trial in trials(instrument) if not trial.holds]
    return f"The scoring dry run does not come out: {'; '.join(failed)}." if failed else ""


@transaction.atomic
def withdraw_version(id: str, by: User) -> Version:
    """No new round is opened with it; those that were go on to their end."""
    version = _locked(id)
    if version.state == Version.State.DRAFT:
        raise Refused(_("%(id)s is a draft. Delete it, or leave it.") % {"id": id})
    if version.state == PUBLISHED:
        version.state = Version.State.WITHDRAWN
        version.save(update_fields=["state"])
        log(version, "readiness.withdraw", user=by)
    return version


@transaction.atomic
def delete_draft(id: str, by: User) -> None:
    version = _locked(id)
    if version.state != Version.State.DRAFT:
        raise Refused(
            _("%(id)s was published, so it stays: rounds may stand on it. Withdraw it instead.") % {"id": id}
        )
    log(version, "wagtail.delete", user=by, deleted=True)
    version.delete()


def _locked(id: str) -> Version:
    version = Version.objects.select_for_update().filter(pk=id).first()
    if version is None:
        raise Unknown(_("There is no uploaded version %(id)s.") % {"id": id})
    return version
