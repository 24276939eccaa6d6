"""Who may do what with rights to act for a city, as far as it follows from the people and the city alone.

What the Office of a programme may do is decided in `applications.policies`, which knows programmes.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.verdict import YES, Verdict, no
from drogowskaz.registers.models import City

from .models import Capacity, Invitation, Representation, User


def can_ask_to_represent(user: User, city: City, *, at: datetime) -> Verdict:
    """Anybody with an account may ask, for a city that exists."""
    if city.ends_on and city.ends_on <= timezone.localdate(at):
        return no(_("This city no longer exists in the register. Choose another one."))
    return YES


def can_answer(user: User, representation: Representation, *, at: datetime) -> Verdict:
    """A request is answered once, and never by the person who asked."""
    if representation.user_id == user.pk:
        return no(_("Nobody confirms themselves. Another person has to do it."))
    if representation.confirmed_at or representation.ended_at:
        return no(_("This request has already been answered."))
    return YES


def can_invite(user: User, city: City, capacity: str, *, at: datetime) -> Verdict:
    """People of a city invite others to it; only a mayor invites another mayor."""
    if not user.represents(city):
        return no(_("Only people acting for the city can invite others to it."))
    if capacity == Capacity.MAYOR and not user.represents(city, Capacity.MAYOR):
        return no(_("Only the mayor or the programme office can invite somebody as the mayor."))
    return YES


def can_revoke(user: User, invitation: Invitation, *, at: datetime) -> Verdict:
    """People of the city take an invitation back while it is open."""
    if not user.represents(invitation.city):
        return no(_("Only people acting for the city can take its invitations back."))
    return is_pending(invitation)


def is_pending(invitation: Invitation) -> Verdict:
    """An invitation that has been neither accepted nor taken back."""
    if invitation.accepted_at:
        return no(_("This invitation has already been accepted."))
    if invitation.revoked_at:
        return no(_("This invitation has been taken back."))
    return YES


def can_accept_invitation(user: User, invitation: Invitation, *, at: datetime) -> Verdict:
    """The invited person, signed in with the invited address, within the time."""
    pending = is_pending(invitation)
    if not pending:
        return pending
    if not invitation.is_open(at):
        return no(_("This invitation has expired. Ask the person who sent it for a new one."))
    if invitation.invited_by_id == user.pk:
        return no(_("Nobody confirms themselves. Another person has to do it."))
    if user.email.casefold() != invitation.email.casefold():
        return no(
            _("This invitation was sent to another e-mail address. Sign in with the account of that address.")
        )
    return YES


def can_end_representation(user: User, representation: Representation, *, at: datetime) -> Verdict:
    """The person, or the mayor of the city for its coordinators."""
    if representation.ended_at:
        return no(_("This right has already ended."))
    if representation.user_id == user.pk:
        return YES
    if representation.capacity != Capacity.MAYOR and user.represents(representation.city, Capacity.MAYOR):
        return YES
    return no(_("Only the person, the mayor of the city or the programme office can end it."))


def can_see_people_of(user: User, city: City, *, at: datetime) -> Verdict:
    """People of a city see who else acts for it and who has been invited."""
    if user.represents(city):
        return YES
    return no(_("Only people acting for the city can see this page."))


def can_introduce(user: User, person: User) -> Verdict:
    """Everybody changes only their own name and language."""
    if user.pk != person.pk:
        return no(_("Everybody changes only their own account."))
    return YES
