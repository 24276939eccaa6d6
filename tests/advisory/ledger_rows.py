"""The bare rows a ledger stands on: two cities with open accounts, made without the rest of the product."""

from datetime import UTC, date, datetime
from uuid import uuid4

from drogowskaz.advisory import ledger, proof
from drogowskaz.advisory.models import Account, AdvisorySession, Entry, EntryKind, Form
from drogowskaz.people.models import User

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = date(2026, 11, 23)


class Rows:
    """Two cities; `one` and `other` are their accounts of stage 1 (20 h), `late` is a stage that is not opened."""

    def __init__(self) -> None:
        proof.prepare(2, guarded=True, at=NOW)
        self.one, self.second, self.other, _last = Account.objects.order_by("pk")
        self.office = User.objects.get()
        self.adviser = User.objects.create_user("adviser@example.org", name="Adviser")
        self.city = User.objects.create_user("city@example.org", name="City")
        self.spare = self.promise(60)

    def post(self, kind, minutes=60, account=None, **more):
        facts = {"on": DAY, "key": uuid4(), "by": self.adviser, "at": NOW, "reason": "why"} | more
        return ledger.post(account or self.one, kind, minutes=minutes, **facts)

    def promise(self, minutes=120, account=None, **more) -> Entry:
        return self.post(EntryKind.RESERVE, minutes, account, **more)

    def confirm(self, promise, minutes, *, by=None, key=None) -> Entry:
        facts = {"by": by or self.city, "key": key or uuid4()}
        self.post(EntryKind.RELEASE, promise.minutes, promise.account, ref=promise, **facts)
        return self.post(EntryKind.USE, minutes, promise.account, **facts)

    def session(self, starts_at, ends_at, **more) -> AdvisorySession:
        return AdvisorySession.objects.create(
            participation=self.one.participation,
            account=self.one,
            promise=self.promise(15),
            form=Form.ONLINE,
            topic="Courtyards",
            arranged_at=NOW,
            arranged_by=self.adviser,
            starts_at=starts_at,
            ends_at=ends_at,
            **{"adviser": self.adviser} | more,
        )


def figures(account):
    """Granted, reserved and used minutes as stored now."""
    return Account.objects.values_list("granted", "reserved", "used").get(pk=account.pk)
