"""The life of a letter, from the deed that caused it to its sending."""

from django.db import models
from django.utils.translation import pgettext_lazy

from drogowskaz.common.lifecycle import Move


class State(models.TextChoices):
    HELD = "held", pgettext_lazy("letter", "waits for release")
    WAITING = "waiting", pgettext_lazy("letter", "to be sent")
    SENT = "sent", pgettext_lazy("letter", "sent")
    FAILED = "failed", pgettext_lazy("letter", "not delivered")
    CANCELLED = "cancelled", pgettext_lazy("letter", "cancelled")


RELEASE = Move("release", {State.HELD}, State.WAITING)
CANCEL = Move("cancel", {State.HELD}, State.CANCELLED)
SEND = Move("send", {State.WAITING}, State.SENT)
FAIL = Move("fail", {State.WAITING}, State.FAILED)
RETRY = Move("retry", {State.FAILED}, State.WAITING)

MOVES = (RELEASE, CANCEL, SEND, FAIL, RETRY)
