"""What tests of reports share: a city with its people, whose report has not been started."""

import pytest

from drogowskaz.participation.models import Participation
from tests.builders.projects import cast_of
from tests.builders.reports import a_templated
from tests.once import fresh, once


def a_city_with_its_people() -> Participation:
    participation = a_templated()
    cast_of(participation)
    return participation


built = once(a_city_with_its_people)


@pytest.fixture
def participation(built) -> Participation:
    """The city of the module, as the database has it."""
    return fresh(built)
