"""Deeds about requests for advice: the city asks, the Guardian answers, either side ends it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from drogowskaz.common.refusal import Refusal, broken
from drogowskaz.common.verdict import require
from drogowskaz.participation import actions as participations
from drogowskaz.participation import policies as participation_policies
from drogowskaz.participation.models import Assignment, Participation
from drogowskaz.people.journal import record
from drogowskaz.people.models import User

from .. import ledger, lifecycle, mails, policies
from ..models import AdvisoryRequest


class AlreadyAsked(Refusal):
    """The very request has been sent: a second click. `request` is the stored one."""

    message = ledger.AlreadyEntered.message

    def __init__(self, request: AdvisoryRequest) -> None:
        super().__init__()
        self.request = request


@transaction.atomic
def ask(
    participation: Participation,
    *,
    topic: str,
    purpose: str,
    by: User,
    at: datetime,
    preferred_dates: str = "",
    key: UUID | None = None,
) -> AdvisoryRequest:
    """Ask for advice on behalf of the city; the Guardian answers.

    `key` comes with the form: the same form sent twice asks once.

    Raises:
        AlreadyAsked: this very form has asked before.
        KeyReused: this form has asked for something else before.
        PermissionDenied: `by` is not the coordinator, or no hours are open.
    """
    facts = {"topic": topic, "purpose": purpose, "preferred_dates": preferred_dates, "requested_by": by}
    _refuse_repetition(participation, key, facts)
    require(policies.can_ask(by, participation, at=at))
    try:
        with transaction.atomic():
            request = AdvisoryRequest.objects.create(
                participation=participation, key=key, requested_at=at, **facts
            )
    except IntegrityError as error:
        if broken(error) == "advisoryrequest_key_once":
            _refuse_repetition(participation, key, facts)
        raise
    record("advisory.ask", request, by=by, at=at, city=participation.city)
    mails.ask_the_guardian(request, at=at)
    return request


def _refuse_repetition(participation: Participation, key: UUID | None, facts: dict[str, Any]) -> None:
    if key is None:
        return
    earlier = participation.requests.filter(key=key).first()
    if earlier is None:
        return
    if all(getattr(earlier, fact) == value for fact, value in facts.items()):
        raise AlreadyAsked(earlier)
    raise ledger.KeyReused


@transaction.atomic
def accept_request(
    request: AdvisoryRequest, *, adviser: User, by: User, at: datetime, answer: str = ""
) -> None:
    """Accept a request and name the Adviser, who from now on sees the city.

    Raises:
        PermissionDenied: `by` is neither the Guardian nor of the Office, or the person cannot advise this city.
        TooLate: somebody has just answered.
    """
    participation = request.participation
    require(policies.can_answer(by, request, at=at))
    require(participation_policies.is_adviser(adviser, participation))
    lifecycle.ACCEPT.make(request, answered_at=at, answered_by=by, answer=answer, adviser=adviser)
    if not Assignment.objects.filter(participation=participation, adviser=adviser, ends_on=None).exists():
        participations.assign_adviser(participation, adviser, by=by, at=at, tell=False)
    record("advisory.accept_request", request, by=by, at=at, city=participation.city, adviser=adviser.pk)
    mails.tell_accepted(request, at=at)


@transaction.atomic
def decline_request(request: AdvisoryRequest, *, answer: str, by: User, at: datetime) -> None:
    """Decline a request, with the words the city will read.

    Raises:
        PermissionDenied: `by` is neither the Guardian nor of the Office.
        TooLate: somebody has just answered.
    """
    require(policies.can_answer(by, request, at=at))
    lifecycle.DECLINE.make(request, answered_at=at, answered_by=by, answer=answer)
    record("advisory.decline_request", request, by=by, at=at, city=request.participation.city, answer=answer)
    mails.tell_declined(request, at=at)


@transaction.atomic
def cancel_request(request: AdvisoryRequest, *, by: User, at: datetime) -> None:
    """Take a request back; whoever was to answer it, or to advise, gets a letter.

    Raises:
        PermissionDenied: `by` is not the coordinator, or a session has been arranged for it.
        TooLate: somebody has just moved it.
    """
    require(policies.can_cancel_request(by, request, at=at))
    lifecycle.CANCEL_REQUEST.make(request)
    record("advisory.cancel_request", request, by=by, at=at, city=request.participation.city)
    mails.tell_request_cancelled(request, at=at)


@transaction.atomic
def close_request(request: AdvisoryRequest, *, by: User, at: datetime) -> None:
    """Say that a request has been dealt with; no more sessions are arranged for it.

    Raises:
        PermissionDenied: `by` does not work on it.
        TooLate: somebody has just moved it.
    """
    require(policies.can_close_request(by, request, at=at))
    lifecycle.CLOSE.make(request)
    record("advisory.close_request", request, by=by, at=at, city=request.participation.city)
