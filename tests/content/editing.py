"""What a browser would send for a page as it is in memory: the edit form of Wagtail, field by field."""

from typing import Any

from django.db.models import Model
from wagtail.blocks import Block, BooleanBlock, FieldBlock, ListBlock, StreamBlock, StructBlock
from wagtail.models import Page

from accounts.models import User
from content.blocks.grids import GridBlock, RowsBlock


def posted(page: Page, user: User) -> dict[str, Any]:
    """Every field of the page's form."""
    form = page.get_edit_handler().get_form_class()(instance=page, for_user=user)
    sent: dict[str, Any] = {}
    for name, field in form.fields.items():
        if hasattr(field, "block"):
            sent |= _block(field.block, getattr(page, name), name)
        else:
            sent |= _given(name, field.widget.format_value(form[name].value()))
    return sent


def _block(block: Block, value: Any, name: str) -> dict[str, Any]:
    if isinstance(block, RowsBlock):
        return {name: block.get_form_state(value)}
    if isinstance(block, GridBlock):
        return {f"{name}-{key}": part for key, part in block.get_form_state(value).items()}
    if isinstance(block, StructBlock):
        parts = (_block(part, value.get(key), f"{name}-{key}") for key, part in block.child_blocks.items())
        return {key: given for part in parts for key, given in part.items()}
    if isinstance(block, StreamBlock):
        rows = [(child.block, child.value, child.id, child.block_type) for child in value]
    elif isinstance(block, ListBlock):
        rows = [(block.child_block, child.value, child.id, "") for child in value.bound_blocks]
    else:
        return _given(name, _typed(block, value))
    sent: dict[str, Any] = {f"{name}-count": str(len(rows))}
    for number, (inner, held, key, kind) in enumerate(rows):
        here = f"{name}-{number}"
        sent |= {f"{here}-order": str(number), f"{here}-deleted": "", f"{here}-id": key or ""}
        sent |= {f"{here}-type": kind} if kind else {}
        sent |= _block(inner, held, f"{here}-value")
    return sent


def _typed(block: Block, value: Any) -> Any:
    assert isinstance(block, FieldBlock)
    if isinstance(block, BooleanBlock):
        return bool(value)
    given = block.value_for_form(value)
    return given.pk if isinstance(given, Model) else block.field.widget.format_value(given)


def _given(name: str, value: Any) -> dict[str, Any]:
    """As a browser: an unticked box sends nothing, an empty field an empty string."""
    if value is False:
        return {}
    if value is None or value == []:
        return {name: ""}
    value = value[0] if isinstance(value, list) and len(value) == 1 else value
    return {name: "on" if value is True else str(value)}
