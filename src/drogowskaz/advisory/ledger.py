"""The ledger of minutes: one way in (`post`), one witness (`verify`), heads that show a change made behind it."""

import hashlib
import json
from datetime import date, datetime
from uuid import UUID

from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drogowskaz.common.refusal import Refusal, broken
from drogowskaz.common.units import hours_and_minutes
from drogowskaz.people.models import User
from drogowskaz.programmes.queries import amount

from . import triggers
from .models import Account, Entry, EntryKind

MOST = 2**31 - 1  # the largest number either database keeps in the column


class HoursExceeded(Refusal):
    """More time than the account has; the sentence says how much is left."""

    message = gettext_lazy("This is more time than the city has left in this stage.")


class AccountClosed(Refusal):
    """The stage has not been opened for the city, or has been closed."""

    message = gettext_lazy("This stage is not open for the city, so no time can be booked in it.")


class AlreadyEntered(Refusal):
    """The very deed is in the ledger: a second click, or somebody was quicker. `entry` is the stored one, if any."""

    message = gettext_lazy("This has already been entered. Nothing has been entered twice.")

    def __init__(self, entry: Entry | None = None) -> None:
        super().__init__()
        self.entry = entry


class KeyReused(Refusal):
    """The key of the form has been used for something else."""

    message = gettext_lazy(
        "This form has already been used for something else. Open it again and repeat the entry."
    )


class NotInGrain(Refusal):
    """Not a whole multiple of the account's grain."""

    message = gettext_lazy("Advice is counted in whole multiples of the smallest unit of this stage.")


class WrongPair(Refusal):
    """The entry does not mirror the one it undoes, or one person would promise and confirm."""

    message = gettext_lazy("Advice is confirmed by another person than the one who promised it.")


class AlreadyOpened(Refusal):
    """Two people of the Office opened the stage at once."""

    message = gettext_lazy("This stage has just been opened for the city. Reload the page.")


class NotThereTwice(Refusal):
    """The adviser has another session at this time."""

    message = gettext_lazy("You have another session at this time. Choose another time.")


OPENED_ONCE = {"account_one_per_stage": AlreadyOpened}
APART = {"session_no_overlap": NotThereTwice}


def post(
    account: Account,
    kind: EntryKind,
    *,
    minutes: int,
    on: date,
    key: UUID,
    by: User,
    at: datetime,
    ref: Entry | None = None,
    reason: str = "",
) -> Entry:
    """Insert one entry; the database numbers it and adds it to the account, or refuses it.

    `key` is the same for all entries of one deed and for every repetition of that deed. Nothing is asked before the
    insert: an answer would be true only at the moment it is given. The number is not read back.

    Raises:
        HoursExceeded: less than `minutes` is left.
        AccountClosed: the stage is not open for the city.
        AlreadyEntered: this very deed has been entered, or `ref` has been undone before.
        KeyReused: `key` belongs to another deed.
        NotInGrain: `minutes` is zero, negative or no multiple of the account's grain.
        WrongPair: a use that the person who promised it would confirm.
    """
    if minutes > MOST:
        raise _exceeded(account)
    facts = {"account_id": account.pk, "minutes": minutes, "ref_id": ref.pk if ref else None, "by_id": by.pk}
    try:
        with transaction.atomic():
            return Entry.objects.create(kind=kind, key=key, happened_on=on, reason=reason, at=at, **facts)
    except DataError as error:
        raise _exceeded(account) from error
    except IntegrityError as error:
        refusal = _refusal(broken(error), account, kind, key, facts)
        if refusal is None:
            raise
        raise refusal from error


def _refusal(
    name: str, account: Account, kind: EntryKind, key: UUID, facts: dict[str, int | None]
) -> Refusal | None:
    if name == "entry_key_once":
        earlier = Entry.objects.filter(key=key, kind=kind).first()
        same = earlier and all(getattr(earlier, fact) == value for fact, value in facts.items())
        return AlreadyEntered(earlier) if same else KeyReused()
    if name == "account_within_grant":
        return _exceeded(account)
    if name == "entry_minutes_fit_the_grain":
        return _outside(account)
    plain: dict[str, Refusal] = {
        "account_is_open": AccountClosed(),
        "entry_ref_once": AlreadyEntered(),
        "entry_use_has_two_people": WrongPair(),
    }
    return plain.get(name)


def _exceeded(account: Account) -> HoursExceeded:
    now = Account.objects.select_related("stage__edition").get(pk=account.pk)
    return HoursExceeded(left_in(now))


def _outside(account: Account) -> NotInGrain:
    grain = hours_and_minutes(account.grain)
    return NotInGrain(_("Advice is counted in whole multiples of %(grain)s.") % {"grain": grain})


def left_in(account: Account, *, promised: int = 0) -> str:
    """The sentence of every refusal for want of time: how much is left, and in which stage."""
    return _("%(left)s left in stage %(stage)s.") % {
        "left": amount(account.stage.edition, account.left + promised),
        "stage": account.stage.number,
    }


def expect(account: Account, minutes: int, *, promised: int) -> None:
    """Say early what the database would refuse later: a hint to the person, never the guard.

    Raises:
        NotInGrain: `minutes` is zero, negative or no multiple of the grain.
        HoursExceeded: more than `promised` and what is left together.
    """
    if minutes <= 0 or minutes % account.grain:
        raise _outside(account)
    now = Account.objects.select_related("stage__edition").get(pk=account.pk)
    if minutes > promised + now.left:
        raise HoursExceeded(left_in(now, promised=promised))


def refuse_repetition(key: UUID, kind: EntryKind) -> None:
    """Tell a repeated click from a new deed before anything else is asked.

    Raises:
        AlreadyEntered: an entry of this kind carries `key`.
    """
    earlier = Entry.objects.filter(key=key, kind=kind).first()
    if earlier:
        raise AlreadyEntered(earlier)


def heads() -> dict[int, tuple[int, str]]:
    """For each account the number of its last entry and a hash over all of them, in their order.

    Kept elsewhere, the heads show a change made behind the triggers by somebody with the file or the owner's rights.
    """
    found: dict[int, tuple[int, str]] = {}
    rows = Entry.objects.order_by("account", "seq").values_list(
        "account", "seq", "kind", "minutes", "happened_on", "key", "ref", "by", "reason", "at"
    )
    for account, number, *fact in rows.iterator():
        before = found.get(account, (0, ""))[1]
        link = before + json.dumps([number, *fact], default=str, ensure_ascii=False)
        found[account] = (number or 0, hashlib.sha256(link.encode()).hexdigest())
    return found


CHECKS = {  # what is counted → how; every count must be 0
    "overdrawn": "SELECT COUNT(*) FROM advisory_account"
    " WHERE reserved < 0 OR used < 0 OR granted < 0 OR reserved + used > granted",
    "figures_differ": "SELECT COUNT(*) FROM advisory_account a JOIN"
    " (SELECT account_id, {sums} FROM advisory_entry GROUP BY account_id) s ON s.account_id = a.id"
    " WHERE a.granted <> s.granted OR a.reserved <> s.reserved OR a.used <> s.used",
    "figures_from_nothing": "SELECT COUNT(*) FROM advisory_account a WHERE (granted, reserved, used) <> (0, 0, 0)"
    " AND NOT EXISTS (SELECT 1 FROM advisory_entry e WHERE e.account_id = a.id)",
    "numbers_with_gaps": "SELECT COUNT(*) FROM (SELECT account_id FROM advisory_entry GROUP BY account_id"
    " HAVING COUNT(*) <> MAX(seq) OR COUNT(seq) <> COUNT(*)) t",
    "transfers_lost": "SELECT COUNT(*) FROM advisory_entry o WHERE o.kind = 'transfer_out'"
    " AND NOT EXISTS (SELECT 1 FROM advisory_entry i WHERE i.ref_id = o.id)",
    "used_by_one_person": "SELECT COUNT(*) FROM advisory_entry u WHERE u.kind = 'use' AND NOT EXISTS"
    " (SELECT 1 FROM advisory_entry r JOIN advisory_entry p ON p.id = r.ref_id"
    " WHERE r.key = u.key AND r.kind = 'release' AND r.account_id = u.account_id AND p.by_id <> u.by_id)",
    "sessions_overlap": "SELECT COUNT(*) FROM advisory_advisorysession a JOIN advisory_advisorysession b"
    " ON a.adviser_id = b.adviser_id AND a.id < b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at"
    " WHERE a.state <> 'cancelled' AND b.state <> 'cancelled'",
}


def verify() -> dict[str, int]:
    """Count what must not be, told by the entries alone; read-only, safe on a live database. Every count must be 0."""
    sums = ", ".join(f"COALESCE(SUM({triggers.added(figure)}), 0) AS {figure}" for figure in triggers.EFFECT)
    found = {"triggers_missing": len(triggers.missing(connection))}
    with connection.cursor() as cursor:
        for name, question in CHECKS.items():
            cursor.execute(question.format(sums=sums))
            found[name] = int(cursor.fetchone()[0])
    return found
