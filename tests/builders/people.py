"""People of cities, reached by real deeds where there is one."""

from datetime import UTC, datetime
from itertools import count

from drogowskaz.people.models import Capacity, Representation, User
from drogowskaz.registers.models import City

from .registers import a_city

LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
serial = count(1)

__all__ = ["a_city", "a_person"]


def a_person(
    *,
    acting_for: City | None = None,
    capacity: str = Capacity.LOCAL_COORDINATOR,
    name: str = "",
    email: str = "",
    language: str = "pl",
) -> User:
    """A person with an account; `acting_for` gives a confirmed right to act for that city as `capacity`."""
    number = next(serial)
    user = User.objects.create(
        email=email or f"person{number}@example.org",
        name=name or f"Person {number}",
        language=language,
        password="!",
    )
    if acting_for:
        Representation.objects.create(
            user=user,
            city=acting_for,
            capacity=capacity,
            asked_at=LONG_AGO,
            asked_by=user,
            confirmed_at=LONG_AGO,
            confirmed_by=user,
        )
    return user
