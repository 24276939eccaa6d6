"""The proof of the ledger: invented accounts in a scratch database, and the ways of emptying them at once."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import OperationalError, connection
from django.db.models import Sum

from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Edition, Path, Programme, Stage, Theme
from drogowskaz.registers.models import City, MunicipalityType
from drogowskaz.registers.voivodeships import Voivodeship

from . import ledger, triggers
from .models import Account, Entry, EntryKind

PIECE = 60  # minutes booked at a time
STAGES = ((1, 1200), (2, 1800))
BUSY = ("locked", "deadlock", "serialize", "timeout")
PATIENCE = 200
SIGN: dict[str, int] = {EntryKind.GRANT: 1, EntryKind.RESERVE: -1}


@dataclass
class Told:
    """What one process saw."""

    booked: int = 0
    denied: int = 0
    retries: int = 0
    waits: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)


def prepare(cities: int, *, guarded: bool, at: datetime) -> None:
    """Make so many invented cities, each with an open account per stage; without the guard the triggers go first."""
    if not guarded:
        triggers.remove(connection)
    today = at.date()
    by = User.objects.create_user("proof@example.org", name="Proof")
    programme = Programme.objects.create(slug="proof", name_pl="Proof")
    edition = Edition.objects.create(
        programme=programme,
        slug="proof",
        name_pl="Proof",
        starts_on=today,
        projects_end_on=today + timedelta(days=365),
        number_prefix="P",
        preset_sha256="0" * 64,
    )
    theme = Theme.objects.create(edition=edition, number=1, name_pl="Proof", colour="#000000")
    path = Path.objects.create(
        edition=edition, key="proof", position=1, name_pl="Proof", has_application=False
    )
    stages = [
        Stage.objects.create(
            edition=edition,
            number=number,
            name_pl=f"{number}",
            minutes=minutes,
            starts_on=today,
            ends_on=today,
        )
        for number, minutes in STAGES
    ]
    for number in range(cities):
        participation = Participation.objects.create(
            edition=edition,
            city=_city(number, today),
            path=path,
            theme=theme,
            qualified_at=at,
            qualified_by=by,
        )
        for stage in stages:
            account = Account.objects.create(
                participation=participation, stage=stage, grain=stage.grain, opened_at=at, opened_by=by
            )
            facts: dict[str, Any] = {"on": today, "key": uuid4(), "by": by, "at": at, "reason": "proof"}
            ledger.post(account, EntryKind.GRANT, minutes=stage.minutes, **facts)


def _city(number: int, today: date) -> City:
    return City.objects.create(
        teryt=f"99{number:05}",
        name=f"Proof {number}",
        slug=f"proof-{number}",
        municipality_type=MunicipalityType.URBAN,
        voivodeship=Voivodeship.values[0],
        source="proof",
        state_on=today,
        invented=True,
    )


def guarded(account: Account, by: User, at: datetime) -> None:
    """Insert; the database decides."""
    ledger.post(account, EntryKind.RESERVE, minutes=PIECE, on=at.date(), key=uuid4(), by=by, at=at)


def unguarded(account: Account, by: User, at: datetime) -> None:
    """Look first, then write, as code without the guard would: the mutant that must overspend."""
    granted = Entry.objects.filter(account=account, kind=EntryKind.GRANT).aggregate(all=Sum("minutes"))["all"]
    booked = Entry.objects.filter(account=account, kind=EntryKind.RESERVE).aggregate(
        all=Sum("minutes", default=0)
    )
    if booked["all"] + PIECE > granted:
        raise ledger.HoursExceeded
    time.sleep(0.002)  # keeps the window open, as a slow request would
    Entry.objects.create(
        account=account,
        kind=EntryKind.RESERVE,
        minutes=PIECE,
        happened_on=at.date(),
        key=uuid4(),
        by=by,
        at=at,
    )


GUARDS = {"ledger": guarded, "none": unguarded}


def drain(guard: str) -> Told:
    """Book piece after piece on every account until refused, and tell what happened."""
    told, book, by = Told(), GUARDS[guard], User.objects.get()
    for account in Account.objects.order_by("pk"):
        while _booked(book, account, by, told):
            pass
    return told


def _booked(book: Callable[[Account, User, datetime], None], account: Account, by: User, told: Told) -> bool:
    began = time.perf_counter()
    for _attempt in range(PATIENCE):
        try:
            book(account, by, datetime.now(UTC))
        except ledger.HoursExceeded:
            told.denied += 1
            return False
        except OperationalError as error:
            if not any(word in str(error) for word in BUSY):
                raise
            told.retries += 1
            time.sleep(0.01)
        else:
            told.booked += 1
            told.waits.append(time.perf_counter() - began)
            return True
    told.errors["gave up"] = told.errors.get("gave up", 0) + 1
    return False


def judge() -> dict[str, object]:
    """Count the accounts in which more was promised than granted, told by the entries alone, and verify the ledger."""
    accounts = [
        sum(entry.minutes * SIGN.get(entry.kind, 0) for entry in account.entries.all())
        for account in Account.objects.prefetch_related("entries")
    ]
    return {
        "accounts": len(accounts),
        "overspent": sum(left < 0 for left in accounts),
        "verify": ledger.verify(),
    }
