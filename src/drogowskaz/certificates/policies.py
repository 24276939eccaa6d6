"""Who says whether a city fulfilled the programme, and who may give certificates; nobody with a tie decides."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.verdict import YES, Verdict, no
from drogowskaz.participation import standing
from drogowskaz.participation.lifecycle import COMPLETE, GIVE_UP, REOPEN, State
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.programmes.lifecycle import EditionState

from . import queries
from .lifecycle import DROP, ISSUE, REVOKE
from .models import Certificate

GONE = {State.NOT_COMPLETED, State.WITHDRAWN}


def _decides(user: User, participation: Participation) -> Verdict:
    """Office, and neither adviser nor representative of the city nor Guardian of its theme."""
    if not standing.is_office(user, participation):
        return no(_("Only the programme office decides whether a city has fulfilled the programme."))
    if standing.acts_for(user, participation.city):
        return no(_("You act for this city. Another person of the office decides about its certificate."))
    if participation.assignments.filter(adviser=user).exists():
        return no(
            _("You have advised this city. Another person of the office decides about its certificate.")
        )
    if standing.guards(user, participation):
        return no(
            _("You are the guardian of this city's goal. Another person of the office decides about it.")
        )
    return YES


def _ends(user: User, participation: Participation) -> Verdict:
    """As for certificates, while the edition has not been archived."""
    verdict = _decides(user, participation)
    if verdict and participation.edition.state == EditionState.ARCHIVED:
        return no(_("This edition is archived; nothing in it is changed any more."))
    return verdict


def can_complete(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """Somebody of the Office without a tie to the city, once its last stage is open.

    Whether the conditions hold is judged in the deed.
    """
    verdict = _ends(user, participation)
    if not verdict:
        return verdict
    reached = participation.stage.number if participation.stage else 0
    if participation.edition.stages.filter(number__gt=reached).exists():
        return no(_("The city has not been through all stages yet."))
    return COMPLETE.possible(participation)


def can_give_up(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """Somebody of the Office without a tie to the city, after the day by which projects had to be finished."""
    verdict = _ends(user, participation)
    if not verdict:
        return verdict
    if timezone.localdate(at) <= participation.edition.projects_end_on:
        return no(_("This can be said only after the day by which projects are finished."))
    if queries.resting_on(participation).exists():
        return no(_("A certificate has been proposed or issued for this city. First drop or revoke it."))
    return GIVE_UP.possible(participation)


def can_reopen(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """Somebody of the Office without a tie to the city, as long as no certificate rests on it."""
    verdict = _ends(user, participation)
    if not verdict:
        return verdict
    if queries.resting_on(participation).exists():
        return no(_("A certificate has been proposed or issued for this city. First drop or revoke it."))
    return REOPEN.possible(participation)


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
    """Anybody of the Office who does not act for the city may drop a proposal."""
    verdict = standing.decides(user, certificate.participation)
    return DROP.possible(certificate) if verdict else verdict


def can_revoke(user: User, certificate: Certificate, *, at: datetime) -> Verdict:
    """Somebody of the Office without a tie to the city, with a reason."""
    verdict = _decides(user, certificate.participation)
    return verdict if not verdict else REVOKE.possible(certificate)
