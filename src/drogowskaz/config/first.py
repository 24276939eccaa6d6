"""What an empty installation is filled with: a programme, and in demo mode its invented cities and the archive."""

import io
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

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
