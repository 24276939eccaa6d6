"""The letter about a frozen Plan, to everybody who acts for a city that stands in it."""

from datetime import datetime

from drogowskaz.people.models import Representation
from drogowskaz.programmes.mails import send

from .models import PlanEdition


def tell_frozen(plan: PlanEdition, *, at: datetime) -> None:
    """Tell the people of every city in the Plan that its edition is frozen, with number and hash."""
    inside = [part["participation"] for part in plan.inputs]
    acting = (
        Representation.objects.acting()
        .filter(city__participations__in=inside, user__is_active=True)
        .select_related("user", "city")
        .order_by("city__name", "pk")
    )
    for representation in acting:
        send(
            "plan_frozen",
            plan.edition,
            to=representation.user,
            city=representation.city,
            page=("portal:plan",),
            at=at,
            number=str(plan.number),
            sha256=plan.issued.sha256 if plan.issued else "",
        )
