"""Every way round the ledger that we could think of: attacks are refused by the database, legal steps accepted."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, ProtectedError

from drogowskaz.advisory import ledger, triggers
from drogowskaz.advisory.models import Account, AdvisorySession, Entry, EntryKind
from drogowskaz.common.refusal import Refusal
from tests.advisory.ledger_rows import DAY, NOON, NOW, Rows, figures

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def rows():
    rows = Rows()
    rows.resolved = rows.promise(120)
    rows.used = rows.confirm(rows.resolved, 90)
    rows.noon = rows.session(NOON, NOON + 2 * HOUR)
    return rows


def sql(text):
    def attempt(rows):
        with connection.cursor() as cursor:
            cursor.execute(text.format(rows=rows))

    return attempt


def insert(**more):
    def attempt(rows):
        row = {
            "account_id": rows.one.pk, "kind": "'reserve'", "minutes": 60, "key": f"'{uuid4().hex}'",
            "happened_on": "'2026-11-23'", "by_id": rows.adviser.pk, "reason": "'why'",
            "at": "'2026-11-23 10:00:00+00:00'",
        } | more  # fmt: skip
        values = ", ".join(str(value) for value in row.values())
        sql(f"INSERT INTO advisory_entry({', '.join(row)}) VALUES({values})")(rows)

    return attempt


def new(rows, **more):
    facts = {
        "account": rows.one,
        "kind": "reserve",
        "minutes": 60,
        "key": uuid4(),
        "by": rows.adviser,
        "at": NOW,
    }
    return Entry(**facts | {"happened_on": DAY} | more)


def stale_save(rows):
    Account(**{field.attname: getattr(rows.one, field.attname) for field in Account._meta.fields}).save()


def upsert(rows):
    Entry.objects.bulk_create(
        [new(rows, id=rows.spare.pk, minutes=15)],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["minutes"],
    )


def born_with_hours(rows):
    account = Account.objects.get(pk=rows.one.pk)
    account.pk, account.stage = None, rows.second.stage
    account.participation = rows.other.participation
    account.save()


ATTACKS = {
    "UPDATE of an entry": sql("UPDATE advisory_entry SET minutes = 15"),
    "UPDATE of a reason": sql("UPDATE advisory_entry SET reason = 'x'"),
    "UPDATE of a day": sql("UPDATE advisory_entry SET happened_on = '2020-01-01'"),
    "UPDATE of the numbers": sql("UPDATE advisory_entry SET seq = seq + 100"),
    "UPDATE through the ORM": lambda rows: Entry.objects.update(minutes=15),
    "DELETE of entries": sql("DELETE FROM advisory_entry"),
    "delete through the ORM": lambda rows: Entry.objects.filter(pk=rows.used.pk).delete(),
    "figures by hand: everything freed": sql("UPDATE advisory_account SET reserved = 0, used = 0"),
    "figures by hand: a gift": sql("UPDATE advisory_account SET granted = 99990"),
    "figures by F()": lambda rows: Account.objects.update(used=F("used") - 15),
    "save() of a stale account": stale_save,
    "account renamed": sql("UPDATE advisory_account SET grain = 1"),
    "account given to another city": sql(
        "UPDATE advisory_account SET participation_id = {rows.other.participation_id} WHERE id = {rows.second.pk}"
    ),
    "DELETE of accounts": sql("DELETE FROM advisory_account"),
    "account deleted through the ORM": lambda rows: rows.second.delete(),
    "account born with hours": born_with_hours,
    "overdraft by raw INSERT": insert(minutes=99990),
    "negative minutes": insert(minutes=-60),
    "no minutes": insert(minutes=0),
    "outside the grain": insert(minutes=7),
    "half a minute": insert(minutes=12.5),
    "unknown kind": insert(kind="'gift'"),
    "own number": insert(seq=77),
    "account that does not exist": insert(account_id=999_999),
    "bulk_create over the limit": lambda rows: Entry.objects.bulk_create(
        [new(rows, minutes=600) for _ in range(3)]
    ),
    "upsert over an entry": upsert,
    "stage not opened": lambda rows: (
        Account.objects.filter(pk=rows.second.pk).update(opened_at=None, opened_by=None),
        rows.promise(15, rows.second),
    ),
    "use of what nobody promised": lambda rows: rows.post(EntryKind.USE, 60, by=rows.city),
    "use confirmed by the one who promised": lambda rows: rows.confirm(rows.spare, 60, by=rows.adviser),
    "use of more than is left": lambda rows: rows.confirm(rows.spare, 1200),
    "promise released twice": lambda rows: rows.post(EntryKind.RELEASE, 120, ref=rows.resolved),
    "promise confirmed twice": lambda rows: rows.confirm(rows.resolved, 90),
    "release of another amount": lambda rows: rows.post(EntryKind.RELEASE, 45, ref=rows.spare),
    "release from another city": lambda rows: rows.post(EntryKind.RELEASE, 60, rows.other, ref=rows.spare),
    "release of nothing": lambda rows: rows.post(EntryKind.RELEASE, 60),
    "reversal for another city": lambda rows: rows.post(EntryKind.REVERSE, 90, rows.other, ref=rows.used),
    "reversal of another amount": lambda rows: rows.post(EntryKind.REVERSE, 60, ref=rows.used),
    "reversal of a promise": lambda rows: rows.post(EntryKind.REVERSE, 60, ref=rows.spare),
    "double reversal": lambda rows: [rows.post(EntryKind.REVERSE, 90, ref=rows.used) for _ in range(2)],
    "promise that undoes something": lambda rows: rows.post(EntryKind.RESERVE, 60, ref=rows.spare),
    "grant without a reason": lambda rows: rows.post(EntryKind.GRANT, 60, reason=""),
    "expiry of time already promised": lambda rows: rows.post(EntryKind.EXPIRE, 1200),
    "transfer in from nowhere": lambda rows: rows.post(EntryKind.TRANSFER_IN, 60),
    "transfer to the same account": lambda rows: rows.post(
        EntryKind.TRANSFER_IN, 60, ref=rows.post(EntryKind.TRANSFER_OUT, 60)
    ),
    "transfer carried over twice": lambda rows: [
        rows.post(EntryKind.TRANSFER_IN, 60, rows.second, ref=out)
        for out in [rows.post(EntryKind.TRANSFER_OUT, 60)] * 2
    ],
    "adviser in two places": lambda rows: rows.session(NOON + HOUR, NOON + 3 * HOUR),
    "adviser moved into two places": lambda rows: AdvisorySession.objects.filter(
        pk=rows.session(NOON + 3 * HOUR, NOON + 4 * HOUR).pk
    ).update(starts_at=NOON + HOUR),
    "cancelled session brought back": lambda rows: [
        AdvisorySession.objects.filter(pk=rows.noon.pk).update(state="cancelled"),
        rows.session(NOON, NOON + HOUR),
        AdvisorySession.objects.filter(pk=rows.noon.pk).update(state="arranged"),
    ],
    "session that ends before it starts": lambda rows: rows.session(NOON - HOUR, NOON - 2 * HOUR),
}
ONLY = {
    "sqlite": {
        "REPLACE of an entry": sql(
            "REPLACE INTO advisory_entry(id, account_id, kind, minutes, key, by_id, reason, at, happened_on)"
            " VALUES({rows.spare.pk}, {rows.one.pk}, 'reserve', 15, 'x', {rows.adviser.pk}, '', '', '2026-11-23')"
        ),
        "REPLACE of an account": sql(
            "REPLACE INTO advisory_account(id, participation_id, stage_id, grain, granted, reserved, used)"
            " VALUES({rows.one.pk}, {rows.one.participation_id}, {rows.one.stage_id}, 15, 0, 0, 0)"
        ),
        "REPLACE of an account by its city": sql(
            "REPLACE INTO advisory_account(participation_id, stage_id, grain, granted, reserved, used)"
            " VALUES({rows.one.participation_id}, {rows.one.stage_id}, 15, 0, 0, 0)"
        ),
        "text as minutes": insert(minutes="'1e3x'"),
    },
    "postgresql": {
        "TRUNCATE of entries": sql("TRUNCATE advisory_entry CASCADE"),
        "TRUNCATE of accounts": sql("TRUNCATE advisory_account CASCADE"),
        "NaN as minutes": insert(minutes="'NaN'"),
    },
}
LEGAL = {
    "confirmed for more than was promised": lambda rows: rows.confirm(rows.spare, 75),
    "confirmed for less": lambda rows: rows.confirm(rows.spare, 15),
    "reversal by the Office": lambda rows: rows.post(EntryKind.REVERSE, 90, ref=rows.used, by=rows.office),
    "session after the first": lambda rows: rows.session(NOON + 2 * HOUR, NOON + 3 * HOUR),
    "session of another adviser": lambda rows: rows.session(NOON, NOON + HOUR, adviser=rows.office),
    "session in the place of a cancelled one": lambda rows: [
        AdvisorySession.objects.filter(pk=rows.noon.pk).update(state="cancelled"),
        rows.session(NOON, NOON + HOUR),
    ],
    "bulk_create inside the limit": lambda rows: Entry.objects.bulk_create([new(rows), new(rows)]),
    "grant of more": lambda rows: rows.post(EntryKind.GRANT, 60, by=rows.office),
    "save() of a fresh account": lambda rows: Account.objects.get(pk=rows.one.pk).save(),
}
REFUSED = (DatabaseError, Refusal, ProtectedError)


def facts():
    return (
        list(Entry.objects.order_by("pk").values_list()),
        list(Account.objects.order_by("pk").values_list()),
        list(AdvisorySession.objects.order_by("pk").values_list()),
    )


@pytest.mark.parametrize("name", [*ATTACKS, *ONLY["sqlite"], *ONLY["postgresql"]])
def test_an_attack_is_refused_and_changes_nothing(rows, name):
    attack = (ATTACKS | ONLY[connection.vendor]).get(name)
    if attack is None:
        pytest.skip(f"says nothing on {connection.vendor}")
    before = facts()

    with pytest.raises(REFUSED), transaction.atomic():
        attack(rows)

    assert facts() == before
    assert not any(ledger.verify().values())


@pytest.mark.parametrize("name", LEGAL)
def test_a_legal_step_is_accepted(rows, name):
    LEGAL[name](rows)

    assert not any(ledger.verify().values())


def test_an_ignored_conflict_moves_no_figure(rows):
    before = figures(rows.one)

    try:
        with transaction.atomic():
            Entry.objects.bulk_create([new(rows, key=rows.spare.key)], ignore_conflicts=True)
    except DatabaseError:
        pass

    assert figures(rows.one) == before


def test_the_attacks_succeed_once_the_triggers_are_gone(rows):
    """The list is worth something only if the triggers are what refuses."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    triggers.remove(connection)
    through = set()
    for name, attack in ATTACKS.items():
        try:
            with transaction.atomic():
                attack(rows)
                through.add(name)
                transaction.set_rollback(True)
        except REFUSED:
            pass

    assert {
        "UPDATE of an entry",
        "figures by hand: a gift",
        "save() of a stale account",
        "overdraft by raw INSERT",
        "outside the grain",
        "use of what nobody promised",
        "use confirmed by the one who promised",
        "release from another city",
        "adviser in two places",
        "stage not opened",
    } - through == set()


def test_a_lost_trigger_is_noticed():
    assert triggers.missing(connection) == set()

    triggers.remove(connection)

    assert triggers.missing(connection) == triggers.TRIGGERS
