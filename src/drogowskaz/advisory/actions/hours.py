"""Deeds about the hours of a city: open a stage, add time, take used time back, close."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.refusal import refusing
from drogowskaz.common.verdict import require
from drogowskaz.participation import actions as participations
from drogowskaz.participation.models import Participation
from drogowskaz.people.journal import record
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Stage

from .. import ledger, mails, policies
from ..models import Account, Entry, EntryKind


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
        close(earlier, reason=_("Stage %(stage)s opened") % {"stage": stage.number}, key=key, by=by, at=at)
    with refusing(ledger.OPENED_ONCE):
        account = Account.objects.create(
            participation=participation, stage=stage, grain=stage.grain, opened_at=at, opened_by=by
        )
    if stage.minutes:
        reason = _("Opening of stage %(stage)s") % {"stage": stage.number}
        facts = _facts(at, key=key, by=by, reason=reason)
        ledger.post(account, EntryKind.GRANT, minutes=stage.minutes, **facts)
        account.refresh_from_db()
    participations.enter_stage(participation, stage, by=by, at=at)
    record("advisory.open_stage", account, by=by, at=at, city=participation.city, minutes=stage.minutes)
    mails.tell_opened(account, at=at)
    return account


def _facts(at: datetime, **facts: Any) -> dict[str, Any]:
    return {"on": timezone.localdate(at), "at": at, **facts}


@transaction.atomic
def close(account: Account, *, reason: str, key: UUID, by: User, at: datetime) -> None:
    """Close an account for good; what is left in it expires by an entry with the reason.

    Raises:
        Refusal: as `ledger.post` says.
    """
    if account.left:
        facts = _facts(at, key=key, by=by, reason=reason)
        ledger.post(account, EntryKind.EXPIRE, minutes=account.left, **facts)
    Account.objects.filter(pk=account.pk).update(closed_at=at, closed_by=by)


@transaction.atomic
def grant_more(account: Account, *, minutes: int, reason: str, by: User, at: datetime, key: UUID) -> Entry:
    """Add minutes to an open account, with the reason that everybody reads in the ledger; the city gets a letter.

    Raises:
        PermissionDenied: `by` is not of the Office, or the account is closed.
        Refusal: as `ledger.post` says.
    """
    require(policies.can_grant_more(by, account, at=at))
    facts = _facts(at, key=key, by=by, reason=reason)
    entry = ledger.post(account, EntryKind.GRANT, minutes=minutes, **facts)
    city = account.participation.city
    record("advisory.grant_more", entry, by=by, at=at, city=city, minutes=minutes, reason=reason)
    account.refresh_from_db()
    mails.tell_granted(account, minutes=minutes, reason=reason, at=at)
    return entry


@transaction.atomic
def reverse_use(entry: Entry, *, reason: str, by: User, at: datetime, key: UUID) -> Entry:
    """Undo used time entered by mistake: whole, once, with a reason; the minutes are free again and both sides know.

    Raises:
        PermissionDenied: `by` is not of the Office, or the entry is no used time.
        AlreadyEntered: it has been reversed.
    """
    ledger.refuse_repetition(key, EntryKind.REVERSE)
    require(policies.can_reverse(by, entry, at=at))
    facts = _facts(at, key=key, by=by, reason=reason)
    reversed_by = ledger.post(entry.account, EntryKind.REVERSE, minutes=entry.minutes, ref=entry, **facts)
    city = entry.account.participation.city
    record("advisory.reverse_use", reversed_by, by=by, at=at, city=city, minutes=entry.minutes, reason=reason)
    mails.tell_reversed(entry, reason=reason, at=at)
    return reversed_by
