"""Letters about certificates, to the people who act for the city."""

from datetime import datetime

from drogowskaz.people.models import User
from drogowskaz.programmes.mails import send

from .models import Certificate


def _people(certificate: Certificate) -> list[User]:
    acting = certificate.participation.city.representations.acting().values("user")
    return list(User.objects.filter(pk__in=acting, is_active=True).order_by("pk"))


def tell_issued(certificate: Certificate, *, at: datetime) -> None:
    """Tell everybody who acts for the city that the certificate is there."""
    for person in _people(certificate):
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
    for person in _people(certificate):
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
