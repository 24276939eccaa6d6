"""The order of the steps is data: every order that a preset may give leads to publication by the right people."""

from itertools import permutations

import pytest

from drogowskaz.reports import actions, queries
from drogowskaz.reports.lifecycle import STEPS, State
from drogowskaz.reports.models import Report
from tests.builders.projects import NOW
from tests.builders.reports import (
    a_sent_report,
    a_templated,
    mayor_of,
    office_of,
    pass_on,
    reader_of,
    write,
)

pytestmark = pytest.mark.django_db

ORDERS = [order for number in (1, 2, 3) for order in permutations(STEPS, number)]


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_a_report_is_read_in_the_order_of_its_edition(order):
    report = a_sent_report(a_templated(steps=order))
    seen = []

    while report.state != State.READY:
        seen.append((report.state, reader_of(report)))
        pass_on(report)

    assert [state for state, _reader in seen] == list(order)
    assert [(one.step, one.reviewed_by) for one in queries.approvals(queries.latest(report))] == seen


def test_where_the_mayor_comes_last_the_edited_words_are_what_the_mayor_approves():
    report = a_sent_report(a_templated(steps=("language", "guardian", "mayor")))
    office = office_of(report.participation)
    sent = queries.latest(report)
    write(report, "road", "Rozmowy zaczęły się w 2024 roku.", by=office)
    edited = actions.keep_words(report, note="Szyk zdania.", by=office, at=NOW)
    pass_on(report)
    pass_on(report)
    mayor = mayor_of(report.participation)

    with pytest.raises(actions.TextChanged):
        actions.pass_on(report, version_sha256=sent.sha256, by=mayor, at=NOW)
    report = Report.objects.get()
    actions.pass_on(report, version_sha256=edited.sha256, by=mayor, at=NOW)

    assert report.state == State.READY
    assert [one.now for one in queries.road(report)] == [False, False, False, False, True]
