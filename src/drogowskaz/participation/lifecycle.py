"""The life of a city in an edition, and of the naming of its Local Coordinator."""

from django.db import models
from django.utils.translation import pgettext_lazy

from drogowskaz.common.lifecycle import Move


class State(models.TextChoices):
    QUALIFIED = "qualified", pgettext_lazy("city", "qualified")
    AGREED = "agreed", pgettext_lazy("city", "agreement signed")
    ADVISED = "advised", pgettext_lazy("city", "being advised")
    COMPLETED = "completed", pgettext_lazy("city", "programme completed")
    NOT_COMPLETED = "not_completed", pgettext_lazy("city", "not completed")
    WITHDRAWN = "withdrawn", pgettext_lazy("city", "withdrawn")


AGREE = Move("agree", {State.QUALIFIED}, State.AGREED)
ADVISE = Move("advise", {State.AGREED, State.ADVISED}, State.ADVISED)
COMPLETE = Move("complete", {State.ADVISED}, State.COMPLETED)
GIVE_UP = Move("give_up", {State.ADVISED}, State.NOT_COMPLETED)
REOPEN = Move("reopen", {State.COMPLETED, State.NOT_COMPLETED}, State.ADVISED)
WITHDRAW = Move("withdraw", {State.QUALIFIED, State.AGREED, State.ADVISED}, State.WITHDRAWN)

MOVES = (AGREE, ADVISE, COMPLETE, GIVE_UP, REOPEN, WITHDRAW)


class NamingState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("coordinator", "proposed by the city")
    IN_OFFICE = "in_office", pgettext_lazy("coordinator", "in office")
    REFUSED = "refused", pgettext_lazy("coordinator", "refused")
    ENDED = "ended", pgettext_lazy("coordinator", "ended")


CONFIRM = Move("confirm", {NamingState.PROPOSED}, NamingState.IN_OFFICE)
REFUSE = Move("refuse", {NamingState.PROPOSED}, NamingState.REFUSED)
END = Move("end", {NamingState.IN_OFFICE}, NamingState.ENDED)

NAMING_MOVES = (CONFIRM, REFUSE, END)
