"""Reminders: the city is asked once more after 7 days, after 14 the Guardian is told; silence never approves.

Source: decisions 14 and 26; a request that nobody answers is raised after five working days (domain, §6.5).
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from drogowskaz.common.lifecycle import Staged
from drogowskaz.participation.lifecycle import State

from . import mails
from .lifecycle import RequestState, SessionState
from .models import AdvisoryRequest, AdvisorySession
from .queries import ANSWER_WITHIN, CONFIRM_WITHIN, SETTLE_AFTER


def remind(*, at: datetime) -> int:
    """Post every reminder that is due at `at`, each once and for good, and give the number of letters.

    It may be called as often as one likes, by two processes at once too: whoever stamps the matter posts its letters,
    in one transaction. Where nobody could get a letter, nothing is stamped, and the next call looks again.
    """
    sessions = AdvisorySession.objects.filter(state=SessionState.TO_CONFIRM)
    requests = AdvisoryRequest.objects.filter(
        state=RequestState.REQUESTED, participation__state=State.ADVISED
    )
    return (
        _once(sessions.filter(recorded_at__lte=at - CONFIRM_WITHIN), "reminded_at", _remind_the_city, at)
        + _once(sessions.filter(recorded_at__lte=at - SETTLE_AFTER), "raised_at", mails.ask_to_settle, at)
        + _once(requests.filter(requested_at__lte=at - ANSWER_WITHIN), "raised_at", mails.tell_unanswered, at)
    )


def _remind_the_city(session: AdvisorySession, *, at: datetime) -> int:
    until = timezone.localdate((session.recorded_at or at) + SETTLE_AFTER)
    return mails.remind_to_confirm(session, until=until, at=at)


def _once(due: QuerySet[Any], stamp: str, tell: Callable[..., int], at: datetime) -> int:
    """Tell about each of `due` that does not carry `stamp` yet."""
    matters = list(due.filter(**{stamp: None}).order_by("pk"))
    return sum(_stamp_and_tell(matter, stamp, tell, at) for matter in matters)


@transaction.atomic
def _stamp_and_tell(matter: Staged, stamp: str, tell: Callable[..., int], at: datetime) -> int:
    """Both or neither; the UPDATE finds nothing where another process or a person has been quicker.

    It asks this one row and joins nothing: of a subquery PostgreSQL would believe what it was at the beginning.
    """
    row = type(matter)._base_manager.filter(pk=matter.pk, state=matter.state)
    if not row.filter(**{stamp: None}).update(**{stamp: at}):
        return 0
    letters = tell(matter, at=at)
    if not letters:
        row.update(**{stamp: None})
    return letters
