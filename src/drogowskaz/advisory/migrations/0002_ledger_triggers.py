"""Let the database keep the ledger: entries are only added, and bound by their account."""

from django.db import migrations

from drogowskaz.advisory import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("advisory", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
