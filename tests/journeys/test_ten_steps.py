"""The ten steps in Chromium, JavaScript on: from the call to the certificate's public page, as the right people."""

import pytest

from tools.screenshots import Walk

from . import arrival, road
from .programmes import PDM
from .real import PHONE, WIDE, RealBrowser

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PEOPLE = ("office", "second", "guardian", "adviser", "applicant", "mayor", "visitor")


@pytest.fixture
def cast(chromium, live_server, run_tasks):
    """Everybody at a window of their own; the adviser, who is on the way, has a phone of 390 px."""
    sizes = {"adviser": PHONE}
    walk = Walk("somebody", live_server.url, None)
    windows = {part: RealBrowser(chromium, walk, size=sizes.get(part, WIDE)) for part in PEOPLE}
    yield road.Cast(PDM, run_tasks, **windows)
    for window in windows.values():
        window.close()


def test_ten_steps(cast):
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

    assert set(cast.steps_to_record) == {4}  # on the phone: take it up, how long, what was agreed, send
    assert cast.visitor.walk.found == []
    assert [trouble for part in PEOPLE for trouble in getattr(cast, part).troubles] == []
