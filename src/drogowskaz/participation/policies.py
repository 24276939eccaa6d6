"""Who may admit cities, record agreements, name coordinators and advisers, and withdraw a city.

Whether a city has been through the programme is decided in `certificates`, which sees the conditions.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from drogowskaz.common.verdict import YES, Verdict, no
from drogowskaz.people.models import Capacity, Representation, User
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Edition, Membership, Stage
from drogowskaz.programmes.roles import Role
from drogowskaz.registers.models import City

from . import queries, standing
from .lifecycle import ADVISE, AGREE, CONFIRM, REFUSE, WITHDRAW, State
from .models import Assignment, CoordinatorNaming, Participation

OVER = {State.COMPLETED, State.NOT_COMPLETED, State.WITHDRAWN}


def can_admit(user: User, edition: Edition, city: City, *, at: datetime) -> Verdict:
    """The Office, but nobody the own city, while the edition has not been archived."""
    if edition.state == EditionState.ARCHIVED:
        return no(_("This edition is archived; no city can be added."))
    if not programmes.is_office(user, edition):
        return no(_("Only the programme office can do this."))
    return standing.nobodys_own(user, city)


def decides(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The Office, but nobody about the own city, and nothing in an edition that is archived."""
    verdict = standing.decides(user, participation)
    if verdict and participation.edition.state == EditionState.ARCHIVED:
        return no(_("This edition is archived; nothing in it is changed any more."))
    return verdict


def can_record_agreement(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The Office, once for each city."""
    return decides(user, participation, at=at) and AGREE.possible(participation)


def can_read_agreement(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The file itself: the city, the Office and the Guardian; Advisers and the Auditor know that it exists."""
    if standing.acts_for(user, participation.city) or standing.is_office(user, participation):
        return YES
    if standing.guards(user, participation):
        return YES
    return no(_("Only the city, its guardian and the programme office can read the agreement."))


def can_propose_coordinator(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The mayor's side names the coordinator.

    The mayor, where the mayor has an account; otherwise those who act for the city. Where nobody acts for it yet,
    the Office writes down what the town hall has sent, and another person of the Office confirms it.
    """
    if participation.state in OVER or participation.edition.state == EditionState.ARCHIVED:
        return no(_("This city no longer takes part."))
    if participation.namings.filter(state=queries.PROPOSED).exists():
        return no(_("A coordinator has been proposed and waits for the programme office."))
    if standing.governs(user, participation):
        return YES
    acting = Representation.objects.acting().filter(city=participation.city)
    if acting.filter(capacity=Capacity.MAYOR).exists():
        return no(_("The mayor of the city names its coordinator."))
    if standing.acts_for(user, participation.city):
        return YES
    if not acting.exists() and standing.is_office(user, participation):
        return YES
    return no(_("The city names its coordinator."))


def _answers(user: User, naming: CoordinatorNaming, *, at: datetime) -> Verdict:
    if naming.proposed_by_id == user.pk:
        return no(_("You proposed this person. Somebody else answers."))
    if naming.email.casefold() == user.email.casefold():
        return no(_("Nobody confirms themselves. Another person has to do it."))
    return decides(user, naming.participation, at=at)


def can_confirm_coordinator(user: User, naming: CoordinatorNaming, *, at: datetime) -> Verdict:
    """The Office, but not the person who proposed, nor the proposed person, nor anybody who acts for the city."""
    if naming.participation.state in OVER:
        return no(_("This city no longer takes part."))
    return _answers(user, naming, at=at) and CONFIRM.possible(naming)


def can_refuse_coordinator(user: User, naming: CoordinatorNaming, *, at: datetime) -> Verdict:
    """As for confirming."""
    return _answers(user, naming, at=at) and REFUSE.possible(naming)


def can_assign_adviser(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The Guardian of the city's theme, or the Office; nobody for the own city."""
    if participation.state in OVER or participation.edition.state == EditionState.ARCHIVED:
        return no(_("This city no longer takes part."))
    if standing.guards(user, participation) or standing.is_office(user, participation):
        return standing.nobodys_own(user, participation.city)
    return no(_("Advisers are assigned by the guardian of the city's goal or by the programme office."))


def can_end_assignment(user: User, assignment: Assignment, *, at: datetime) -> Verdict:
    """Whoever may assign an Adviser to the city, while this one is assigned to it."""
    if assignment.ends_on is not None:
        return no(_("This adviser does not look after the city any more."))
    return can_assign_adviser(user, assignment.participation, at=at)


def is_adviser(person: User, participation: Participation) -> Verdict:
    """An Adviser of the programme who does not act for the city."""
    advisers = Membership.objects.of(Role.ADVISER).filter(programme=participation.edition.programme_id)
    if not advisers.filter(user=person).exists():
        return no(_("This person is not an adviser of the programme."))
    if standing.acts_for(person, participation.city):
        return no(_("This person acts for the city, so somebody else has to advise it."))
    return YES


def can_withdraw(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The mayor of the city, or somebody of the Office who does not act for it."""
    if standing.governs(user, participation):
        return WITHDRAW.possible(participation)
    if not standing.is_office(user, participation):
        return no(_("Only the mayor of the city or the programme office can withdraw it."))
    return decides(user, participation, at=at) and WITHDRAW.possible(participation)


def can_enter_stage(user: User, participation: Participation, stage: Stage, *, at: datetime) -> Verdict:
    """The Office, with an agreement in force and a coordinator in office, one stage after the other."""
    office = decides(user, participation, at=at)
    if not office:
        return office
    if stage.edition_id != participation.edition_id:
        return no(_("This stage belongs to another edition."))
    if not queries.has_agreement(participation):
        return no(_("First record the agreement of both sides."))
    if queries.coordinator(participation) is None:
        return no(_("First the city names its coordinator and the office confirms."))
    before = participation.stage.number if participation.stage else 0
    if stage.number <= before:
        return no(_("This stage has already been opened for the city."))
    if stage.number != before + 1:
        return no(_("Stages are opened one after the other."))
    return ADVISE.possible(participation)
