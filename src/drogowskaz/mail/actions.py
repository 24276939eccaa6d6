"""Deeds with letters that wait: release, cancel, try again. Who may is decided by the desk, which knows the Offices."""

from datetime import datetime

from django.db import transaction

from drogowskaz.people.journal import record
from drogowskaz.people.models import User

from . import tasks
from .lifecycle import CANCEL, RELEASE, RETRY
from .models import Letter


@transaction.atomic
def release(letter: Letter, *, by: User, at: datetime) -> None:
    """Let a held letter go; a task sends it.

    Raises:
        TooLate: it has been released or cancelled already.
    """
    RELEASE.make(letter, released_at=at, released_by=by, due_at=at)
    record("letter.release", letter, by=by, at=at, about=letter.about, address=letter.address)
    tasks.send.enqueue(letter.pk)


@transaction.atomic
def cancel(letter: Letter, *, by: User, at: datetime) -> None:
    """Take a held letter back; it stays readable and is never sent.

    Raises:
        TooLate: it has been released or cancelled already.
    """
    CANCEL.make(letter)
    record("letter.cancel", letter, by=by, at=at, about=letter.about, address=letter.address)


@transaction.atomic
def retry(letter: Letter, *, by: User, at: datetime) -> None:
    """Try once more to deliver a letter that was given up.

    Raises:
        TooLate: somebody else has done so already.
    """
    RETRY.make(letter, tries=0, trouble="", due_at=at)
    record("letter.retry", letter, by=by, at=at, about=letter.about, address=letter.address)
    tasks.send.enqueue(letter.pk)
