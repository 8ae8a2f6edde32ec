import json

import content.fields
from content.migrations._decisions_0010 import LISTS, TEXTS, fields_of, values_in, values_of, yaml_text
from django.db import migrations, models
from django.db.models.functions import Cast


def in_fields(text, key):
    """What was written as YAML, as the fields of the form; what could not be read stays whole in the first of them."""
    values, whole = values_in(text)
    fields = fields_of(values, key)
    if not whole:
        fields["role"] = "\n\n".join(part for part in (fields["role"], text) if part)
    return fields


def as_text(fields):
    """The YAML that the fields say; for drafts as well, whatever they lack."""
    held = {name: fields[name] or "" for name in TEXTS}
    held |= {name: [(child["type"], plain(child["value"])) for child in fields[name] or []] for name in LISTS}
    return yaml_text(values_of(held))


def plain(value):
    """Without the ids of entries."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    return [plain(part.get("value", part)) for part in value] if isinstance(value, list) else value


def forward(apps, schema_editor):
    alias = schema_editor.connection.alias
    pages = apps.get_model("content", "DecisionPage").objects.using(alias)
    for pk, key, text in pages.values_list("pk", "key", "exercise"):
        pages.filter(pk=pk).update(**in_fields(text, key))
    for revision in _revisions(apps, alias).filter(content__has_key="exercise"):
        fields = in_fields(revision.content.pop("exercise") or "", revision.content.get("key") or "")
        revision.content |= {name: fields[name] for name in TEXTS}
        revision.content |= {name: json.dumps(fields[name]) for name in LISTS}
        revision.save(update_fields=["content"])


def backward(apps, schema_editor):
    alias = schema_editor.connection.alias
    pages = apps.get_model("content", "DecisionPage").objects.using(alias)
    raw = {f"{name}_raw": Cast(name, models.TextField()) for name in LISTS}
    for row in pages.annotate(**raw).values("pk", *TEXTS, *raw):
        fields = row | {name: json.loads(row[f"{name}_raw"] or "[]") for name in LISTS}
        pages.filter(pk=row["pk"]).update(exercise=as_text(fields))
    for revision in _revisions(apps, alias).filter(content__has_key="findings"):
        fields = {name: revision.content.pop(name, "") for name in TEXTS}
        fields |= {name: json.loads(revision.content.pop(name, "") or "[]") for name in LISTS}
        revision.content["exercise"] = as_text(fields)
        revision.save(update_fields=["content"])


def _revisions(apps, alias):
    return apps.get_model("wagtailcore", "Revision").objects.using(alias)


def added(name, field, keep=True):
    return migrations.AddField("decisionpage", name, field, preserve_default=keep)


class Migration(migrations.Migration):
    dependencies = [("content", "0009_changes_said_at_publishing")]

    operations = [
        added(
            "role",
            models.TextField(
                default="",
                verbose_name="who the reader is",
            ),
            keep=False,
        ),
        added(
            "limit",
            models.TextField(
                default="",
                verbose_name="what is to be decided",
            ),
            keep=False,
        ),
        added(
            "inputs",
            content.fields.BlocksField([], blank=True, default=list, verbose_name="what the reader sets"),
            keep=False,
        ),
        added("rows_title", models.CharField(blank=True, max_length=80, verbose_name="what a row is")),
        added("picks", models.CharField(blank=True, max_length=120, verbose_name="the question")),
        added(
            "columns",
            content.fields.BlocksField([], blank=True, default=list, verbose_name="columns"),
            keep=False,
        ),
        added("rows", models.TextField(blank=True, verbose_name="table")),
        added(
            "results",
            content.fields.BlocksField([], blank=True, default=list, verbose_name="what it comes to"),
            keep=False,
        ),
        added(
            "limits",
            content.fields.BlocksField([], blank=True, default=list, verbose_name="what must hold"),
            keep=False,
        ),
        added(
            "findings",
            content.fields.BlocksField([], blank=True, default=list, verbose_name="what happened"),
            keep=False,
        ),
        migrations.AlterField("decisionpage", "exercise", models.TextField(default="")),
        migrations.RunPython(forward, backward),
        migrations.RemoveField("decisionpage", "exercise"),
    ]
