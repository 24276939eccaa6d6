"""Sending letters: at least once to the outside, with a Message-ID that never changes."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django_tasks import task

from .lifecycle import FAIL, SEND, State
from .models import Letter

logger = logging.getLogger(__name__)
TRIES = 8


@task()
def send(letter_id: int) -> None:
    """Send one letter, once more later if the post office does not answer; after eight tries it is set aside.

    A letter that has been sent, cancelled or is held is left alone, so a repeated task does no harm.
    """
    letter = Letter.objects.get(pk=letter_id)
    if letter.state != State.WAITING:
        return
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
        tries = letter.tries + 1
        Letter.objects.filter(pk=letter.pk).update(
            tries=tries, trouble=f"{type(error).__name__}: {error}"[:300]
        )
        if tries >= TRIES:
            FAIL.make(letter)
            logger.error("letter %s was given up after %s tries", letter.pk, tries)
        else:
            send.using(run_after=timezone.now() + timedelta(minutes=4 ** (tries - 1))).enqueue(letter.pk)
        return
    SEND.make(letter, sent_at=timezone.now())
