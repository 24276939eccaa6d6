from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_expired_invitations_are_taken_back"), ("registers", "0001_initial")]

    operations = [
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("accepted_at", None), ("revoked_at", None)),
                fields=("email", "city"),
                name="invitation_open_once",
            ),
        ),
    ]
