"""What tests of projects share: a city with its people, and no project yet."""

import pytest

from drogowskaz.participation.models import Participation
from tests.builders.participation import a_participation
from tests.builders.projects import cast_of
from tests.once import fresh, once


def a_city_with_its_people() -> Participation:
    participation = a_participation()
    cast_of(participation)
    return participation


built = once(a_city_with_its_people)


@pytest.fixture
def participation(built) -> Participation:
    """The city of the module, as the database has it."""
    return fresh(built)
