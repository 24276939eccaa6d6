"""At most one proof of an edition is being compiled; of several that were left so, the newest stays."""

from django.conf import settings
from django.db import migrations, models


def leave_the_newest(apps, schema_editor):
    """Mark the older ones as failed; a worker that still comes to them finds that and leaves them alone."""
    plans = apps.get_model("plans", "PlanEdition").objects.filter(state="compiling")
    for edition in plans.values_list("edition", flat=True).distinct():
        newest = plans.filter(edition=edition).order_by("-pk").first()
        plans.filter(edition=edition).exclude(pk=newest.pk).update(
            state="failed", trouble="Nowsze zlecenie zastąpiło to złożenie."
        )


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_issued_triggers'),
        ('plans', '0001_initial'),
        ('programmes', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(leave_the_newest, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='planedition',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'compiling')), fields=('edition',), name='plan_compiled_one_at_a_time'),
        ),
    ]
