"""The end of a city's part before its time, and what it does to its advice."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from drogowskaz.participation import actions as participations
from drogowskaz.participation.models import Participation
from drogowskaz.people.journal import record
from drogowskaz.people.models import User

from .. import lifecycle, mails
from ..lifecycle import SessionState
from .hours import close
from .sessions import release


@transaction.atomic
def withdraw(participation: Participation, *, reason: str, by: User, at: datetime) -> None:
    """Withdraw a city from the programme: arranged sessions are cancelled, what they booked is free, accounts close.

    Requests that are open end with it. Sessions already recorded stay, to be confirmed or settled; their accounts
    stay open until then.

    Raises:
        PermissionDenied: `by` is neither the mayor nor of the Office.
        TooLate: somebody has just ended it.
    """
    participations.withdraw(participation, reason=reason, by=by, at=at)
    arranged = participation.sessions.filter(state=SessionState.ARRANGED)
    for session in arranged.select_related("account", "promise", "adviser").order_by("pk"):
        lifecycle.CANCEL.make(session, settled_at=at, settled_by=by, settlement_reason=reason)
        release(session, key=uuid4(), by=by, at=at)
        city = participation.city
        record("advisory.cancel_session", session, by=by, at=at, city=city, reason=reason)
        mails.tell_cancelled(session, by=by, at=at)
    pending = participation.requests.filter(state__in=lifecycle.CANCEL_REQUEST.sources)
    for request in pending.order_by("pk"):
        lifecycle.CANCEL_REQUEST.make(request)
        record("advisory.cancel_request", request, by=by, at=at, city=participation.city, reason=reason)
    for account in participation.accounts.filter(closed_at=None, reserved=0).order_by("pk"):
        close(account, reason=_("The city has withdrawn"), key=uuid4(), by=by, at=at)
