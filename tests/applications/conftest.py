"""What tests of the pages of applications share: a call of this hour, because pages ask the clock."""

from datetime import datetime

import pytest
from django.utils import timezone

from drogowskaz.programmes.models import Call
from tests.applications.questionnaire import a_rich_call
from tests.once import fresh, once


def a_call_of_this_hour() -> tuple[Call, datetime]:
    now = timezone.now()
    return a_rich_call(at=now), now


call_of_this_hour = once(a_call_of_this_hour)


@pytest.fixture
def now(call_of_this_hour) -> datetime:
    """The moment the call of the module was made for."""
    return call_of_this_hour[1]


@pytest.fixture
def call(call_of_this_hour) -> Call:
    """A call with a question of every kind."""
    return fresh(call_of_this_hour[0])
