"""Kinds of field: short lines, topics, and blocks whose wording does not burden the migrations."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

TOPIC = re.compile(r"^(strategy|culture|responsibility|foundations)/[a-z0-9]+(-[a-z0-9]+)*$")


def validate_topics(topics: list[str]) -> None:
    """One to three names of topics, shaped like strategy/use-case-portfolio."""
    if bad := [topic for topic in topics if not TOPIC.match(topic)]:
        said = _("Not a topic: %(names)s. Write it like strategy/pilot-to-scale.")
        raise ValidationError(said % {"names": ", ".join(bad)})
    if len(topics) > 3:
        raise ValidationError(_("A unit teaches at most three topics."))


class LinesFormField(forms.CharField):
    """A text box; its value is the list of its lines that are not blank."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class LinesField(models.JSONField):
    """A list of lines of text; never null, empty by default."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return LinesFormField(
            widget=kwargs.get("widget", LinesFormField.widget),
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            validators=self.validators,
        )

    def validate(self, value: Any, model_instance: Any) -> None:
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            raise ValidationError(_("Give a list of lines."))
        super().validate(value, model_instance)


class TopicsInput(forms.Textarea):
    """static/js/admin_names.js offers the topics of the framework beside it; without it they are typed."""

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        known = sorted(import_string(settings.TOPICS_TO_TEACH)())
        offered = {"data-topics": " ".join(known), "data-topics-label": _("Add a topic")}
        return {**super().build_attrs(*args, **kwargs), "rows": 3, **offered}


class BlocksField(StreamField):
    """A StreamField whose migrations leave out the blocks: changed help text is no new migration."""

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
