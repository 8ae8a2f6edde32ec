import os
from contextlib import suppress
from pathlib import Path

from content.uploads.bare import bare
from django.db import migrations


def forward(apps, schema_editor):
    """In place, so that addresses stay; twice is once, and a file that is missing is Wagtail's to make again."""
    sizes = apps.get_model("wagtailimages", "Rendition").objects.using(schema_editor.connection.alias)
    for size in sizes.iterator():
        with suppress(FileNotFoundError):
            rewrite(Path(size.file.path))


def rewrite(path):
    data = path.read_bytes()
    if (less := bare(data)) != data:
        beside = path.with_name(f".{path.name}.bare")
        beside.write_bytes(less)
        beside.chmod(path.stat().st_mode)
        os.replace(beside, path)


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0010_decisions_in_fields"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop, elidable=True)]
