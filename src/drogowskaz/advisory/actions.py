"""Deeds of advice: open a stage, ask, answer, arrange, record, confirm, contest, settle, correct."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.refusal import refusing
from drogowskaz.common.verdict import require
from drogowskaz.participation import actions as participations
from drogowskaz.participation.models import Assignment, Participation
from drogowskaz.people.journal import record
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Stage

from . import ledger, lifecycle, mails, policies, queries
from .lifecycle import SessionState
from .models import Account, AdvisoryRequest, AdvisorySession, Entry, EntryKind


def _facts(on: datetime, **facts: Any) -> dict[str, Any]:
    return {"on": timezone.localdate(on), **facts}


@transaction.atomic
def open_stage(
    participation: Participation, stage: Stage, *, by: User, at: datetime, key: UUID | None = None
) -> Account:
    """Open the city's account for `stage` with the minutes the edition grants; the city gets a letter.

    What is left in the stage before expires by an entry of its own and that account closes.

    Raises:
        PermissionDenied: no agreement, no coordinator, the stage does not follow, or time is booked in the one before.
        AlreadyOpened: somebody else has just opened it.
        TooLate: somebody else has just moved the city.
    """
    require(policies.can_open_stage(by, participation, stage, at=at))
    key = key or uuid4()
    for earlier in participation.accounts.filter(closed_at=None).order_by("pk"):
        _close(earlier, reason=_("Stage %(stage)s opened") % {"stage": stage.number}, key=key, by=by, at=at)
    with refusing(ledger.OPENED_ONCE):
        account = Account.objects.create(
            participation=participation, stage=stage, grain=stage.grain, opened_at=at, opened_by=by
        )
    if stage.minutes:
        reason = _("Opening of stage %(stage)s") % {"stage": stage.number}
        facts = _facts(at, key=key, by=by, at=at, reason=reason)
        ledger.post(account, EntryKind.GRANT, minutes=stage.minutes, **facts)
        account.refresh_from_db()
    participations.enter_stage(participation, stage, by=by, at=at)
    record("advisory.open_stage", account, by=by, at=at, city=participation.city, minutes=stage.minutes)
    mails.tell_opened(account, at=at)
    return account


def _close(account: Account, *, reason: str, key: UUID, by: User, at: datetime) -> None:
    if account.left:
        facts = _facts(at, key=key, by=by, at=at, reason=reason)
        ledger.post(account, EntryKind.EXPIRE, minutes=account.left, **facts)
    Account.objects.filter(pk=account.pk).update(closed_at=at, closed_by=by)


@transaction.atomic
def grant_more(account: Account, *, minutes: int, reason: str, by: User, at: datetime, key: UUID) -> Entry:
    """Add minutes to an open account, with the reason that everybody reads in the ledger.

    Raises:
        PermissionDenied: `by` is not of the Office, or the account is closed.
        Refusal: as `ledger.post` says.
    """
    require(policies.can_grant_more(by, account, at=at))
    facts = _facts(at, key=key, by=by, at=at, reason=reason)
    entry = ledger.post(account, EntryKind.GRANT, minutes=minutes, **facts)
    city = account.participation.city
    record("advisory.grant_more", entry, by=by, at=at, city=city, minutes=minutes, reason=reason)
    return entry


@transaction.atomic
def ask(
    participation: Participation,
    *,
    topic: str,
    purpose: str,
    by: User,
    at: datetime,
    preferred_dates: str = "",
) -> AdvisoryRequest:
    """Ask for advice on behalf of the city; the Guardian answers.

    Raises:
        PermissionDenied: `by` is not the coordinator, or no hours are open.
    """
    require(policies.can_ask(by, participation, at=at))
    request = AdvisoryRequest.objects.create(
        participation=participation,
        topic=topic,
        purpose=purpose,
        preferred_dates=preferred_dates,
        requested_at=at,
        requested_by=by,
    )
    record("advisory.ask", request, by=by, at=at, city=participation.city)
    mails.ask_the_guardian(request, at=at)
    return request


@transaction.atomic
def accept_request(
    request: AdvisoryRequest, *, adviser: User, by: User, at: datetime, answer: str = ""
) -> None:
    """Accept a request and name the Adviser, who from now on sees the city.

    Raises:
        PermissionDenied: `by` is neither the Guardian nor of the Office, or the person cannot advise this city.
        TooLate: somebody has just answered.
    """
    require(policies.can_answer(by, request, at=at))
    lifecycle.ACCEPT.make(request, answered_at=at, answered_by=by, answer=answer, adviser=adviser)
    participation = request.participation
    if not Assignment.objects.filter(participation=participation, adviser=adviser, ends_on=None).exists():
        participations.assign_adviser(participation, adviser, by=by, at=at)
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
    """Take a request back.

    Raises:
        PermissionDenied: `by` is not the coordinator, or a session has been arranged for it.
        TooLate: somebody has just moved it.
    """
    require(policies.can_cancel_request(by, request, at=at))
    lifecycle.CANCEL_REQUEST.make(request)
    record("advisory.cancel_request", request, by=by, at=at, city=request.participation.city)


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


@transaction.atomic
def arrange(
    participation: Participation,
    *,
    topic: str,
    form: str,
    starts_at: datetime,
    ends_at: datetime,
    minutes: int,
    by: User,
    at: datetime,
    key: UUID,
    place: str = "",
    request: AdvisoryRequest | None = None,
) -> AdvisorySession:
    """Arrange a session of `by`, the Adviser; `minutes` are booked from now on, and the city gets a letter.

    `key` comes with the form: the same form sent twice arranges once.

    Raises:
        PermissionDenied: `by` is not assigned to the city, or no hours are open.
        HoursExceeded: too little is left; the sentence says how much.
        NotThereTwice: `by` has another session at this time.
        Refusal: as `ledger.post` says.
    """
    require(policies.can_arrange(by, participation, at=at))
    account = queries.open_account(participation)
    if account is None:
        raise ledger.AccountClosed
    facts = _facts(starts_at, key=key, by=by, at=at)
    promise = ledger.post(account, EntryKind.RESERVE, minutes=minutes, **facts)
    with refusing(ledger.APART):
        session = AdvisorySession.objects.create(
            participation=participation,
            account=account,
            request=request,
            adviser=by,
            form=form,
            topic=topic,
            place=place,
            starts_at=starts_at,
            ends_at=ends_at,
            promise=promise,
            arranged_at=at,
            arranged_by=by,
        )
    record("advisory.arrange", session, by=by, at=at, city=participation.city, minutes=minutes)
    account.refresh_from_db()
    mails.tell_arranged(session, left=account.left, at=at)
    return session


@transaction.atomic
def cancel_session(
    session: AdvisorySession, *, reason: str, by: User, at: datetime, key: UUID | None = None
) -> None:
    """Cancel a session before it is recorded; its booked minutes are free again and the other side gets a letter.

    Raises:
        PermissionDenied: `by` is on neither side.
        TooLate: somebody has just moved it.
    """
    require(policies.can_cancel(by, session, at=at))
    lifecycle.CANCEL.make(session, settled_at=at, settled_by=by, settlement_reason=reason)
    _release(session, key=key or uuid4(), by=by, at=at)
    record("advisory.cancel_session", session, by=by, at=at, city=session.participation.city, reason=reason)
    mails.tell_cancelled(session, by=by, at=at)


def _release(session: AdvisorySession, *, key: UUID, by: User, at: datetime) -> None:
    promise = session.promise
    facts = _facts(session.starts_at, key=key, by=by, at=at)
    ledger.post(session.account, EntryKind.RELEASE, minutes=promise.minutes, ref=promise, **facts)


@transaction.atomic
def record_session(
    session: AdvisorySession,
    *,
    minutes: int,
    note: str,
    by: User,
    at: datetime,
    participants: int | None = None,
    internal_note: str = "",
) -> None:
    """Write down how long the session took and what was agreed; the city is asked to confirm.

    `internal_note` is never shown to the city.

    Raises:
        PermissionDenied: `by` is not its Adviser, or it has not begun.
        NotInGrain: `minutes` is zero, negative or no multiple of the grain.
        HoursExceeded: more than was booked and is left together.
        TooLate: somebody has just moved it.
    """
    require(policies.can_record(by, session, at=at))
    ledger.expect(session.account, minutes, promised=session.promise.minutes)
    lifecycle.RECORD.make(
        session,
        recorded_at=at,
        recorded_by=by,
        recorded_minutes=minutes,
        participants=participants,
        note=note,
        internal_note=internal_note,
    )
    record("advisory.record_session", session, by=by, at=at, city=session.participation.city, minutes=minutes)
    mails.ask_to_confirm(session, at=at)


@transaction.atomic
def confirm_session(session: AdvisorySession, *, by: User, at: datetime, key: UUID) -> Entry:
    """Confirm for the city the time the Adviser has recorded: the promise is released and the time used, or neither.

    Raises:
        AlreadyEntered: this very form has confirmed it before.
        PermissionDenied: `by` is not the coordinator, or is the Adviser.
        Refusal: as `ledger.post` says.
        TooLate: somebody has just moved it.
    """
    ledger.refuse_repetition(key, EntryKind.USE)
    require(policies.can_confirm(by, session, at=at))
    lifecycle.CONFIRM.make(session, settled_at=at, settled_by=by)
    used = _use(session, session.recorded_minutes or 0, key=key, by=by, at=at)
    city = session.participation.city
    record("advisory.confirm_session", session, by=by, at=at, city=city, minutes=used.minutes)
    return used


def _use(session: AdvisorySession, minutes: int, *, key: UUID, by: User, at: datetime) -> Entry:
    """Two entries, one deed: advice that took less or more than promised needs no special case."""
    _release(session, key=key, by=by, at=at)
    post = partial(
        ledger.post, session.account, on=timezone.localdate(session.starts_at), key=key, by=by, at=at
    )
    return post(EntryKind.USE, minutes=minutes)


@transaction.atomic
def contest_session(session: AdvisorySession, *, reason: str, by: User, at: datetime) -> None:
    """Say for the city that the record is not right; the Guardian settles.

    Raises:
        PermissionDenied: `by` is not the coordinator, or is the Adviser.
        TooLate: somebody has just moved it.
    """
    require(policies.can_contest(by, session, at=at))
    lifecycle.CONTEST.make(session, contest_reason=reason)
    record("advisory.contest_session", session, by=by, at=at, city=session.participation.city, reason=reason)
    mails.tell_contested(session, at=at)


@transaction.atomic
def settle_session(
    session: AdvisorySession, *, minutes: int, reason: str, by: User, at: datetime, key: UUID
) -> Entry | None:
    """Settle a contested or unconfirmed session: `minutes` count, or none (0); both sides read the reason.

    Raises:
        AlreadyEntered: this very form has settled it before.
        PermissionDenied: `by` is neither the Guardian nor of the Office, advised, or the city still has time.
        Refusal: as `ledger.post` says.
        TooLate: somebody has just moved it.
    """
    ledger.refuse_repetition(key, EntryKind.RELEASE)
    require(policies.can_settle(by, session, at=at))
    stamps = {"settled_at": at, "settled_by": by, "settlement_reason": reason}
    used = None
    if minutes:
        lifecycle.SETTLE.make(session, **stamps)
        used = _use(session, minutes, key=key, by=by, at=at)
    else:
        lifecycle.SETTLE_AS_NONE.make(session, **stamps)
        _release(session, key=key, by=by, at=at)
    city = session.participation.city
    record("advisory.settle_session", session, by=by, at=at, city=city, minutes=minutes, reason=reason)
    mails.tell_settled(session, minutes=minutes, at=at)
    return used


@transaction.atomic
def reverse_use(entry: Entry, *, reason: str, by: User, at: datetime, key: UUID) -> Entry:
    """Undo used time entered by mistake: whole, once, with a reason; the minutes are free again.

    Raises:
        PermissionDenied: `by` is not of the Office, or the entry is no used time.
        AlreadyEntered: it has been reversed.
    """
    ledger.refuse_repetition(key, EntryKind.REVERSE)
    require(policies.can_reverse(by, entry, at=at))
    facts = _facts(at, key=key, by=by, at=at, reason=reason)
    reversed_by = ledger.post(entry.account, EntryKind.REVERSE, minutes=entry.minutes, ref=entry, **facts)
    city = entry.account.participation.city
    record("advisory.reverse_use", reversed_by, by=by, at=at, city=city, minutes=entry.minutes, reason=reason)
    return reversed_by


@transaction.atomic
def withdraw(participation: Participation, *, reason: str, by: User, at: datetime) -> None:
    """Withdraw a city from the programme: arranged sessions are cancelled, what they booked is free, accounts close.

    Sessions already recorded stay, to be confirmed or settled; their accounts stay open until then.

    Raises:
        PermissionDenied: `by` is neither the mayor nor of the Office.
        TooLate: somebody has just ended it.
    """
    participations.withdraw(participation, reason=reason, by=by, at=at)
    arranged = participation.sessions.filter(state=SessionState.ARRANGED)
    for session in arranged.select_related("account", "promise", "adviser").order_by("pk"):
        lifecycle.CANCEL.make(session, settled_at=at, settled_by=by, settlement_reason=reason)
        _release(session, key=uuid4(), by=by, at=at)
        city = participation.city
        record("advisory.cancel_session", session, by=by, at=at, city=city, reason=reason)
        mails.tell_cancelled(session, by=by, at=at)
    for account in participation.accounts.filter(closed_at=None, reserved=0).order_by("pk"):
        _close(account, reason=_("The city has withdrawn"), key=uuid4(), by=by, at=at)
