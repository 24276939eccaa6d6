"""Certificates in every state, earned by a real road: every condition is met by the deed of the right person."""

from datetime import datetime, timedelta

from drogowskaz.advisory import actions as advisory
from drogowskaz.advisory.models import AdvisorySession
from drogowskaz.certificates import actions
from drogowskaz.certificates.models import Certificate
from drogowskaz.participation.models import Participation

from .advisory import a_confirmed_session, a_session, adviser_of, an_advised
from .participation import a_coordinated, office_of
from .plans import a_frozen_plan, two_of_the_office
from .programmes import NOW
from .projects import a_completed_project
from .reports import a_published_report, with_template

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def with_hours_used(participation: Participation, *, at: datetime = NOW) -> Participation:
    """A city that has used all of its first stage and four fifths of its second."""
    an_advised(participation, at=at)
    for stage, minutes in ((1, 1200), (2, 1440)):
        if stage > 1:
            advisory.open_stage(
                participation,
                participation.edition.stages.get(number=stage),
                by=office_of(participation),
                at=at - 20 * DAY,
            )
        busy = AdvisorySession.objects.filter(adviser=adviser_of(participation, at=at)).count()
        starts_at = at - (33 - 10 * stage) * DAY - 3 * busy * HOUR
        session = a_session(participation, minutes=minutes, starts_at=starts_at, at=at)
        a_confirmed_session(session, minutes=minutes, at=at - (32 - 10 * stage) * DAY)
    return participation


def a_nearly_fulfilled(
    participation: Participation | None = None, *, at: datetime = NOW, **facts: object
) -> Participation:
    """A city that has done everything; only the Plan it will stand in is not frozen yet."""
    participation = participation or a_coordinated(at=at, **facts)
    with_template(participation.edition)
    with_hours_used(participation, at=at)
    a_completed_project(participation, at=at - 10 * DAY)
    a_published_report(participation, at=at - 5 * DAY)
    return participation


def a_fulfilled(
    participation: Participation | None = None, *, at: datetime = NOW, **facts: object
) -> Participation:
    """A city whose checklist is complete; its edition has two people in the Office."""
    participation = a_nearly_fulfilled(participation, at=at, **facts)
    a_frozen_plan(participation.edition, at=at - DAY)
    return participation


def a_proposed_certificate(
    participation: Participation | None = None, *, at: datetime = NOW, **facts: object
) -> Certificate:
    """A certificate proposed by the first person of the Office."""
    participation = participation or a_fulfilled(at=at, **facts)
    first, _ = two_of_the_office(participation.edition)
    return actions.propose(participation, by=first, at=at)


def an_issued_certificate(
    participation: Participation | None = None, *, at: datetime = NOW, **facts: object
) -> Certificate:
    """A certificate issued by the second person of the Office."""
    certificate = a_proposed_certificate(participation, at=at, **facts)
    _, second = two_of_the_office(certificate.participation.edition)
    actions.issue(certificate, by=second, at=at)
    return certificate


def a_revoked_certificate(
    participation: Participation | None = None,
    *,
    reason: str = "Podano błędne dane.",
    at: datetime = NOW,
    **facts: object,
) -> Certificate:
    """A certificate that no longer holds."""
    certificate = an_issued_certificate(participation, at=at, **facts)
    first, _ = two_of_the_office(certificate.participation.edition)
    actions.revoke(certificate, reason=reason, by=first, at=at + DAY)
    return certificate
