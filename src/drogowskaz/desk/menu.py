"""The menu of the workspace: what a person finds there follows from what they do in the programme."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.programmes.roles import Role

CITY = {"local_coordinator", "mayor"}
TAKING_PART = "taking_part"


@dataclass(frozen=True)
class Entry:
    """One entry of the menu."""

    label: str
    url: str


def roles(user: User) -> set[str]:
    """The roles and capacities `user` has now: "office", "guardian" …, "local_coordinator", "mayor".

    "taking_part" is added for those whose city is in an edition; until then there is nothing behind most doors.
    """
    programme = user.memberships.filter(ends_on=None).values_list("role", flat=True)
    city = user.representations.acting().values_list("capacity", flat=True)
    guardian = [Role.GUARDIAN] if user.guardianships.filter(ends_on=None).exists() else []
    taking_part = (
        [TAKING_PART]
        if city
        and Participation.objects.filter(city__in=user.representations.acting().values("city")).exists()
        else []
    )
    return {*programme, *city, *guardian, *taking_part}


# label, route, who finds it in the menu
TABLE: tuple[tuple[Callable[[], str], str, set[str] | None], ...] = (
    (lambda: _("Start"), "desk:home", None),
    (lambda: _("Applications"), "applications:list", {Role.OFFICE, Role.AUDITOR, *CITY}),
    (
        lambda: _("Cities"),
        "participation:list",
        {Role.OFFICE, Role.GUARDIAN, Role.ADVISER, Role.AUDITOR, TAKING_PART},
    ),
    (
        lambda: _("Advice"),
        "advisory:start",
        {Role.OFFICE, Role.GUARDIAN, Role.ADVISER, Role.AUDITOR, TAKING_PART},
    ),
    (
        lambda: _("Projects"),
        "projects:list",
        {Role.OFFICE, Role.GUARDIAN, Role.ADVISER, Role.AUDITOR, TAKING_PART},
    ),
    (
        lambda: _("Reports"),
        "reports:list",
        {Role.OFFICE, Role.GUARDIAN, Role.ADVISER, Role.AUDITOR, TAKING_PART},
    ),
    (lambda: _("Plan"), "plans:list", {Role.OFFICE, Role.GUARDIAN, Role.ADVISER, Role.AUDITOR}),
    (lambda: _("Certificates"), "certificates:list", {Role.OFFICE, Role.AUDITOR, TAKING_PART}),
    (lambda: _("Editions"), "programmes:list", {Role.OFFICE}),
    (lambda: _("Outbox"), "desk:outbox", {Role.OFFICE}),
    (lambda: _("Journal"), "desk:journal", {Role.OFFICE, Role.AUDITOR}),
)


def entries(user: User) -> list[Entry]:
    """The menu of `user`, in the fixed order of TABLE."""
    mine = roles(user)
    return [Entry(label(), reverse(route)) for label, route, who in TABLE if who is None or mine & who]
