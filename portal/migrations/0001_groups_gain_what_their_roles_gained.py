from django.db import migrations

EDITING = ("add_page", "change_page")
# Since the groups were made first: learning paths, translations, and Learn in every language.
ON_PATHS = {
    "Course editors": EDITING,
    "Publishers": (*EDITING, "publish_page", "lock_page", "unlock_page"),
}
TRANSLATING = ("simple_translation", "simpletranslation", "submit_translation")


def forward(apps, schema_editor):
    """Only what is new: what an installation gave or took away itself stays so."""
    alias = schema_editor.connection.alias

    def rows(app, model):
        return apps.get_model(app, model).objects.using(alias)

    pages = {
        name: set(rows("content", name).values_list("pk", flat=True))
        for name in ("LearnIndexPage", "PathsPage")
    }
    held = rows("wagtailcore", "GroupPagePermission")
    for group in rows("auth", "Group").filter(name__in=["Authors", *ON_PATHS]):
        on_learn = held.filter(group=group, page__in=pages["LearnIndexPage"])
        rights = [
            (page, permission)
            for permission in set(on_learn.values_list("permission", flat=True))
            for page in pages["LearnIndexPage"]
        ]
        if group.name in ON_PATHS:
            found = rows("auth", "Permission").filter(
                content_type__app_label="wagtailcore", codename__in=ON_PATHS[group.name]
            )
            rights += [(page, right.pk) for right in found for page in pages["PathsPage"]]
            group.permissions.add(_translating(rows))
        for page, permission in rights:
            held.get_or_create(group=group, page_id=page, permission_id=permission)


def _translating(rows):
    app, model, codename = TRANSLATING
    kind, _ = rows("contenttypes", "ContentType").get_or_create(app_label=app, model=model)
    named = {"name": "Can submit translations"}
    return rows("auth", "Permission").get_or_create(content_type=kind, codename=codename, defaults=named)[0]


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0011_sizes_made_before_are_bare"),
        ("wagtailcore", "0098_apitoken"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("simple_translation", "0001_initial"),
    ]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
