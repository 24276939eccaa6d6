"""A milestone once for each form, a file or address once with each milestone; what stands twice stays as it is."""

import hashlib

from django.conf import settings
from django.db import migrations, models


def say_what_is_there(apps, schema_editor):
    """Write the hash beside the first piece of evidence of its kind; later ones of the same stay without."""
    seen = set()
    for evidence in apps.get_model("projects", "Evidence").objects.select_related("upload").order_by("pk"):
        sha256 = evidence.upload.sha256 if evidence.upload else hashlib.sha256(evidence.url.encode()).hexdigest()
        if (evidence.milestone_id, sha256) not in seen:
            seen.add((evidence.milestone_id, sha256))
            evidence.sha256 = sha256
            evidence.save(update_fields=["sha256"])


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_issued_triggers'),
        ('projects', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='sha256',
            field=models.CharField(editable=False, help_text='of the file or of the address; the same stands once with a milestone', max_length=64, null=True),
        ),
        migrations.AddField(
            model_name='milestone',
            name='key',
            field=models.UUIDField(editable=False, help_text='made with the form, so a repeated click adds nothing twice', null=True),
        ),
        migrations.RunPython(say_what_is_there, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(condition=models.Q(('sha256__isnull', False)), fields=('milestone', 'sha256'), name='evidence_once_with_a_milestone'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('project', 'key'), name='milestone_key_once'),
        ),
    ]
