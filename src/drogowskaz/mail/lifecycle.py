"""The life of a letter, from the deed that caused it to its sending."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import Move


class State(models.TextChoices):
    HELD = "held", _("waits for release")
    WAITING = "waiting", _("to be sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not delivered")
    CANCELLED = "cancelled", _("cancelled")


RELEASE = Move("release", {State.HELD}, State.WAITING)
CANCEL = Move("cancel", {State.HELD}, State.CANCELLED)
SEND = Move("send", {State.WAITING}, State.SENT)
FAIL = Move("fail", {State.WAITING}, State.FAILED)
RETRY = Move("retry", {State.FAILED}, State.WAITING)

MOVES = (RELEASE, CANCEL, SEND, FAIL, RETRY)
