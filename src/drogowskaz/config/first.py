"""What an empty installation begins with: a programme, its first person; in demo mode cities and the archive."""

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from drogowskaz.people.journal import record
from drogowskaz.people.models import User
from drogowskaz.programmes import loading, presets, queries
from drogowskaz.programmes.models import Membership, Programme
from drogowskaz.programmes.roles import Role

PRESETS = settings.PACKAGE.parent.parent / "presets"
PRESET = PRESETS / "pdm"
ARCHIVE = PRESETS / "pdm-2021"


@transaction.atomic
def load(preset: Path, *, demo: bool, say: Callable[[str], object]) -> None:
    """Load the programme of `preset`; in demo mode as its story, with the archive of the past; all of it or nothing.

    Raises:
        CommandError: there is no such folder, or the preset has mistakes.
    """
    if not preset.is_dir():
        raise CommandError(f"There is no preset in {preset}. Name its folder with --preset.")
    if not demo:
        say(f"Loading the programme from {preset.name} …")
        call_command("preset", "load", str(preset))
        return
    say("Inventing 104 cities and their people; this takes a moment …")
    call_command("demo", str(preset), stdout=io.StringIO())
    if ARCHIVE.is_dir():
        call_command("archive", "load", str(ARCHIVE), stdout=io.StringIO())


@transaction.atomic
def supplement(*, at: datetime, say: Callable[[str], object], folder: Path = PRESETS) -> None:
    """Give the editions of a demo the letters that this version sends and the version that made them did not.

    The texts are those of the presets in `folder`. A public installation has texts of its own: there the operator
    loads its preset again, and `check` says when.
    """
    lacking = queries.editions_lacking_letters()
    if not lacking:
        return
    for heading in sorted(folder.glob("*/programme.toml")):
        preset = presets.read(heading.parent, today=timezone.localdate(at))
        for edition, _keys in lacking:
            if edition.programme.slug == preset.heading.programme_slug:
                done = loading.supplement(edition, preset, at=at)
                say(f"Letters added to the edition {edition.slug}: {len(done.added)}.")


@transaction.atomic
def office(programme: Programme, *, email: str, name: str, at: datetime) -> User:
    """Make the first person of the Office of `programme`; all others get their roles from the Office itself.

    The account is made unless there is one; its address counts as confirmed, because the operator vouches for it.

    Raises:
        CommandError: the Office has somebody already, or a new person has no name.
    """
    if queries.office_of(programme).exists():
        raise CommandError(
            "The Office of this programme has somebody already; they give roles on the page of its people."
        )
    address = email.strip().lower()
    user = User.objects.filter(email=address).first()
    if user is None:
        if not name.strip():
            raise CommandError(
                "Nobody has an account with this address. Say how the person is called: --name."
            )
        user = User.objects.create_user(address, name=name.strip())
    EmailAddress.objects.update_or_create(
        user=user, email=address, defaults={"verified": True, "primary": True}
    )
    membership = Membership.objects.create(
        programme=programme, user=user, role=Role.OFFICE, starts_on=timezone.localdate(at)
    )
    record("programmes.add_membership", membership, by=None, at=at, person=user.pk, role=Role.OFFICE)
    return user
