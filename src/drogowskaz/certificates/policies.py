"""Who may propose, issue and revoke certificates; nobody with a tie to the city decides."""

from datetime import datetime

from django.utils.translation import gettext as _

from drogowskaz.common.verdict import YES, Verdict, no
from drogowskaz.participation.lifecycle import State
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.programmes import queries as programmes

from .lifecycle import DROP, ISSUE, REVOKE
from .models import Certificate

GONE = {State.NOT_COMPLETED, State.WITHDRAWN}


def _decides(user: User, participation: Participation) -> Verdict:
    """Office, and neither adviser nor representative of the city nor Guardian of its theme."""
    if not programmes.is_office(user, participation.edition):
        return no(_("Only the programme office decides on certificates."))
    if user.represents(participation.city):
        return no(_("You act for this city, so somebody else decides on its certificate."))
    if participation.assignments.filter(adviser=user).exists():
        return no(_("You have advised this city, so somebody else decides on its certificate."))
    if participation.theme and programmes.guards(user, participation.theme):
        return no(_("You are the guardian of this city's goal, so somebody else decides on its certificate."))
    return YES


def can_propose(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The first person: somebody of the Office without a tie to the city, which still takes part."""
    verdict = _decides(user, participation)
    if verdict and participation.state in GONE:
        return no(_("This city no longer takes part."))
    return verdict


def can_issue(user: User, certificate: Certificate, *, at: datetime) -> Verdict:
    """The second person: of the Office, without a tie to the city, and not the one who proposed."""
    verdict = _decides(user, certificate.participation)
    if not verdict:
        return verdict
    if certificate.participation.state in GONE:
        return no(_("This city no longer takes part."))
    if certificate.proposed_by == user:
        return no(_("You proposed this certificate. Another person of the office issues it."))
    return ISSUE.possible(certificate)


def can_drop(user: User, certificate: Certificate, *, at: datetime) -> Verdict:
    """Anybody of the Office may drop a proposal."""
    if not programmes.is_office(user, certificate.participation.edition):
        return no(_("Only the programme office decides on certificates."))
    return DROP.possible(certificate)


def can_revoke(user: User, certificate: Certificate, *, at: datetime) -> Verdict:
    """Somebody of the Office without a tie to the city, with a reason."""
    verdict = _decides(user, certificate.participation)
    return verdict if not verdict else REVOKE.possible(certificate)
