"""A person's cities, the newest first; a city of the archive, whose day nobody knows, comes last on both databases."""

from datetime import timedelta

import pytest

from drogowskaz.advisory import queries
from drogowskaz.desk import overview
from drogowskaz.participation.models import Participation
from tests.builders.participation import NOW, a_participation, coordinator_of
from tests.builders.programmes import an_edition

pytestmark = pytest.mark.django_db


def test_what_has_no_day_comes_last():
    newer = a_participation()
    older, unknown = (
        Participation.objects.create(
            edition=an_edition(), city=newer.city, qualified_at=at, qualified_by=at and newer.qualified_by
        )
        for at in (NOW - timedelta(days=900), None)
    )
    person = coordinator_of(newer)

    assert list(queries.own_cities(person)) == [newer, older, unknown]
    assert overview.for_home(person, NOW)["participations"] == [newer, older, unknown]
