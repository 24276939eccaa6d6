"""Readings of who works where; the building stones of every policy."""

from typing import Any

from drogowskaz.people.models import User

from .models import Edition, Membership, PresetPart, Programme, Theme
from .roles import Role


def holds(user: User, role: Role, programme: Programme) -> bool:
    """Say whether `user` has `role` in `programme` and it has not been ended."""
    return Membership.objects.of(role).filter(user=user, programme=programme).exists()


def is_office(user: User, edition: Edition) -> bool:
    """Say whether `user` works in the Office of the programme of `edition`."""
    return Membership.objects.of(Role.OFFICE).filter(user=user, programme__editions=edition).exists()


def guards(user: User, theme: Theme) -> bool:
    """Say whether `user` is a Guardian of `theme` now."""
    return theme.guardianships.filter(user=user, ends_on=None).exists()


def part(edition: Edition, kind: PresetPart.Kind) -> dict[str, Any]:
    """The newest version of one part of the edition's preset, as stored.

    Raises:
        PresetPart.DoesNotExist: the edition was made without it; the loader of presets prevents that.
    """
    content: dict[str, Any] = edition.parts.filter(kind=kind).latest("version").content
    return content
