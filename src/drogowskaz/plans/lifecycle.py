"""The life of an edition of the Plan, from compiling to the freeze."""

from django.db import models
from django.utils.translation import pgettext_lazy

from drogowskaz.common.lifecycle import Move


class State(models.TextChoices):
    COMPILING = "compiling", pgettext_lazy("plan", "being compiled")
    PROOF = "proof", pgettext_lazy("plan", "proof")
    FROZEN = "frozen", pgettext_lazy("plan", "frozen")
    FAILED = "failed", pgettext_lazy("plan", "could not be compiled")
    DISCARDED = "discarded", pgettext_lazy("plan", "discarded")


FINISH = Move("finish", {State.COMPILING}, State.PROOF)
FAIL = Move("fail", {State.COMPILING}, State.FAILED)
FREEZE = Move("freeze", {State.PROOF}, State.FROZEN)
DISCARD = Move("discard", {State.PROOF, State.FAILED}, State.DISCARDED)

MOVES = (FINISH, FAIL, FREEZE, DISCARD)
