"""People who send at the very same moment, each in a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from drogowskaz.applications import actions, queries
from drogowskaz.applications.models import Application
from drogowskaz.common.lifecycle import TooLate
from drogowskaz.mail.models import Letter
from tests.applications.questionnaire import a_rich_call
from tests.builders.applications import a_complete_draft
from tests.builders.programmes import NOW

LATER = NOW + timedelta(hours=1)
AT_ONCE = 3  # the pool has four connections, one of them is the test's
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time anyway"
    ),
]


def sent_at_once(drafts):
    """What came of sending all `drafts` at the same moment: "sent", or the name of the refusal."""
    start = Barrier(len(drafts), timeout=20)

    def send(draft):
        try:
            seen = queries.visible(draft.started_by).get(pk=draft.pk)
            start.wait()
            actions.submit(seen, by=draft.started_by, at=LATER)
        except TooLate as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "sent"

    with ThreadPoolExecutor(len(drafts)) as pool:
        return sorted(pool.map(send, drafts))


def test_applications_sent_at_once_get_different_numbers_without_a_gap():
    call = a_rich_call()
    drafts = [a_complete_draft(call=call) for _ in range(AT_ONCE)]

    assert sent_at_once(drafts) == ["sent"] * AT_ONCE

    numbers = Application.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [f"PDM-2027-{place:04}" for place in range(1, AT_ONCE + 1)]


def test_one_application_sent_at_once_by_several_is_sent_once():
    draft = a_complete_draft(call=a_rich_call())

    assert sent_at_once([draft] * AT_ONCE) == ["TooLate"] * (AT_ONCE - 1) + ["sent"]

    assert Letter.objects.filter(about="application_submitted").count() == 1
