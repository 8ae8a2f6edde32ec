"""What a page holds, as one hash: equal before and after an editor saves it without a change."""

import hashlib
import json
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.fields import StreamField
from wagtail.models import Page

from content.exercise_pages import values as exercise_values
from content.models import CheckPage, DecisionPage, Film, HomePage, ModulePage, PathPage, TextPage, Unit
from content.sentences import plain

# Fields that an import never sets, or that say where a page stands rather than what it says.
NOT_CONTENT = {"key", "kind", "plate_turn", "replaced_by"}


MODELS: tuple[type[Page], ...] = (HomePage, ModulePage, TextPage, Unit, CheckPage, DecisionPage, PathPage)
# Digests kept before these two were looked at say nothing about them.
LATER: tuple[type[Page], ...] = (DecisionPage, PathPage)


def content_fields(page: Page, models: tuple[type[Page], ...] = MODELS) -> list[str]:
    """The names of the fields that an import fills; a decision's own are looked at as its exercise."""
    own = [model for model in models if isinstance(page, model) and model is not DecisionPage]
    names = [field.name for model in own for field in model._meta.local_fields if not field.primary_key]
    return ["title", *(name for name in names if name not in NOT_CONTENT)]


def is_digest_of(kept: str, page: Page) -> bool:
    """Whether the page still holds what it held when this digest was kept."""
    earlier = tuple(model for model in MODELS if model not in LATER)
    return kept == page_digest(page) or (isinstance(page, LATER) and kept == page_digest(page, earlier))


def page_digest(page: Page, models: tuple[type[Page], ...] = MODELS) -> str:
    values = {}
    for name in content_fields(page, models):
        field = page._meta.get_field(name)
        value = field.value_from_object(page)
        if isinstance(field, StreamField):
            value = _canonical(field.get_prep_value(value))
        values[name] = value
    if isinstance(page, DecisionPage) and DecisionPage in models:
        values["exercise"] = _as_floats(exercise_values(page))
    return _digest(values)


LATER_OF_FILMS = ("sound", "upload", "address", "described")


def film_digest(film: Film) -> str:
    names = ("title", "duration", "captions", "chapters", "credits")
    return _digest(
        {name: getattr(film, name) for name in names}
        | {"file": film.file.name, "thumbnail": film.thumbnail.name}
        # What an import never fills stands in it only where somebody gave it.
        | {name: str(value) for name in LATER_OF_FILMS if (value := getattr(film, name))}
    )


def _digest(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


def _as_floats(value: Any) -> Any:
    """Equal numbers are equal, however many noughts somebody typed behind them."""
    if isinstance(value, dict):
        return {name: _as_floats(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_as_floats(part) for part in value]
    return float(value) if isinstance(value, Decimal) else value


def _canonical(value: Any) -> Any:
    """Without ids, without empty entries, HTML without the marks that the editor leaves in it."""
    if isinstance(value, dict):
        return {k: _canonical(v) for k, v in value.items() if k != "id" and v not in (None, "", [])}
    if isinstance(value, list):
        return [_canonical(part) for part in value]
    return plain(value) if isinstance(value, str) and "<" in value else value
