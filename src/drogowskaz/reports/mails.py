"""Letters about reports: to whoever reads next, and back to the city."""

from datetime import datetime

from django.utils import translation

from drogowskaz.common.templatetags.house import moment
from drogowskaz.participation import queries as participations
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes.mails import send

from .lifecycle import READERS, State
from .models import ApprovalLink, Report, Review, Version


def _tell(key: str, report: Report, person: User, page: str, /, *, at: datetime, **words: str) -> None:
    send(
        key,
        report.participation.edition,
        to=person,
        city=report.participation.city,
        page=(page, report.pk),
        at=at,
        hold=False,
        **words,
    )


def _mayors(report: Report) -> list[User]:
    acting = report.participation.city.representations.acting().filter(capacity=Capacity.MAYOR).values("user")
    return list(User.objects.filter(pk__in=acting, is_active=True).order_by("pk"))


def tell_readers(report: Report, version: Version, *, at: datetime) -> None:
    """Tell the people of the step the report has come to; a mayor learns which exact version waits."""
    if report.state == State.MAYOR:
        for person in _mayors(report):
            _tell("report_to_approve", report, person, "reports:review", at=at, sha256=version.sha256)
        return
    guardian = report.state == State.GUARDIAN
    readers = participations.guardians_of if guardian else participations.office_of
    page = "reports:detail" if report.state == State.READY else "reports:review"
    for person in readers(report.participation):
        with translation.override(person.language):
            step = str(READERS[State(report.state)])
        _tell("report_to_review", report, person, page, at=at, step=step)


def tell_returned(report: Report, review: Review, *, at: datetime) -> None:
    """Tell the city what is to be changed, and at which step."""
    for person in participations.people_of(report.participation.city):
        with translation.override(person.language):
            words = {"step": review.reader, "remarks": review.remarks}
        _tell("report_returned", report, person, "reports:detail", at=at, **words)


def tell_published(report: Report, *, at: datetime) -> None:
    """Tell the city that its report is public."""
    for person in participations.people_of(report.participation.city):
        _tell("report_published", report, person, "reports:detail", at=at)


def send_link(link: ApprovalLink, secret: str, *, person: User | None, at: datetime) -> None:
    """Send the mayor the link; the letter says to whom it went, who asks and until when it works."""
    participation = link.version.report.participation
    with translation.override(person.language if person else "pl"):
        until = moment(link.expires_at)
    send(
        "report_to_approve_by_link",
        participation.edition,
        to=person,
        address=link.email,
        name=link.name,
        city=participation.city,
        page=("reports:approval", secret),
        at=at,
        hold=False,
        version=str(link.version.number),
        sha256=link.sha256,
        person=link.sent_by.name,
        email=link.email,
        until=until,
    )


def tell_approved_by_link(link: ApprovalLink, review: Review, *, at: datetime) -> None:
    """Tell the city's people, its mayors and whoever sent the link that it was used, and by whom.

    Who governs the city learns in this way also of a link that went to an address not theirs.
    """
    report = link.version.report
    city_people = participations.people_of(report.participation.city)
    words = {"person": review.person, "email": link.email, "version": str(link.version.number)}
    for person in {person.pk: person for person in [*city_people, link.sent_by]}.values():
        _tell("report_approved_by_link", report, person, "reports:history", at=at, **words)
