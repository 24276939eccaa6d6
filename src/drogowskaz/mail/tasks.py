"""Sending letters: at least once to the outside, with a Message-ID that never changes."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from .lifecycle import FAIL, SEND, State
from .models import Letter

logger = logging.getLogger(__name__)
TRIES = 8
PATIENCE = timedelta(minutes=10)  # how long a letter may be late before `sweep` believes its task is lost
SWEPT_AT_ONCE = 200


def wait(tries: int) -> timedelta:
    """How long after the try number `tries` the next one follows: 1 minute, 4, 16, … 68 hours."""
    return timedelta(minutes=4 ** (tries - 1))


@task()
def send(letter_id: int, tries: int = 0) -> None:
    """Send one letter, once more later if the post office does not answer; after eight tries it is set aside.

    `tries` is how many there have been before this one. Of two tasks for the same try only one sends, and a letter
    that has been sent, cancelled or is held is left alone, so a repeated task does no harm.
    """
    this, next_at = tries + 1, timezone.now() + wait(tries + 1)
    mine = Letter.objects.filter(pk=letter_id, state=State.WAITING, tries=tries)
    if not mine.update(tries=this, due_at=next_at):
        return
    letter = Letter.objects.get(pk=letter_id)
    message = EmailMessage(
        letter.subject,
        letter.body,
        from_email=f"{settings.INSTITUTION} <{settings.DEFAULT_FROM_EMAIL}>",
        to=[letter.address],
        headers={"Message-ID": letter.message_id, "Content-Language": letter.language},
    )
    try:
        message.send()
    except (OSError, SMTPException) as error:
        with transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(trouble=f"{type(error).__name__}: {error}"[:300])
            if this >= TRIES:
                give_up(letter)
            else:
                send.using(run_after=next_at).enqueue(letter.pk, this)
        return
    SEND.make(letter, sent_at=timezone.now())


def give_up(letter: Letter) -> None:
    """Set aside a letter that nobody takes; the Office sees it and can try again.

    Raises:
        TooLate: it has been sent or set aside meanwhile.
    """
    FAIL.make(letter)
    logger.error("letter %s was given up after %s tries", letter.pk, letter.tries)


def sweep(*, at: datetime) -> int:
    """Order once more the sending of letters that stayed behind, and give how many.

    A letter stays behind when the worker dies between two tries: it is to be sent, its time has long passed and
    nobody comes. Of two sweeps at once one orders; a task that was only slow finds the try taken and does nothing.
    """
    behind = Letter.objects.due(at - PATIENCE).order_by("due_at", "pk")[:SWEPT_AT_ONCE]
    return sum(order_again(letter, at=at) for letter in behind)


@transaction.atomic
def order_again(letter: Letter, *, at: datetime) -> bool:
    """Order the sending of a letter that stayed behind, or give it up; gives whether nobody else did so first."""
    seen = Letter.objects.filter(pk=letter.pk, state=State.WAITING, tries=letter.tries, due_at=letter.due_at)
    if not seen.update(due_at=at):
        return False
    if letter.tries >= TRIES:
        give_up(letter)
    else:
        send.enqueue(letter.pk, letter.tries)
    return True
