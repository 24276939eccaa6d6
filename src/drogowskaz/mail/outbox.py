"""The outbox: letters are stored with the deed that caused them and sent afterwards by a task."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings

from drogowskaz.people.models import User

from . import tasks
from .lifecycle import State
from .models import Letter


def post(
    about: str,
    *,
    subject: str,
    body: str,
    at: datetime,
    to: User | None = None,
    address: str = "",
    language: str = "",
    programme: str = "",
    hold: bool = False,
) -> Letter:
    """Store the letter `about` in the transaction of the deed that causes it, and order its sending.

    It goes to the person `to`, or to `address` where there is no account yet. With `hold` it waits until
    a person of the Office of `programme` (its slug) releases it from the outbox.
    """
    letter = Letter.objects.create(
        about=about,
        programme=programme,
        user=to,
        address=address or (to.email if to else ""),
        subject=subject,
        body=body,
        language=language or (to.language if to else "pl"),
        state=State.HELD if hold else State.WAITING,
        message_id=f"<{uuid4().hex}@{settings.ORIGIN.split('://')[1].split(':')[0]}>",
        stored_at=at,
        due_at=None if hold else at,
    )
    if not hold:
        tasks.send.enqueue(letter.pk)
    return letter
