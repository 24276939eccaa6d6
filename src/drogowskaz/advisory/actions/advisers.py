"""The end of an Adviser's work with a city."""

from datetime import datetime

from django.db import transaction

from drogowskaz.common.verdict import require
from drogowskaz.participation import actions as participations
from drogowskaz.participation.models import Assignment
from drogowskaz.people.models import User

from .. import policies


@transaction.atomic
def end_adviser(assignment: Assignment, *, reason: str, by: User, at: datetime) -> None:
    """End an Adviser's work with the city; what was advised and counted stays, and both sides get a letter.

    Raises:
        PermissionDenied: `by` is neither the Guardian nor of the Office, or the adviser still has work with the city.
        TooLate: somebody has just ended it.
    """
    require(policies.can_end_adviser(by, assignment, at=at))
    participations.end_assignment(assignment, reason=reason, by=by, at=at)
