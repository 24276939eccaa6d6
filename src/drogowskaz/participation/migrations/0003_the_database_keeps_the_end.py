from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participation", "0002_what_the_end_is_and_when_it_is_known")]

    operations = [
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("qualified_at", None), ("qualified_by", None)),
                    models.Q(("qualified_at__isnull", False), ("qualified_by__isnull", False)),
                    _connector="OR",
                ),
                name="participation_qualified_at_with_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("not_completed_at", None), ("not_completed_by", None)),
                    models.Q(
                        ("not_completed_at__isnull", False),
                        ("not_completed_by__isnull", False),
                        models.Q(("not_completed_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="participation_not_completed_at_with_by",
            ),
        ),
    ]
