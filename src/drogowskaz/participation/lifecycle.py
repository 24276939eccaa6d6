"""The life of a city in an edition, and of the naming of its Local Coordinator."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import Move


class State(models.TextChoices):
    QUALIFIED = "qualified", _("qualified")
    AGREED = "agreed", _("agreement signed")
    ADVISED = "advised", _("being advised")
    COMPLETED = "completed", _("programme completed")
    NOT_COMPLETED = "not_completed", _("not completed")
    WITHDRAWN = "withdrawn", _("withdrawn")


AGREE = Move("agree", {State.QUALIFIED}, State.AGREED)
ADVISE = Move("advise", {State.AGREED, State.ADVISED}, State.ADVISED)
COMPLETE = Move("complete", {State.ADVISED}, State.COMPLETED)
GIVE_UP = Move("give_up", {State.ADVISED}, State.NOT_COMPLETED)
WITHDRAW = Move("withdraw", {State.QUALIFIED, State.AGREED, State.ADVISED}, State.WITHDRAWN)

MOVES = (AGREE, ADVISE, COMPLETE, GIVE_UP, WITHDRAW)


class NamingState(models.TextChoices):
    PROPOSED = "proposed", _("proposed by the city")
    IN_OFFICE = "in_office", _("in office")
    REFUSED = "refused", _("refused")
    ENDED = "ended", _("ended")


CONFIRM = Move("confirm", {NamingState.PROPOSED}, NamingState.IN_OFFICE)
REFUSE = Move("refuse", {NamingState.PROPOSED}, NamingState.REFUSED)
END = Move("end", {NamingState.IN_OFFICE}, NamingState.ENDED)

NAMING_MOVES = (CONFIRM, REFUSE, END)
