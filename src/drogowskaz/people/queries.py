"""Readings about people and cities."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from drogowskaz.registers.models import City

from .folding import folded
from .models import Invitation, Representation, User

FOUND_AT_MOST = 30


@dataclass(frozen=True)
class Found:
    """What a search of the register gives: the first cities, and whether there are more."""

    cities: list[City]
    more: bool


def cities_named(text: str) -> Found:
    """Cities of the register whose name, or a word in it, begins with `text`; accents and capitals do not matter.

    Those whose whole name begins so come first, then by name. Nothing is found for an empty text.
    """
    wanted = folded(text)
    if not wanted:
        return Found([], more=False)
    hits = []
    for pk, name in City.objects.current().values_list("pk", "name"):
        plain = folded(name)
        if f" {plain}".find(f" {wanted}") >= 0:
            hits.append((not plain.startswith(wanted), plain, pk))
    order = [pk for _, _, pk in sorted(hits)]
    cities = City.objects.in_bulk(order[:FOUND_AT_MOST])
    return Found([cities[pk] for pk in order[:FOUND_AT_MOST]], more=len(order) > FOUND_AT_MOST)


def of_user(user: User) -> QuerySet[Representation]:
    """The cities `user` acts for or has asked to act for."""
    return user.representations.filter(ended_at=None).select_related("city").order_by("city__name", "pk")


def acting_for(city: City) -> QuerySet[Representation]:
    """Who acts for `city` now, the longest first."""
    return (
        Representation.objects.acting()
        .filter(city=city)
        .select_related("user")
        .order_by("confirmed_at", "pk")
    )


def invitations_of(city: City) -> QuerySet[Invitation]:
    """Invitations to `city`, the newest first; also those used, taken back and expired."""
    return Invitation.objects.filter(city=city).select_related("invited_by").order_by("-invited_at", "-pk")


def cities_of(user: User) -> QuerySet[City]:
    """Cities `user` acts for now."""
    return City.objects.filter(pk__in=user.representations.acting().values("city")).order_by("name", "pk")


def open_invitations_for(user: User, at: datetime) -> QuerySet[Invitation]:
    """Invitations sent to the address of `user` that can still be accepted at `at`."""
    return (
        Invitation.objects.filter(
            email__iexact=user.email, accepted_at=None, revoked_at=None, expires_at__gt=at
        )
        .select_related("city", "invited_by")
        .order_by("expires_at", "pk")
    )
