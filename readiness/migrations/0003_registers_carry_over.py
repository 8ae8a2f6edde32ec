import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('readiness', '0002_groups'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreedresult',
            name='snapshot',
            field=models.JSONField(default=dict, help_text='The whole instrument as it was on that day.'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='entry',
            name='carried_from',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried_to', to='readiness.entry'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='created_at',
            field=models.DateTimeField(help_text='When it was first written down, in whichever round.'),
        ),
    ]
