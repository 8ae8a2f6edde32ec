import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_membership_email'),
        ('readiness', '0005_versions_and_benchmarks'),
    ]

    operations = [
        migrations.DeleteModel(name='Entrant'),
        migrations.CreateModel(
            name='Entrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('family', models.CharField(max_length=40)),
                ('by', models.CharField(max_length=8)),
                ('value', models.CharField(blank=True, max_length=20)),
                ('entered_on', models.DateField()),
                ('left_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('round', models.ForeignKey(blank=True, help_text='Counted there.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='readiness.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_on__isnull', True)), fields=('family', 'by', 'value', 'organisation'), name='once_in_a_cell_at_a_time')],
            },
        ),
    ]
