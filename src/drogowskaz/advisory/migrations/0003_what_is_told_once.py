"""A request asked by a form sent twice stands once; a reminder is posted once."""

from django.conf import settings
from django.db import migrations, models

from drogowskaz.advisory import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("advisory", "0002_ledger_triggers"),
        ("participation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(remove, install),
        migrations.AddField(
            model_name="advisoryrequest",
            name="key",
            field=models.UUIDField(
                editable=False,
                help_text="made with the form, so a repeated click asks nothing twice",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="advisoryrequest",
            name="raised_at",
            field=models.DateTimeField(
                editable=False, help_text="when Guardian and Office were told that it waits", null=True
            ),
        ),
        migrations.AddField(
            model_name="advisorysession",
            name="raised_at",
            field=models.DateTimeField(
                editable=False, help_text="when the Guardian was told that it waits to be settled", null=True
            ),
        ),
        migrations.AddField(
            model_name="advisorysession",
            name="reminded_at",
            field=models.DateTimeField(
                editable=False, help_text="when the city was reminded to confirm", null=True
            ),
        ),
        migrations.AddConstraint(
            model_name="advisoryrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key__isnull", False)),
                fields=("participation", "key"),
                name="advisoryrequest_key_once",
            ),
        ),
        migrations.RunPython(install, remove),
    ]
