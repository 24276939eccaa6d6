"""The life of a request for advice and of an advisory session."""

from django.db import models
from django.utils.translation import pgettext_lazy

from drogowskaz.common.lifecycle import Move


class RequestState(models.TextChoices):
    REQUESTED = "requested", pgettext_lazy("request", "requested")
    ACCEPTED = "accepted", pgettext_lazy("request", "accepted")
    DECLINED = "declined", pgettext_lazy("request", "declined")
    CLOSED = "closed", pgettext_lazy("request", "closed")
    CANCELLED = "cancelled", pgettext_lazy("request", "cancelled")


ACCEPT = Move("accept", {RequestState.REQUESTED}, RequestState.ACCEPTED)
DECLINE = Move("decline", {RequestState.REQUESTED}, RequestState.DECLINED)
CANCEL_REQUEST = Move("cancel", {RequestState.REQUESTED, RequestState.ACCEPTED}, RequestState.CANCELLED)
CLOSE = Move("close", {RequestState.ACCEPTED}, RequestState.CLOSED)

REQUEST_MOVES = (ACCEPT, DECLINE, CANCEL_REQUEST, CLOSE)


class SessionState(models.TextChoices):
    ARRANGED = "arranged", pgettext_lazy("session", "arranged")
    TO_CONFIRM = "to_confirm", pgettext_lazy("session", "to be confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("session", "confirmed")
    CONTESTED = "contested", pgettext_lazy("session", "contested")
    CANCELLED = "cancelled", pgettext_lazy("session", "cancelled")


RECORD = Move("record", {SessionState.ARRANGED}, SessionState.TO_CONFIRM)
CONFIRM = Move("confirm", {SessionState.TO_CONFIRM}, SessionState.CONFIRMED)
CONTEST = Move("contest", {SessionState.TO_CONFIRM}, SessionState.CONTESTED)
SETTLE = Move("settle", {SessionState.TO_CONFIRM, SessionState.CONTESTED}, SessionState.CONFIRMED)
SETTLE_AS_NONE = Move(
    "settle_as_none", {SessionState.TO_CONFIRM, SessionState.CONTESTED}, SessionState.CANCELLED
)
CANCEL = Move("cancel", {SessionState.ARRANGED}, SessionState.CANCELLED)

SESSION_MOVES = (RECORD, CONFIRM, CONTEST, SETTLE, SETTLE_AS_NONE, CANCEL)
MOVES = REQUEST_MOVES + SESSION_MOVES
