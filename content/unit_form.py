"""The edit form of a unit: Publish shows what is missing under the fields, before anything is saved."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content import announcing
from content.block_errors import error_at
from content.lint import Remark
from content.meanwhile import KeepsPublished
from content.models import Unit
from content.models.changes import ChangeKind
from content.publishing import errors_of
from content.targets import Target, target_of

LONGEST = 200  # of 255, so that there is room for a number


class UnitForm(KeepsPublished):
    change_kind = forms.ChoiceField(
        label=_("Published again, this is"),
        choices=ChangeKind.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    change_note = forms.CharField(
        label=_("What is new, in one line"),
        required=False,
        max_length=160,
        help_text=_("Shown to everyone who finished it before, after a material change only."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        announcing.prepare(self)

    def clean_slug(self) -> str:
        """An author thinks of none: left empty, or proposed and taken, it follows from the title."""
        given: str = self.cleaned_data["slug"] or self.instance.slug
        proposed = slugify(self.cleaned_data.get("title", ""))[:LONGEST] or self.instance.KIND
        if self.instance.pk or self.parent_page is None or given not in ("", proposed):
            return given
        taken = set(Page.objects.child_of(self.parent_page).values_list("slug", flat=True))
        return next(one for one in _numbered(proposed) if one not in taken)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        announcing.check(self)
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        page = super().save(commit)
        announcing.keep(self)
        return page

    def _post_clean(self) -> None:
        """Here the page holds what was typed; a draft is saved with whatever it lacks."""
        super()._post_clean()
        if "action-publish" in self.data and not self.is_deferred_validation:
            self._refuse(errors_of(self.instance, timezone.localdate()))
            announcing.check_proposed(self)

    def _refuse(self, remarks: Iterable[Remark]) -> None:
        by_field: dict[str, list[tuple[Target, str]]] = {}
        for remark in remarks:
            target = target_of(self.instance, remark)
            by_field.setdefault(target.field, []).append((target, remark.message))
        for field, found in by_field.items():
            # What Wagtail itself found there is said already, and kept the new words out of the page.
            if field not in self.fields:
                self.add_error(None, [message for _target, message in found])
            elif field not in self.errors:
                self.add_error(field, _error(self.fields[field], getattr(self.instance, field), found))


def _numbered(word: str) -> Iterator[str]:
    yield word
    yield from (f"{word}-{number}" for number in count(2))


def _error(field: Any, value: Any, found: list[tuple[Target, str]]) -> ValidationError:
    """For blocks one that stands at the block it is about, at the part of it where that is known."""
    if not hasattr(field, "block"):
        return ValidationError([message for _target, message in found])
    return error_at(field.block, value, [(_way(target), message) for target, message in found])


def _way(target: Target) -> list[str]:
    if target.number is None:
        return []
    return [str(target.number), *(target.part.split(".") if target.part else ())]


def install() -> None:
    Unit.base_form_class = UnitForm
