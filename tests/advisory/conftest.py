"""What tests of the pages of advice share: a city of this hour, because pages ask the clock."""

from datetime import datetime

import pytest
from django.utils import timezone

from drogowskaz.participation.models import Participation
from tests.builders.advisory import an_advised
from tests.once import fresh, once


def a_city_of_this_hour() -> tuple[Participation, datetime]:
    now = timezone.now()
    return an_advised(at=now), now


city_of_this_hour = once(a_city_of_this_hour)


@pytest.fixture
def now(city_of_this_hour) -> datetime:
    """The moment the city of the module was made for."""
    return city_of_this_hour[1]


@pytest.fixture
def participation(city_of_this_hour) -> Participation:
    """A city with the hours of its first stage open."""
    return fresh(city_of_this_hour[0])
