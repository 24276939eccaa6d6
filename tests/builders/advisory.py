"""Advice in every state, reached by the deeds of the right people."""

from datetime import datetime, timedelta
from uuid import uuid4

from drogowskaz.advisory import actions, queries
from drogowskaz.advisory.models import Account, AdvisoryRequest, AdvisorySession, Form
from drogowskaz.participation import actions as participations
from drogowskaz.participation import queries as participation_queries
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.programmes.roles import Role

from .participation import DAY, a_coordinated, coordinator_of, guardian_of, office_of
from .programmes import NOW, a_member

HOUR = timedelta(hours=1)


def an_advised(
    participation: Participation | None = None, *, stage: int = 1, at: datetime = NOW, **facts: object
) -> Participation:
    """A city with the hours of its first stage open, or of all stages up to `stage`, and an Adviser assigned."""
    participation = participation or a_coordinated(at=at, **facts)
    for number in range(1, stage + 1):
        actions.open_stage(
            participation,
            participation.edition.stages.get(number=number),
            by=office_of(participation),
            at=at - (71 - number) * DAY,
        )
    adviser_of(participation, at=at)
    return participation


def adviser_of(participation: Participation, *, at: datetime = NOW) -> User:
    """The Adviser of the city; made and assigned when there is nobody yet."""
    advisers = participation_queries.advisers_of(participation)
    if advisers:
        return advisers[0]
    adviser = a_member(participation.edition.programme, Role.ADVISER)
    participations.assign_adviser(participation, adviser, by=guardian_of(participation), at=at - 68 * DAY)
    return adviser


def an_account(participation: Participation | None = None, *, at: datetime = NOW, **facts: object) -> Account:
    """The open account of a city."""
    account = queries.open_account(participation or an_advised(at=at, **facts))
    assert account
    return account


def a_request(
    participation: Participation | None = None, *, topic: str = "Zieleń na rynku", at: datetime = NOW
) -> AdvisoryRequest:
    """A request the Guardian has not answered yet, asked an hour before `at`."""
    participation = participation or an_advised(at=at)
    return actions.ask(
        participation,
        topic=topic,
        purpose="Wybór drzew, które wytrzymają suszę.",
        by=coordinator_of(participation),
        at=at - HOUR,
    )


def an_accepted_request(participation: Participation | None = None, *, at: datetime = NOW) -> AdvisoryRequest:
    """A request with an Adviser named."""
    request = a_request(participation, at=at)
    adviser = adviser_of(request.participation, at=at)
    actions.accept_request(request, adviser=adviser, by=guardian_of(request.participation), at=at)
    return request


def a_session(
    participation: Participation | None = None,
    *,
    minutes: int = 120,
    starts_at: datetime | None = None,
    topic: str = "Dobór drzew",
    at: datetime = NOW,
    **facts: object,
) -> AdvisorySession:
    """An arranged session; it ended an hour before `at`, unless told otherwise."""
    participation = participation or an_advised(at=at, **facts)
    starts_at = starts_at or at - 3 * HOUR
    return actions.arrange(
        participation,
        topic=topic,
        form=Form.ONLINE,
        starts_at=starts_at,
        ends_at=starts_at + 2 * HOUR,
        minutes=minutes,
        by=adviser_of(participation, at=at),
        at=starts_at - 5 * DAY,
        key=uuid4(),
    )


def a_recorded_session(
    session: AdvisorySession | None = None,
    *,
    minutes: int = 90,
    at: datetime = NOW,
    internal_note: str = "",
    **facts: object,
) -> AdvisorySession:
    """A session that waits for the city to confirm."""
    session = session or a_session(at=at, **facts)
    actions.record_session(
        session,
        minutes=minutes,
        note="Lista drzew na przyszły tydzień.",
        participants=3,
        internal_note=internal_note,
        by=session.adviser,
        at=at,
    )
    return session


def a_confirmed_session(
    session: AdvisorySession | None = None, *, minutes: int = 90, at: datetime = NOW, **facts: object
) -> AdvisorySession:
    """A session whose minutes count."""
    session = a_recorded_session(session, minutes=minutes, at=at, **facts)
    actions.confirm_session(session, by=coordinator_of(session.participation), at=at + HOUR, key=uuid4())
    return session


def a_contested_session(
    session: AdvisorySession | None = None, *, minutes: int = 90, at: datetime = NOW, **facts: object
) -> AdvisorySession:
    """A session about which the two sides do not agree."""
    session = a_recorded_session(session, minutes=minutes, at=at, **facts)
    by = coordinator_of(session.participation)
    actions.contest_session(session, reason="Trwało godzinę.", by=by, at=at + HOUR)
    return session
