"""The life of an edition of the Plan, from compiling to the freeze."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import Move


class State(models.TextChoices):
    COMPILING = "compiling", _("being compiled")
    PROOF = "proof", _("proof")
    FROZEN = "frozen", _("frozen")
    FAILED = "failed", _("could not be compiled")
    DISCARDED = "discarded", _("discarded")


FINISH = Move("finish", {State.COMPILING}, State.PROOF)
FAIL = Move("fail", {State.COMPILING}, State.FAILED)
FREEZE = Move("freeze", {State.PROOF}, State.FROZEN)
DISCARD = Move("discard", {State.PROOF, State.FAILED}, State.DISCARDED)

MOVES = (FINISH, FAIL, FREEZE, DISCARD)
