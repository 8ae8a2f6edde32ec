"""The atlas's stamp exists from the start, so that it can be kept from the first request on."""

import secrets

from django.db import migrations


def stamp(apps, schema_editor):
    apps.get_model("content", "AtlasStamp").objects.get_or_create(pk=1, defaults={"token": secrets.token_hex(16)})


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]
    operations = [migrations.RunPython(stamp, migrations.RunPython.noop)]
