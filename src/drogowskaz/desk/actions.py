"""Deeds at the desk: letters of the Office, with the policy that needs to know programmes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from drogowskaz.common.verdict import require
from drogowskaz.mail import actions as mail
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import User

from . import policies


@transaction.atomic
def release(letters: Iterable[Letter], *, by: User, at: datetime) -> int:
    """Let held letters go, all or none; gives how many.

    Raises:
        PermissionDenied: one of them is not of a programme in whose Office `by` works, or is not held.
        TooLate: one of them has just been released or cancelled.
    """
    number = 0
    for letter in letters:
        require(policies.can_release(by, letter, at=at))
        mail.release(letter, by=by, at=at)
        number += 1
    return number


@transaction.atomic
def cancel(letter: Letter, *, by: User, at: datetime) -> None:
    """Take a held letter back; it is never sent.

    Raises:
        PermissionDenied: as for `release`.
        TooLate: it has just been released or cancelled.
    """
    require(policies.can_cancel(by, letter, at=at))
    mail.cancel(letter, by=by, at=at)


@transaction.atomic
def retry(letter: Letter, *, by: User, at: datetime) -> None:
    """Try once more to deliver a letter that was given up.

    Raises:
        PermissionDenied: as for `release`.
        TooLate: somebody else has just done so.
    """
    require(policies.can_retry(by, letter, at=at))
    mail.retry(letter, by=by, at=at)
