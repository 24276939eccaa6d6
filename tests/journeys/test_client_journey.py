"""Two programmes that have nothing in common but the code: one city's whole road in each, without JavaScript."""

import pytest
from django.core.cache import cache

from . import arrival, road
from .plain import PlainBrowser
from .programmes import ADVISORY_DAYS, PDM

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.mark.parametrize("programme", [PDM, ADVISORY_DAYS], ids=lambda programme: programme.preset)
def test_a_city_walks_from_the_call_to_the_certificate(programme, run_tasks):
    people = ("office", "second", "guardian", "adviser", "applicant", "mayor", "visitor")
    cache.clear()  # the limits on sign-ups are counted there, and both roads sign the same people up
    cast = road.Cast(programme, run_tasks, **{part: PlainBrowser() for part in people})

    road.a_loaded_programme(cast)
    road.edition_and_call(cast)
    road.people_of_the_city(cast)
    road.application(cast)
    road.decision(cast)
    road.agreement_and_people(cast)
    road.advice(cast)
    arrival.report(cast)
    arrival.project(cast)
    arrival.plan(cast)
    code = arrival.certificate(cast)
    arrival.check(cast, code)
    arrival.revocation(cast, code)

    assert set(cast.steps_to_record) == {4}
