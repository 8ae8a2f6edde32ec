"""Where a film stands, for its author alone: being checked, ready, refused, and what was read from it."""

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from content.models import Film
from jobs.models import Job

from .checking import key_of
from .words import reason


@dataclass(frozen=True, slots=True)
class Standing:
    """`kind`: checking, ready, lacking, refused or stuck; `why`: what to do; `missing` bars publishing."""

    kind: str
    title: str
    why: str = ""
    read: tuple[tuple[str, str], ...] = ()
    length: str = ""
    missing: tuple[str, ...] = ()


def standing_of(film: Film) -> Standing:
    kind, title, why = _kind(film)
    lacks = tuple(missing(film))
    if film.file and kind != "ready":
        why = f"{why} {_('Readers see the film that was there before.')}".strip()
    if lacks and kind == "ready":
        kind, title = "lacking", _("Incomplete")
    return Standing(kind, title, why, tuple(_read(film)), _length(film), lacks)


def _kind(film: Film) -> tuple[str, str, str]:
    if film.upload:
        job = Job.objects.filter(key=key_of(film)).first()
        if job is None or job.state in (Job.State.FAILED, Job.State.DONE):
            return "stuck", _("Not checked"), _("The check could not be finished. Upload the film again.")
        return (
            "checking",
            _("Being checked"),
            _("It takes a minute at most. Nobody sees the film before; you may leave this page."),
        )
    if film.refused:
        return "refused", _("Refused"), reason(film.refused, film.refused_value)
    if film.embed is not None:
        said = _("It lies at %(provider)s and is loaded when a reader asks for it.")
        return "ready", _("Ready"), said % {"provider": film.embed.provider.label}
    if film.file:
        return "ready", _("Ready"), ""
    return "stuck", _("No film"), _("Upload a film, or give its address elsewhere.")


def missing(film: Film) -> list[str]:
    """What keeps units with this film from being published."""
    return [*not_ready(film), *([] if film.cues else [_("The film has no captions.")])]


def not_ready(film: Film) -> list[str]:
    """The same but for captions, which have a rule of their own."""
    found = []
    if not film.is_ready:
        found.append(_("The film is not ready: %(state)s.") % {"state": _kind(film)[1].lower()})
    if not film.thumbnail:
        found.append(_("The film has no poster. Upload a picture for it."))
    return found


def _read(film: Film) -> list[tuple[str, str]]:
    """What the machine read from the file that is shown."""
    if not film.file:
        return []
    facts = [(_("Length"), _length(film))]
    if film.width and film.height:
        facts.append((_("Picture"), f"{film.width} × {film.height} {film.picture_code}".strip()))
    if film.picture_code:
        facts.append((_("Sound"), film.sound_code or _("none")))
    try:
        facts.append((_("Size"), filesizeformat(film.file.size)))
    except OSError:
        facts.append((_("Size"), _("the file is missing")))
    return facts


def _length(film: Film) -> str:
    minutes, seconds = divmod(round(film.duration or 0), 60)
    return f"{minutes}:{seconds:02}" if film.duration else ""
