"""What a page holds, as one hash: equal before and after an editor saves it without a change."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.fields import StreamField
from wagtail.models import Page

from content.models import CheckPage, Film, HomePage, ModulePage, TextPage, Unit
from content.sentences import plain

# Fields that an import never sets, or that say where a page stands rather than what it says.
NOT_CONTENT = {"key", "kind", "plate_turn", "replaced_by"}


def content_fields(page: Page) -> list[str]:
    """The names of the fields that an import fills."""
    own: list[type[Page]] = [
        model for model in (HomePage, ModulePage, TextPage, Unit, CheckPage) if isinstance(page, model)
    ]
    names = [field.name for model in own for field in model._meta.local_fields if not field.primary_key]
    return ["title", *(name for name in names if name not in NOT_CONTENT)]


def page_digest(page: Page) -> str:
    values = {}
    for name in content_fields(page):
        field = page._meta.get_field(name)
        value = field.value_from_object(page)
        if isinstance(field, StreamField):
            value = _canonical(field.get_prep_value(value))
        values[name] = value
    return _digest(values)


def film_digest(film: Film) -> str:
    names = ("title", "duration", "captions", "chapters", "credits")
    return _digest(
        {name: getattr(film, name) for name in names}
        | {"file": film.file.name, "thumbnail": film.thumbnail.name}
        | ({"sound": film.sound.name} if film.sound else {})
    )


def _digest(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


def _canonical(value: Any) -> Any:
    """Without ids, without empty entries, HTML without the marks that the editor leaves in it."""
    if isinstance(value, dict):
        return {k: _canonical(v) for k, v in value.items() if k != "id" and v not in (None, "", [])}
    if isinstance(value, list):
        return [_canonical(part) for part in value]
    return plain(value) if isinstance(value, str) and "<" in value else value
