from django.db import migrations

RIGHTS = ("change_page", "publish_page")


def forward(apps, schema_editor):
    """A language that was begun before has its home page open to those who publish, as a new one has."""
    alias = schema_editor.connection.alias

    def rows(app, model):
        return apps.get_model(app, model).objects.using(alias)

    first = rows("content", "HomePage").filter(locale__language_code="en").order_by("path").first()
    if first is None:
        return
    copies = rows("content", "HomePage").filter(translation_key=first.translation_key).exclude(pk=first.pk)
    rights = rows("auth", "Permission").filter(
        content_type__app_label="wagtailcore", codename__in=RIGHTS
    )
    held = rows("wagtailcore", "GroupPagePermission")
    for group in rows("auth", "Group").filter(name="Publishers"):
        for page in copies.values_list("pk", flat=True):
            for right in rights.values_list("pk", flat=True):
                held.get_or_create(group=group, page_id=page, permission_id=right)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_groups_gain_what_their_roles_gained"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
