"""How a person stands towards a city that takes part: the questions every policy from here upwards is built of."""

from django.utils.translation import gettext_lazy as _

from drogowskaz.common.verdict import YES, Verdict, no
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes import queries as programmes
from drogowskaz.registers.models import City

from .models import Participation


def acts_for(user: User, city: City) -> bool:
    """Say whether `user` acts for `city` now, in whatever capacity."""
    return user.represents(city)


def coordinates(user: User, participation: Participation) -> bool:
    """Say whether `user` acts for the city as its Local Coordinator."""
    return user.represents(participation.city, Capacity.LOCAL_COORDINATOR)


def governs(user: User, participation: Participation) -> bool:
    """Say whether `user` acts for the city as its mayor."""
    return user.represents(participation.city, Capacity.MAYOR)


def is_office(user: User, participation: Participation) -> bool:
    """Say whether `user` works in the Office of the city's programme."""
    return programmes.is_office(user, participation.edition)


def guards(user: User, participation: Participation) -> bool:
    """Say whether `user` is now a Guardian of the theme the city is qualified under."""
    return participation.theme is not None and programmes.guards(user, participation.theme)


def advises(user: User, participation: Participation) -> bool:
    """Say whether `user` is assigned to the city as its Adviser now."""
    return participation.assignments.filter(adviser=user, ends_on=None).exists()


def nobodys_own(user: User, city: City) -> Verdict:
    """Nobody decides about a city they act for, whatever else they are."""
    if acts_for(user, city):
        return no(_("You act for this city. Another person of the programme office decides about it."))
    return YES


def decides(user: User, participation: Participation) -> Verdict:
    """The Office of the city's programme, but nobody who acts for the city."""
    if not is_office(user, participation):
        return no(_("Only the programme office can do this."))
    return nobodys_own(user, participation.city)
