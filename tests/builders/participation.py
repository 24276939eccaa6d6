"""Cities in an edition, reached by the deeds of the right people."""

from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from itertools import count

import pikepdf
from django.core.files.base import ContentFile
from django.utils import timezone

from drogowskaz.documents import actions as documents
from drogowskaz.documents.models import Upload
from drogowskaz.participation import actions
from drogowskaz.participation.models import CoordinatorNaming, Participation
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes.models import Edition, Membership
from drogowskaz.programmes.roles import Role

from .people import a_city, a_person
from .programmes import NOW, a_guardian, a_member, an_edition

DAY = timedelta(days=1)
serial = count(1)


@cache
def a_pdf() -> bytes:
    """The bytes of a PDF of one empty page."""
    stream, pdf = BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.save(stream, static_id=True)
    return stream.getvalue()


def an_upload(*, by: User, at: datetime = NOW, name: str = "porozumienie.pdf") -> Upload:
    """A received file."""
    return documents.receive(ContentFile(a_pdf(), name=name), by=by, at=at)


def office_of(participation: Participation) -> User:
    """A person of the programme's Office; made when there is nobody yet."""
    office = Membership.objects.of(Role.OFFICE).filter(programme=participation.edition.programme)
    found = office.select_related("user").order_by("pk").first()
    return found.user if found else a_member(participation.edition.programme)


def guardian_of(participation: Participation) -> User:
    """The Guardian of the city's theme; made when there is nobody yet."""
    right = (
        participation.theme.guardianships.filter(ends_on=None).select_related("user").order_by("pk").first()
    )
    return right.user if right else a_guardian(participation.theme)


def _acting(participation: Participation, capacity: str) -> User:
    acting = participation.city.representations.acting().filter(capacity=capacity).select_related("user")
    right = acting.order_by("pk").first()
    return right.user if right else a_person(acting_for=participation.city, capacity=capacity)


def mayor_of(participation: Participation) -> User:
    """The mayor of the city; made when there is nobody yet."""
    return _acting(participation, Capacity.MAYOR)


def coordinator_of(participation: Participation) -> User:
    """Whoever acts for the city as its Local Coordinator; made when there is nobody yet."""
    return _acting(participation, Capacity.LOCAL_COORDINATOR)


def a_participation(
    name: str = "Modrzewiec", *, edition: Edition | None = None, theme_number: int = 11, at: datetime = NOW
) -> Participation:
    """A city admitted by a path without application, a hundred days before `at`."""
    edition = edition or an_edition(at=at)
    path = edition.paths.filter(has_application=False).order_by("position").first()
    assert path, "the edition has no path without application"
    return actions.admit(
        edition,
        a_city(name),
        path=path,
        theme=edition.themes.get(number=theme_number),
        project_title="Rynek, który oddycha",
        evidence="Plan zieleni z 2025 roku.",
        by=a_member(edition.programme),
        at=at - 100 * DAY,
    )


def an_agreed(
    participation: Participation | None = None, *, at: datetime = NOW, **facts: object
) -> Participation:
    """A city whose agreement is in force for ninety days."""
    participation = participation or a_participation(at=at, **facts)
    by, then = office_of(participation), at - 90 * DAY
    actions.record_agreement(
        participation,
        number=f"P-{next(serial)}/2026",
        city_signatory="Maria Dąb",
        city_function="burmistrzyni",
        city_signed_on=timezone.localdate(then - DAY),
        institution_signatory="Halina Wrzos",
        institution_function="dyrektorka",
        institution_signed_on=timezone.localdate(then),
        file=an_upload(by=by, at=then),
        by=by,
        at=then,
    )
    return participation


def a_proposal(
    participation: Participation | None = None, *, email: str = "", at: datetime = NOW, **facts: object
) -> CoordinatorNaming:
    """A coordinator named by the mayor, not answered yet."""
    participation = participation or an_agreed(at=at, **facts)
    return actions.propose_coordinator(
        participation,
        name="Anna Leszczyna",
        email=email or f"anna{next(serial)}@example.org",
        position="inspektorka",
        by=mayor_of(participation),
        at=at - 80 * DAY,
    )


def a_coordinated(
    participation: Participation | None = None, *, at: datetime = NOW, **facts: object
) -> Participation:
    """A city whose coordinator, a person with an account, is in office."""
    participation = participation or an_agreed(at=at, **facts)
    person = a_person(name="Anna Leszczyna")
    naming = a_proposal(participation, email=person.email, at=at)
    actions.confirm_coordinator(naming, by=office_of(participation), at=at - 79 * DAY)
    return participation
