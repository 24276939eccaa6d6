"""The life of an application, from draft to decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import Move


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


SUBMIT = Move("submit", {State.DRAFT}, State.SUBMITTED)
WITHDRAW = Move("withdraw", {State.DRAFT, State.SUBMITTED}, State.WITHDRAWN)
ACCEPT = Move("accept", {State.SUBMITTED}, State.ACCEPTED)
REJECT = Move("reject", {State.SUBMITTED}, State.REJECTED)

MOVES = (SUBMIT, WITHDRAW, ACCEPT, REJECT)
