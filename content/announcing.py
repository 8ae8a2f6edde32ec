"""The part of a public unit's edit form that says what its next publication is: a correction, or news."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from content.changing import difference_to_live
from content.comparing import Difference
from content.handbook.panels import How
from content.models import KINDS, Announced
from content.models.changes import ChangeKind

FIELDS = ("change_kind", "change_note")
# Buttons of the form after which the draft may become public without another look at this form.
LEADING_ON = ("action-publish", "action-submit", "action-restart-workflow", "action-workflow-action")


def prepare(form: Any) -> None:
    """A unit that is not public has nothing to say here."""
    page = form.instance
    if not (page.pk and page.live and not page.alias_of_id) or FIELDS[0] not in form.fields:
        for name in FIELDS:
            form.fields.pop(name, None)
        return
    said = Announced.objects.filter(unit_id=page.pk).first()
    if said:
        form.initial |= {"change_kind": said.kind, "change_note": said.note}
    if not form.is_bound:
        form.fields["change_kind"].help_text = proposal(difference_to_live(page))


def proposal(found: Difference | None) -> str:
    """What the size of the difference speaks for, and why; the author may decide otherwise."""
    if found is None or not (found.share or found.material):
        return _(
            "When this form was opened, nothing differed from what is public. Without a choice it is a"
            " correction."
        )
    if found.material:
        return _("Proposed: a material change. %(reasons)s") % {"reasons": reasons(found)}
    return _("Proposed: a correction. %(reasons)s Without a choice here it is one.") % {
        "reasons": reasons(found)
    }


def reasons(found: Difference) -> str:
    said = [_("%(percent)s %% of the words differ from what is public.") % {"percent": found.percent}]
    if found.new:
        said.append(
            ngettext("%(n)s section is new.", "%(n)s sections are new.", found.new) % {"n": found.new}
        )
    if found.gone:
        words = ngettext("%(n)s section is gone.", "%(n)s sections are gone.", found.gone)
        said.append(words % {"n": found.gone})
    if found.questions:
        words = ngettext("%(n)s question changed.", "%(n)s questions changed.", found.questions)
        said.append(words % {"n": found.questions})
    return " ".join(said)


def lacking(form: Any) -> Iterator[tuple[str, str]]:
    """What Publish would ask for here: field and sentence, by what the form and its page hold now."""
    yield from _without_note(form)
    yield from _without_choice(form)


def check(form: Any) -> None:
    """Asked for when the draft leaves the author's hands, not at every saving."""
    if any(name in form.data for name in LEADING_ON):
        _add(form, _without_note(form))


def check_proposed(form: Any) -> None:
    """Once the page holds what was typed: a large difference is not passed over in silence."""
    if not form.errors:
        _add(form, _without_choice(form))


def _add(form: Any, found: Iterator[tuple[str, str]]) -> None:
    for name, words in found:
        form.add_error(name, words)


def _without_note(form: Any) -> Iterator[tuple[str, str]]:
    if "change_note" in form.fields:
        kind, note = (form[name].value() or "" for name in FIELDS)
        if kind == ChangeKind.MATERIAL and not note.strip():
            yield "change_note", _("Say in one line what is new. Those who finished will read it.")


def _without_choice(form: Any) -> Iterator[tuple[str, str]]:
    if "change_kind" in form.fields and not form["change_kind"].value():
        found = difference_to_live(form.instance)
        if found is not None and found.material:
            words = _("Say whether this is a correction or a material change. %(reasons)s")
            yield "change_kind", words % {"reasons": reasons(found)}


def keep(form: Any) -> None:
    if "change_kind" not in form.fields:
        return
    kind, note = form.cleaned_data.get("change_kind"), form.cleaned_data.get("change_note", "")
    if kind:
        Announced.objects.update_or_create(
            unit_id=form.instance.pk, defaults={"kind": kind, "note": " ".join(note.split())}
        )
    else:
        Announced.objects.filter(unit_id=form.instance.pk).delete()


def install() -> None:
    for model in KINDS:
        heading = gettext_lazy("When it is published again")
        how = How("published-again-a-correction-or-a-material-change", heading, beside=FIELDS[0])
        panel = MultiFieldPanel([how, *map(FieldPanel, FIELDS)], heading=heading, icon="history")
        model.content_panels = [*model.content_panels, panel]
