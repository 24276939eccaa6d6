"""The life of a certificate: proposed by one person, issued by another, perhaps revoked."""

from django.db import models
from django.utils.translation import pgettext_lazy

from drogowskaz.common.lifecycle import Move


class State(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("certificate", "proposed")
    ISSUED = "issued", pgettext_lazy("certificate", "issued")
    REVOKED = "revoked", pgettext_lazy("certificate", "revoked")
    DROPPED = "dropped", pgettext_lazy("certificate", "proposal dropped")


ISSUE = Move("issue", {State.PROPOSED}, State.ISSUED)
DROP = Move("drop", {State.PROPOSED}, State.DROPPED)
REVOKE = Move("revoke", {State.ISSUED}, State.REVOKED)

MOVES = (ISSUE, DROP, REVOKE)
