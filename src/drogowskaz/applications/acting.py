"""Deeds about who acts for a city, with the Office's part and the letters of a programme.

The rights themselves are kept in `people`, which knows no programmes; what needs the Office or a letter is done here.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.refusal import Refusal
from drogowskaz.common.verdict import require
from drogowskaz.people import actions as people
from drogowskaz.people.actions import Invited
from drogowskaz.people.models import Invitation, Representation, User
from drogowskaz.programmes.models import Edition
from drogowskaz.registers.models import City

from . import mails, policies
from .queries import edition_for_letters


class ReasonMissing(Refusal):
    """A refusal without a reason helps nobody."""

    message = _("Write the reason. The person will read it.")


@transaction.atomic
def ask(city: City, *, capacity: str, by: User, at: datetime) -> Representation:
    """Ask the Office to be let act for `city`; the Office gets a letter.

    Raises:
        PermissionDenied: the city no longer exists.
        AlreadyAsked: the person acts for it already, or has asked before.
    """
    representation = people.ask_to_represent(city, capacity=capacity, by=by, at=at)
    if edition := edition_for_letters(at):
        mails.ask_office(representation, edition, at=at)
    return representation


@transaction.atomic
def confirm(representation: Representation, *, by: User, at: datetime) -> None:
    """Let the person act for the city, and write to them.

    Raises:
        PermissionDenied: `by` works in no Office, asked themselves, or it has been answered.
        AlreadyAnswered: somebody was faster.
    """
    require(policies.can_confirm_representation(by, representation, at=at))
    people.confirm(representation, by=by, at=at)
    if edition := edition_for_letters(at):
        mails.confirm_representation(representation, edition, at=at)


@transaction.atomic
def refuse(representation: Representation, *, reason: str, by: User, at: datetime) -> None:
    """Refuse the request, and write the reason to the person.

    Raises:
        PermissionDenied: as for `confirm`.
        ReasonMissing: no reason is given.
        AlreadyAnswered: somebody was faster.
    """
    require(policies.can_refuse_representation(by, representation, at=at))
    if not reason.strip():
        raise ReasonMissing
    people.refuse(representation, reason=reason.strip(), by=by, at=at)
    if edition := edition_for_letters(at):
        mails.refuse_representation(representation, edition, reason=reason.strip(), at=at)


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    city: City,
    capacity: str,
    by: User,
    at: datetime,
    edition: Edition | None = None,
) -> Invited:
    """Send a person a link with which they may act for `city`; it works for 7 days.

    The letter is in the words of `edition`, or of the one that runs.

    Raises:
        PermissionDenied: `by` works in no Office and may not invite for this city.
        AlreadyInvited: the person has an open invitation to the city.
        NoEdition: no programme is running whose words the letter could have.
    """
    require(policies.can_invite(by, city, capacity, at=at))
    words = edition or edition_for_letters(at)
    if words is None:
        raise NoEdition
    invited = people.invite(email=email, name=name, city=city, capacity=capacity, by=by, at=at)
    mails.invite(invited.invitation, invited.secret, words, at=at)
    return invited


class NoEdition(Refusal):
    """Letters have the words of an edition, and none is running."""

    message = _("No edition is running, so there are no letters to send. Open an edition first.")


@transaction.atomic
def revoke(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Take an invitation back.

    Raises:
        PermissionDenied: `by` may not, or it has been accepted or taken back.
        AlreadyAnswered: somebody was faster.
    """
    require(policies.can_revoke(by, invitation, at=at))
    people.revoke_invitation(invitation, by=by, at=at)


@transaction.atomic
def end(representation: Representation, *, by: User, at: datetime) -> None:
    """End a person's right to act for the city.

    Raises:
        PermissionDenied: `by` is neither the person, the mayor of the city nor of an Office; or it has ended.
        AlreadyAnswered: somebody was faster.
    """
    require(policies.can_end_representation(by, representation, at=at))
    people.end_representation(representation, by=by, at=at)
