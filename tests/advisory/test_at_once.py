"""Two people, or two clicks, at the very same moment."""

from functools import partial
from uuid import uuid4

import pytest

from drogowskaz.advisory import actions, ledger
from drogowskaz.advisory.models import AdvisoryRequest, AdvisorySession
from drogowskaz.advisory.reminders import remind
from drogowskaz.mail.models import Letter
from drogowskaz.participation import queries
from tests.advisory.at_once import at_once
from tests.builders.advisory import a_recorded_session, a_request, an_account, an_advised
from tests.builders.participation import DAY, coordinator_of, guardian_of, office_of
from tests.builders.programmes import NOW, a_member

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AT_ONCE = 3  # the pool has four connections, one of them is the test's


def test_one_form_of_a_request_sent_by_several_clicks_at_once_asks_once(tmp_path):
    participation, key = an_advised(), uuid4()
    by = coordinator_of(participation)
    words = {"topic": "Zieleń", "purpose": "Jakie drzewa?", "by": by, "at": NOW, "key": key}

    outcomes, found = at_once(
        [lambda: actions.ask(participation, **words).topic] * AT_ONCE,
        lambda: (AdvisoryRequest.objects.count(), Letter.objects.filter(about="advice_requested").count()),
        tmp_path,
    )

    assert sorted(outcomes) == ["AlreadyAsked", "AlreadyAsked", "Zieleń"]
    assert found == (1, 1)


def test_reminders_of_several_workers_at_once_are_posted_once(tmp_path):
    session = a_recorded_session()
    a_request(session.participation)
    guides = 1 + len(queries.office_of(session.participation))

    counted, letters = at_once(
        [partial(remind, at=NOW + 14 * DAY)] * AT_ONCE,
        lambda: sorted(
            Letter.objects.filter(
                about__in=["session_reminder", "session_unanswered", "advice_unanswered"]
            ).values_list("about", flat=True)
        ),
        tmp_path,
    )

    assert letters == ["advice_unanswered"] * guides + ["session_reminder", "session_unanswered"]
    assert sum(counted) == guides + 2


def test_a_session_contested_and_confirmed_at_once_is_one_of_both(tmp_path):
    session = a_recorded_session()
    by = coordinator_of(session.participation)
    seen, seen_elsewhere = AdvisorySession.objects.get(), AdvisorySession.objects.get()

    outcomes, (state, verified) = at_once(
        [
            lambda: str(actions.confirm_session(seen, by=by, at=NOW, key=uuid4()).kind),
            lambda: actions.contest_session(seen_elsewhere, reason="Krócej.", by=by, at=NOW),
        ],
        lambda: (AdvisorySession.objects.get().state, ledger.verify()),
        tmp_path,
    )

    assert (outcomes, state) in ((["use", "TooLate"], "confirmed"), (["TooLate", None], "contested"))
    assert not any(verified.values())


def test_a_request_answered_by_two_at_once_has_one_answer(tmp_path):
    request = a_request()
    participation = request.participation
    guardian, office = guardian_of(participation), office_of(participation)
    adviser = a_member(participation.edition.programme, "adviser")
    seen, seen_elsewhere = AdvisoryRequest.objects.get(), AdvisoryRequest.objects.get()

    outcomes, state = at_once(
        [
            lambda: actions.accept_request(seen, adviser=adviser, by=guardian, at=NOW),
            lambda: actions.decline_request(seen_elsewhere, answer="Nie teraz.", by=office, at=NOW),
        ],
        lambda: AdvisoryRequest.objects.get().state,
        tmp_path,
    )

    assert (outcomes, state) in (([None, "TooLate"], "accepted"), (["TooLate", None], "declined"))


def test_time_added_by_one_form_at_once_is_added_once(tmp_path):
    account, key = an_account(), uuid4()
    office = office_of(account.participation)
    facts = {"minutes": 60, "reason": "Bo trzeba.", "by": office, "at": NOW, "key": key}

    outcomes, granted = at_once(
        [lambda: str(actions.grant_more(account, **facts).kind)] * 2,
        lambda: type(account).objects.get().granted,
        tmp_path,
    )

    assert (sorted(outcomes), granted) == (["AlreadyEntered", "grant"], 1260)
