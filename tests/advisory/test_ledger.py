"""What the ledger keeps: figures, numbers, keys, and the sentences of its refusals."""

from uuid import uuid4

import pytest
from django.db import connection

from drogowskaz.advisory import ledger, triggers
from drogowskaz.advisory.models import Account, Entry, EntryKind
from drogowskaz.common.refusal import Refusal
from tests.advisory.ledger_rows import DAY, NOW, Rows, figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    return Rows()


def test_each_kind_moves_its_figure(rows):
    used = rows.confirm(rows.promise(120), 90)

    assert figures(rows.one) == (1200, 60, 90)
    rows.post(EntryKind.REVERSE, 90, ref=used, by=rows.office)
    assert figures(rows.one) == (1200, 60, 0)
    rows.post(EntryKind.EXPIRE, 1140)
    assert figures(rows.one) == (60, 60, 0)


def test_minutes_move_between_the_stages_of_a_city(rows):
    out = rows.post(EntryKind.TRANSFER_OUT, 60)
    rows.post(EntryKind.TRANSFER_IN, 60, rows.second, ref=out)

    assert (figures(rows.one), figures(rows.second)) == ((1140, 60, 0), (1860, 0, 0))
    assert not any(ledger.verify().values())


def test_entries_are_numbered_without_gaps_by_the_database(rows):
    rows.confirm(rows.promise(120), 90)
    rows.promise(15, rows.other)

    assert list(Entry.objects.filter(account=rows.one).order_by("seq").values_list("seq", "kind")) == [
        (1, "grant"),
        (2, "reserve"),
        (3, "reserve"),
        (4, "release"),
        (5, "use"),
    ]
    assert list(Entry.objects.filter(account=rows.other).order_by("seq").values_list("seq", flat=True)) == [
        1,
        2,
    ]


def test_a_refused_entry_leaves_no_gap(rows):
    with pytest.raises(ledger.HoursExceeded):
        rows.promise(6000)
    rows.promise(15)

    assert not any(ledger.verify().values())


def test_too_much_is_refused_with_what_is_left(rows):
    rows.promise(930)

    with pytest.raises(ledger.HoursExceeded) as refused:
        rows.promise(240)
    assert (
        str(refused.value)
        == "Zostało 3\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30\N{NO-BREAK SPACE}min w etapie 1."
    )


@pytest.mark.parametrize("minutes", [2**31, 2**63, 10**40])
def test_numbers_beyond_every_column_are_too_much(rows, minutes):
    with pytest.raises(ledger.HoursExceeded):
        rows.promise(minutes)


@pytest.mark.parametrize("minutes", [0, -15, 7, 1201])
def test_minutes_outside_the_grain_are_refused_with_the_grain(rows, minutes):
    with pytest.raises(ledger.NotInGrain) as refused:
        rows.promise(minutes)
    assert "15\N{NO-BREAK SPACE}min" in str(refused.value)


def test_a_second_click_enters_nothing(rows):
    key = uuid4()
    first = rows.promise(60, key=key)

    with pytest.raises(ledger.AlreadyEntered) as refused:
        rows.promise(60, key=key)
    assert refused.value.entry == first
    assert figures(rows.one) == (1200, 120, 0)


def test_the_key_of_another_deed_is_refused_as_such(rows):
    key = uuid4()
    rows.promise(60, key=key)

    with pytest.raises(ledger.KeyReused):
        rows.promise(15, key=key)
    with pytest.raises(ledger.KeyReused):
        rows.promise(60, rows.other, key=key)


def test_a_promise_is_released_once(rows):
    rows.post(EntryKind.RELEASE, 60, ref=rows.spare)

    with pytest.raises(ledger.AlreadyEntered):
        rows.post(EntryKind.RELEASE, 60, ref=rows.spare)


def test_used_time_is_reversed_once(rows):
    used = rows.confirm(rows.spare, 60)
    rows.post(EntryKind.REVERSE, 60, ref=used)

    with pytest.raises(ledger.AlreadyEntered):
        rows.post(EntryKind.REVERSE, 60, ref=used)


def test_who_promised_does_not_confirm(rows):
    with pytest.raises(ledger.WrongPair):
        rows.confirm(rows.spare, 60, by=rows.adviser)


def test_a_stage_that_is_not_open_takes_no_time(rows):
    Account.objects.filter(pk=rows.one.pk).update(closed_at=NOW, closed_by=rows.office)
    Account.objects.filter(pk=rows.second.pk).update(opened_at=None, opened_by=None)

    for account in (rows.one, rows.second):
        with pytest.raises(ledger.AccountClosed):
            rows.promise(15, account)


def test_what_was_promised_before_closing_can_be_released(rows):
    Account.objects.filter(pk=rows.one.pk).update(closed_at=NOW, closed_by=rows.office)

    rows.post(EntryKind.RELEASE, 60, ref=rows.spare)

    assert figures(rows.one) == (1200, 0, 0)


@pytest.mark.parametrize("refusal", Refusal.__subclasses__())
def test_every_refusal_says_something(refusal):
    if refusal.__module__ == ledger.__name__:
        assert str(refusal())


def test_the_heads_show_a_change_made_behind_the_triggers(rows):
    before = ledger.heads()
    assert before == ledger.heads()
    assert before[rows.one.pk][0] == 2

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        triggers.remove(connection)
        cursor.execute("UPDATE advisory_entry SET reason = 'another' WHERE kind = 'grant'")
        triggers.install(connection)

    after = ledger.heads()
    assert {account for account in after if after[account] != before[account]} == set(after)
    assert not any(ledger.verify().values())


def test_verify_counts_what_the_triggers_would_have_refused(rows):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        triggers.remove(connection)
        cursor.execute("UPDATE advisory_account SET used = 15 WHERE id = %s", [rows.other.pk])
        cursor.execute("UPDATE advisory_entry SET seq = 9 WHERE id = %s", [rows.spare.pk])
        Entry.objects.create(
            account=rows.other, kind="transfer_out", minutes=15, happened_on=DAY, key=uuid4(), reason="x", at=NOW,
            by=rows.office,
        )  # fmt: skip

    found = {name for name, count in ledger.verify().items() if count}
    assert found == {"triggers_missing", "figures_differ", "numbers_with_gaps", "transfers_lost"}
