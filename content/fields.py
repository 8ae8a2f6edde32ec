"""Two kinds of field: a list of short lines, and blocks whose wording does not burden the migrations."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from wagtail.fields import StreamField


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
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            validators=self.validators,
        )

    def validate(self, value: Any, model_instance: Any) -> None:
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            raise ValidationError("Give a list of lines.")
        super().validate(value, model_instance)


class BlocksField(StreamField):
    """A StreamField whose migrations leave out the blocks: changed help text is no new migration."""

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
