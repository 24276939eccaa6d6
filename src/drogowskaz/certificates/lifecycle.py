"""The life of a certificate: proposed by one person, issued by another, perhaps revoked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import Move


class State(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    ISSUED = "issued", _("issued")
    REVOKED = "revoked", _("revoked")
    DROPPED = "dropped", _("proposal dropped")


ISSUE = Move("issue", {State.PROPOSED}, State.ISSUED)
DROP = Move("drop", {State.PROPOSED}, State.DROPPED)
REVOKE = Move("revoke", {State.ISSUED}, State.REVOKED)

MOVES = (ISSUE, DROP, REVOKE)
