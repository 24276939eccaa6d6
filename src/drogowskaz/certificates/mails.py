"""Letters about certificates: to the Office, where two persons decide, and to the people who act for the city."""

from collections.abc import Iterable
from datetime import datetime

from drogowskaz.participation import queries as participations
from drogowskaz.people.models import User
from drogowskaz.programmes.mails import send

from .models import Certificate


def tell_proposed(certificate: Certificate, *, to: Iterable[User], at: datetime) -> None:
    """Tell those who may issue it that a certificate waits for the second person."""
    participation = certificate.participation
    for person in to:
        send(
            "certificate_proposed",
            participation.edition,
            to=person,
            city=participation.city,
            page=("certificates:detail", certificate.pk),
            at=at,
            person=certificate.proposed_by.name,
        )


def tell_dropped(certificate: Certificate, *, by: User, at: datetime) -> None:
    """Tell the person who proposed a certificate that `by`, somebody else, has dropped the proposal."""
    if by == certificate.proposed_by or not certificate.proposed_by.is_active:
        return
    send(
        "certificate_dropped",
        certificate.participation.edition,
        to=certificate.proposed_by,
        city=certificate.participation.city,
        page=("certificates:checklist", certificate.participation_id),
        at=at,
        person=by.name,
    )


def tell_issued(certificate: Certificate, *, at: datetime) -> None:
    """Tell everybody who acts for the city that the certificate is there."""
    for person in participations.people_of(certificate.participation.city):
        send(
            "certificate_issued",
            certificate.participation.edition,
            to=person,
            city=certificate.participation.city,
            page=("certificates:detail", certificate.pk),
            at=at,
            number=certificate.document.number if certificate.document else "",
            code=certificate.document.code if certificate.document else "",
        )


def tell_revoked(certificate: Certificate, *, at: datetime) -> None:
    """Tell everybody who acts for the city that the certificate no longer holds, and why."""
    for person in participations.people_of(certificate.participation.city):
        send(
            "certificate_revoked",
            certificate.participation.edition,
            to=person,
            city=certificate.participation.city,
            page=("certificates:detail", certificate.pk),
            at=at,
            number=certificate.document.number if certificate.document else "",
            reason=certificate.revoked_reason,
        )
