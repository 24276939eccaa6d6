from django.db import migrations


def take_back(apps, schema_editor):
    """Of several open invitations of one person to one city the newest stays."""
    seen = set()
    invitations = apps.get_model("people", "Invitation").objects
    for one in invitations.filter(accepted_at=None, revoked_at=None).order_by("-invited_at", "-pk"):
        key = (one.email, one.city_id)
        if key in seen:
            one.revoked_at, one.revoked_by_id = one.expires_at, one.invited_by_id
            one.save(update_fields=["revoked_at", "revoked_by"])
        seen.add(key)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_journal_triggers")]

    operations = [
        migrations.RunPython(take_back, migrations.RunPython.noop),
        migrations.RemoveField(model_name="user", name="joined_at"),
    ]
