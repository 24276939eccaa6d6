"""Readings about participations: who acts, what waits for whom."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.applications.lifecycle import State as ApplicationState
from drogowskaz.applications.models import Application
from drogowskaz.common.waiting import Waiting
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Edition, Membership
from drogowskaz.programmes.roles import Role
from drogowskaz.registers.models import City

from .lifecycle import NamingState, State
from .models import Assignment, CoordinatorNaming, Participation

PROPOSED = NamingState.PROPOSED
OPEN = (State.QUALIFIED, State.AGREED, State.ADVISED)
AGREE_WITHIN = timedelta(days=30)
NAME_WITHIN = timedelta(days=14)
ANSWER_WITHIN = timedelta(days=7)


def coordinator(participation: Participation) -> CoordinatorNaming | None:
    """The Local Coordinator in office, if there is one."""
    return participation.namings.filter(state=NamingState.IN_OFFICE).select_related("user").first()


def has_agreement(participation: Participation) -> bool:
    """Say whether the agreement of both sides is in force."""
    return hasattr(participation, "agreement")


def people_of(city: City) -> list[User]:
    """Everybody who acts for `city` now and has a working account."""
    acting = city.representations.acting().values("user")
    return list(User.objects.filter(pk__in=acting, is_active=True).order_by("pk"))


def coordinators_of(city: City) -> list[User]:
    """Those who act for `city` as its Local Coordinator."""
    acting = city.representations.acting().filter(capacity=Capacity.LOCAL_COORDINATOR).values("user")
    return list(User.objects.filter(pk__in=acting, is_active=True).order_by("pk"))


def office_of(participation: Participation) -> list[User]:
    """The people of the Office of the city's programme."""
    office = (
        Membership.objects.of(Role.OFFICE).filter(programme__editions=participation.edition_id).values("user")
    )
    return list(User.objects.filter(pk__in=office, is_active=True).order_by("pk"))


def guardians_of(participation: Participation) -> list[User]:
    """The Guardians of the theme the city is qualified under."""
    theme = participation.theme_id
    guarding = Q(guardianships__theme=theme, guardianships__ends_on=None)
    return list(User.objects.filter(guarding, is_active=True).order_by("pk").distinct()) if theme else []


def advisers_of(participation: Participation) -> list[User]:
    """The Advisers assigned to the city now."""
    assigned = participation.assignments.filter(ends_on=None).values("adviser")
    return list(User.objects.filter(pk__in=assigned, is_active=True).order_by("name", "pk"))


def assignments_of(participation: Participation) -> QuerySet[Assignment]:
    """The assignments of Advisers that go on, by name."""
    going_on = participation.assignments.filter(ends_on=None, adviser__is_active=True)
    return going_on.select_related("adviser").order_by("adviser__name", "pk")


def advisers_for(participation: Participation) -> QuerySet[User]:
    """Advisers of the programme who could advise the city: all but those who act for it."""
    advisers = Membership.objects.of(Role.ADVISER).filter(programme=participation.edition.programme_id)
    acting = participation.city.representations.acting().values("user")
    return (
        User.objects.filter(pk__in=advisers.values("user"), is_active=True)
        .exclude(pk__in=acting)
        .order_by("name")
    )


def accepted_but_not_admitted() -> QuerySet[Application]:
    """Accepted applications whose city has not been admitted yet, the oldest decision first."""
    return (
        Application.objects.filter(state=ApplicationState.ACCEPTED, participation=None)
        .select_related("city", "call__edition", "qualified_theme")
        .order_by("decided_at", "pk")
    )


def editions_of_office(user: User) -> QuerySet[Edition]:
    """Editions in whose Office `user` works and to which cities can be added."""
    programmes = Membership.objects.of(Role.OFFICE).filter(user=user).values("programme")
    return Edition.objects.filter(programme__in=programmes).exclude(state=EditionState.ARCHIVED)


def waiting_for(user: User, at: datetime) -> list[Waiting]:
    """What waits for `user` about taking part: for the Office and for those who name the coordinator."""
    return _for_office(user) + _for_city(user)


def _for_office(user: User) -> list[Waiting]:
    editions = editions_of_office(user)
    own = user.representations.acting().values("city")  # somebody else of the Office does these
    matters = [
        Waiting(
            title=_("Admit the city whose application was accepted"),
            url=reverse("participation:admit_application", args=[application.pk]),
            button=_("Admit"),
            city=application.city.name,
            note=application.title,
            since=application.decided_at,
            decision=True,
        )
        for application in accepted_but_not_admitted()
        .filter(call__edition__in=editions)
        .exclude(city__in=own)
    ]
    namings = (
        CoordinatorNaming.objects.filter(
            state=NamingState.PROPOSED, participation__edition__in=editions, participation__state__in=OPEN
        )
        .exclude(proposed_by=user)
        .exclude(participation__city__in=own)
        .exclude(email__iexact=user.email)
    )
    matters += [
        Waiting(
            title=_("Confirm the local coordinator"),
            url=reverse("participation:coordinator", args=[naming.participation_id]),
            button=_("Look at the proposal"),
            city=naming.participation.city.name,
            note=naming.name,
            since=naming.proposed_at,
            due_on=timezone.localdate(naming.proposed_at + ANSWER_WITHIN),
            decision=True,
        )
        for naming in namings.select_related("participation__city").order_by("proposed_at", "pk")
    ]
    qualified = Participation.objects.filter(edition__in=editions, state=State.QUALIFIED)
    qualified = qualified.exclude(city__in=own)
    matters += [
        Waiting(
            title=_("Record the agreement"),
            url=reverse("participation:agreement", args=[participation.pk]),
            button=_("Record the agreement"),
            city=participation.city.name,
            since=participation.qualified_at,
            due_on=_within(AGREE_WITHIN, participation),
        )
        for participation in qualified.select_related("city").order_by("qualified_at", "pk")
    ]
    return matters


def _within(term: timedelta, participation: Participation) -> date | None:
    return timezone.localdate(participation.qualified_at + term) if participation.qualified_at else None


def _for_city(user: User) -> list[Waiting]:
    """The mayor names the coordinator; where no mayor has an account, those who act for the city do."""
    rights = list(user.representations.acting().values_list("city", "capacity"))
    cities = {city for city, _capacity in rights}
    if not cities:
        return []
    as_mayor = {city for city, capacity in rights if capacity == Capacity.MAYOR}
    with_mayor = set(
        City.objects.filter(
            pk__in=cities,
            representations__capacity=Capacity.MAYOR,
            representations__confirmed_at__isnull=False,
            representations__ended_at=None,
        ).values_list("pk", flat=True)
    )
    named = CoordinatorNaming.objects.filter(state__in=[NamingState.PROPOSED, NamingState.IN_OFFICE])
    unnamed = (
        Participation.objects.filter(city__in=as_mayor | (cities - with_mayor), state__in=OPEN)
        .exclude(edition__state=EditionState.ARCHIVED)
        .exclude(pk__in=named.values("participation"))
    )
    return [
        Waiting(
            title=_("Name the local coordinator of the city"),
            url=reverse("participation:coordinator", args=[participation.pk]),
            button=_("Name the coordinator"),
            city=participation.city.name,
            note=_("Without a coordinator no hours of advice can be opened."),
            since=participation.qualified_at,
            due_on=_within(NAME_WITHIN, participation),
            decision=True,
        )
        for participation in unnamed.select_related("city").order_by("qualified_at", "pk")
    ]
