"""Who may admit cities, record agreements, name coordinators and advisers, and end a participation."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.verdict import YES, Verdict, no
from drogowskaz.people.models import Capacity, Representation, User
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Edition, Membership, Stage
from drogowskaz.programmes.roles import Role

from . import queries
from .lifecycle import ADVISE, AGREE, COMPLETE, CONFIRM, GIVE_UP, REFUSE, WITHDRAW, State
from .models import CoordinatorNaming, Participation

OVER = {State.COMPLETED, State.NOT_COMPLETED, State.WITHDRAWN}


def _office(user: User, edition: Edition) -> Verdict:
    return YES if programmes.is_office(user, edition) else no(_("Only the programme office can do this."))


def can_admit(user: User, edition: Edition, *, at: datetime) -> Verdict:
    """The Office, while the edition has not been archived."""
    if edition.state == EditionState.ARCHIVED:
        return no(_("This edition is archived; no city can be added."))
    return _office(user, edition)


def can_record_agreement(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The Office, once for each city."""
    office = _office(user, participation.edition)
    return AGREE.possible(participation) if office else office


def can_read_agreement(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The file itself: the city, the Office and the Guardian; Advisers and the Auditor know that it exists."""
    if user.represents(participation.city) or programmes.is_office(user, participation.edition):
        return YES
    if participation.theme and programmes.guards(user, participation.theme):
        return YES
    return no(_("Only the city, its guardian and the programme office can read the agreement."))


def can_propose_coordinator(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The mayor's side names the coordinator.

    The mayor, where the mayor has an account; otherwise those who act for the city. Where nobody acts for it yet,
    the Office writes down what the town hall has sent, and another person of the Office confirms it.
    """
    if participation.state in OVER:
        return no(_("This city no longer takes part."))
    if participation.namings.filter(state=queries.PROPOSED).exists():
        return no(_("A coordinator has been proposed and waits for the programme office."))
    if user.represents(participation.city, Capacity.MAYOR):
        return YES
    acting = Representation.objects.acting().filter(city=participation.city)
    if acting.filter(capacity=Capacity.MAYOR).exists():
        return no(_("The mayor of the city names its coordinator."))
    if user.represents(participation.city):
        return YES
    if not acting.exists() and programmes.is_office(user, participation.edition):
        return YES
    return no(_("The city names its coordinator."))


def _answers(user: User, naming: CoordinatorNaming) -> Verdict:
    if naming.proposed_by_id == user.pk:
        return no(_("You proposed this person. Somebody else answers."))
    if naming.email.casefold() == user.email.casefold():
        return no(_("Nobody confirms themselves. Another person has to do it."))
    return _office(user, naming.participation.edition)


def can_confirm_coordinator(user: User, naming: CoordinatorNaming, *, at: datetime) -> Verdict:
    """The Office, but not the person who proposed, nor the proposed person."""
    if naming.participation.state in OVER:
        return no(_("This city no longer takes part."))
    answers = _answers(user, naming)
    return CONFIRM.possible(naming) if answers else answers


def can_refuse_coordinator(user: User, naming: CoordinatorNaming, *, at: datetime) -> Verdict:
    """As for confirming."""
    answers = _answers(user, naming)
    return REFUSE.possible(naming) if answers else answers


def can_assign_adviser(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The Guardian of the city's theme, or the Office."""
    if participation.state in OVER:
        return no(_("This city no longer takes part."))
    if participation.theme and programmes.guards(user, participation.theme):
        return YES
    if programmes.is_office(user, participation.edition):
        return YES
    return no(_("Advisers are assigned by the guardian of the city's goal or by the programme office."))


def is_adviser(person: User, participation: Participation) -> Verdict:
    """An Adviser of the programme who does not act for the city."""
    advisers = Membership.objects.of(Role.ADVISER).filter(programme=participation.edition.programme_id)
    if not advisers.filter(user=person).exists():
        return no(_("This person is not an adviser of the programme."))
    if person.represents(participation.city):
        return no(_("This person acts for the city, so somebody else has to advise it."))
    return YES


def can_withdraw(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The Office, or the mayor of the city."""
    if not user.represents(participation.city, Capacity.MAYOR):
        office = _office(user, participation.edition)
        if not office:
            return no(_("Only the mayor of the city or the programme office can withdraw it."))
    return WITHDRAW.possible(participation)


def can_enter_stage(user: User, participation: Participation, stage: Stage, *, at: datetime) -> Verdict:
    """The Office, with an agreement in force and a coordinator in office, one stage after the other."""
    office = _office(user, participation.edition)
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


def can_complete(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The Office, in the last stage."""
    office = _office(user, participation.edition)
    if not office:
        return office
    later = participation.edition.stages.filter(
        number__gt=participation.stage.number if participation.stage else 0
    )
    if later.exists():
        return no(_("The city has not been through all stages yet."))
    return COMPLETE.possible(participation)


def can_give_up(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The Office, after the day by which projects had to be finished."""
    office = _office(user, participation.edition)
    if not office:
        return office
    if timezone.localdate(at) <= participation.edition.projects_end_on:
        return no(_("This can be said only after the day by which projects are finished."))
    return GIVE_UP.possible(participation)
