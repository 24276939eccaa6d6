"""Deeds about sessions: the Adviser arranges and records, the city confirms or contests, the Guardian settles."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from drogowskaz.common.refusal import refusing
from drogowskaz.common.verdict import require
from drogowskaz.participation.models import Participation
from drogowskaz.people.journal import record
from drogowskaz.people.models import User

from .. import ledger, lifecycle, mails, policies, queries
from ..models import AdvisoryRequest, AdvisorySession, Entry, EntryKind


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
    on = timezone.localdate(starts_at)
    promise = ledger.post(account, EntryKind.RESERVE, minutes=minutes, on=on, key=key, by=by, at=at)
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
    release(session, key=key or uuid4(), by=by, at=at)
    record("advisory.cancel_session", session, by=by, at=at, city=session.participation.city, reason=reason)
    mails.tell_cancelled(session, by=by, at=at)


@transaction.atomic
def release(session: AdvisorySession, *, key: UUID, by: User, at: datetime) -> Entry:
    """Free what the session has booked.

    Raises:
        AlreadyEntered: it is free, or used, already.
    """
    post = _entering(session, key=key, by=by, at=at)
    return post(EntryKind.RELEASE, minutes=session.promise.minutes, ref=session.promise)


def _entering(session: AdvisorySession, *, key: UUID, by: User, at: datetime) -> Callable[..., Entry]:
    on = timezone.localdate(session.starts_at)
    return partial(ledger.post, session.account, on=on, key=key, by=by, at=at)


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

    The Adviser gets a letter.

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
    mails.tell_confirmed(session, minutes=used.minutes, at=at)
    return used


def _use(session: AdvisorySession, minutes: int, *, key: UUID, by: User, at: datetime) -> Entry:
    """Two entries, one deed: advice that took less or more than promised needs no special case."""
    release(session, key=key, by=by, at=at)
    post = _entering(session, key=key, by=by, at=at)
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
        release(session, key=key, by=by, at=at)
    city = session.participation.city
    record("advisory.settle_session", session, by=by, at=at, city=city, minutes=minutes, reason=reason)
    mails.tell_settled(session, minutes=minutes, at=at)
    return used
