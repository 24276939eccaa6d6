"""What every page knows of the workspace: its menu, and in demo mode the people one can be."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from . import menu
from .demo import people


def desk(request: HttpRequest) -> dict[str, Any]:
    """Give `subnav` (the menu of the signed-in person) and `demo_people` (none when demo mode is off)."""
    context: dict[str, Any] = {"demo_people": SimpleLazyObject(people.listed) if settings.DEMO else []}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        context["subnav"] = SimpleLazyObject(lambda: menu.entries(user))
    return context
