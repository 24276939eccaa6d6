"""Programmes, their editions and calls, and who works in them; made from the real preset of the first programme."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from django.utils import timezone

from drogowskaz.people.models import User
from drogowskaz.programmes import actions, loading, presets
from drogowskaz.programmes.models import Call, Edition, Guardianship, Membership, Programme, Theme
from drogowskaz.programmes.roles import Role

from .people import a_person

PRESETS = Path(__file__).resolve().parents[2] / "presets"
NOW = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
serial = count(1)


def a_member(
    programme: Programme, role: str = Role.OFFICE, *, user: User | None = None, **facts: str
) -> User:
    """A person who works in `programme` as `role`."""
    user = user or a_person(**facts)
    Membership.objects.create(programme=programme, user=user, role=role, starts_on=date(2026, 1, 1))
    return user


def a_guardian(theme: Theme, *, user: User | None = None, **facts: str) -> User:
    """A person who looks after `theme`."""
    user = user or a_person(**facts)
    Guardianship.objects.create(theme=theme, user=user, starts_on=date(2026, 1, 1))
    return user


@cache
def a_preset(name: str = "pdm", today: date = NOW.date()) -> presets.Preset:
    """A preset of the repository, read once."""
    return presets.read(PRESETS / name, today=today)


def an_edition(
    *, preset: str = "pdm", running: bool = True, at: datetime = NOW, slug: str = "", programme_slug: str = ""
) -> Edition:
    """An edition of the real preset, around the day of `at`: 17 goals, paths open-call, expert and invited,
    stages of 1,200 and 1,800 minutes.

    Every call makes another programme, unless `programme_slug` names one. It runs, unless told otherwise.
    """
    number = next(serial)
    read = a_preset(preset, timezone.localdate(at))
    heading = replace(read.heading, programme_slug=programme_slug or f"programme-{number}")
    edition = loading.load(
        replace(read, heading=heading), at=at - 90 * DAY, slug=slug or f"edition-{number}"
    ).edition
    if running:
        actions.open_edition(edition, by=a_member(edition.programme, Role.OFFICE), at=at - 60 * DAY)
    return edition


def a_call(
    edition: Edition | None = None,
    *,
    at: datetime = NOW,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
) -> Call:
    """A call that opened ten days before `at` and closes twenty days after, unless told otherwise."""
    edition = edition or an_edition(at=at)
    closes_at = closes_at or at + 20 * DAY
    return actions.announce_call(
        edition,
        opens_at=opens_at or at - 10 * DAY,
        closes_at=closes_at,
        results_on=timezone.localdate(closes_at + 30 * DAY),
        by=a_member(edition.programme, Role.OFFICE),
        at=min(opens_at or at - 10 * DAY, at - 10 * DAY) - 5 * DAY,
    )
