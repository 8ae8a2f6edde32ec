from django.db import migrations

# Wagtail's two tables of what was done. A row is never deleted and never changed, but for two cuts: the link to a
# person who is erased (with the label, where the row is about that account), and the type of a model that is gone.
TABLES = {
    "wagtailcore_pagelogentry": ("id", "action", "data", "timestamp", "uuid", "content_changed", "deleted", "page_id", "revision_id"),
    "wagtailcore_modellogentry": ("id", "action", "data", "timestamp", "uuid", "content_changed", "deleted", "object_id", "revision_id"),
}
ERASED = "erased"


def changed(columns, differs, text):
    """True where a row would say something else afterwards."""
    said = " OR ".join(differs.format(old=f"OLD.{c}{text(c)}", new=f"NEW.{c}{text(c)}") for c in columns)
    label = differs.format(old="OLD.label", new="NEW.label")
    user = differs.format(old="OLD.user_id", new="NEW.user_id")
    kind = differs.format(old="OLD.content_type_id", new="NEW.content_type_id")
    return (
        f"{said} OR ({label} AND NEW.label <> '{ERASED}') OR ({user} AND NEW.user_id IS NOT NULL)"
        f" OR ({kind} AND NEW.content_type_id IS NOT NULL)"
    )


def sqlite(table, columns):
    condition = changed(columns, "{old} IS NOT {new}", lambda column: "")
    return [
        f"""CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} WHEN {condition}
            BEGIN SELECT RAISE(ABORT, 'the history only grows'); END""",
        f"""CREATE TRIGGER {table}_remains BEFORE DELETE ON {table}
            BEGIN SELECT RAISE(ABORT, 'the history only grows'); END""",
    ]


def postgresql(table, columns):
    condition = changed(columns, "{old} IS DISTINCT FROM {new}", lambda column: "::text" if column == "data" else "")
    refuse = "EXECUTE FUNCTION refuse_change_of_history()"
    return [
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({condition}) {refuse}",
        f"CREATE TRIGGER {table}_remains BEFORE DELETE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {table}_is_kept BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
    ]


FUNCTION = """CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the history only grows' USING ERRCODE = 'integrity_constraint_violation';
    END $$"""


def guard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    statements = [FUNCTION] if vendor == "postgresql" else []
    for table, columns in TABLES.items():
        statements += (postgresql if vendor == "postgresql" else sqlite)(table, columns)
    for statement in statements:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    on = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for name in ("stays", "remains", *(["is_kept"] if on else [])):
            schema_editor.execute(f"DROP TRIGGER {table}_{name}" + (f" ON {table}" if on else ""))
    if on:
        schema_editor.execute("DROP FUNCTION refuse_change_of_history()")


class Migration(migrations.Migration):

    dependencies = [
        ("content", "0007_approvals_and_reviews"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(guard, unguard)]
