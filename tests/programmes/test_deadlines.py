"""Deadlines keep the order that cities were promised."""

from datetime import UTC, datetime, time

import pytest
from django.utils import timezone, translation

from drogowskaz.programmes import actions
from drogowskaz.programmes.models import Call
from tests.builders.programmes import DAY, NOW, a_call, a_member, an_edition

pytestmark = pytest.mark.django_db
CLOSES = datetime(2027, 3, 21, 23, 0, tzinfo=UTC)  # midnight in Warsaw


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_a_deadline_does_not_move_past_the_promised_results():
    call = a_call(closes_at=CLOSES)
    office = a_member(call.edition.programme)
    results = timezone.make_aware(datetime.combine(call.results_on, time()))

    with pytest.raises(actions.AfterResults, match="The call has to close before that day"):
        actions.extend(call, to_at=results + DAY, reason="x", tell=[], by=office, at=NOW)
    actions.extend(call, to_at=results, reason="x", tell=[], by=office, at=NOW)

    assert Call.objects.get().closes_at == results


def test_a_call_that_would_be_over_is_not_announced():
    edition = an_edition()
    days = {"opens_at": NOW - 3 * DAY, "closes_at": NOW, "results_on": NOW.date() + 30 * DAY}

    with pytest.raises(actions.OverAlready):
        actions.announce_call(edition, **days, by=a_member(edition.programme), at=NOW)
