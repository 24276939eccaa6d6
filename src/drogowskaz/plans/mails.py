"""Letters about the Plan: to the Office, which reads and freezes it, and to the cities that stand in it."""

from datetime import datetime

from drogowskaz.people.models import Representation, User
from drogowskaz.programmes.mails import send
from drogowskaz.programmes.models import Membership
from drogowskaz.programmes.roles import Role

from .models import PlanEdition


def tell_proof(plan: PlanEdition, *, at: datetime) -> None:
    """Tell the Office, the person who ordered it too, that a proof can be read."""
    office = Membership.objects.of(Role.OFFICE).filter(programme__editions=plan.edition_id).values("user")
    page, reports = ("plans:detail", plan.pk), str(len(plan.inputs))
    for person in User.objects.filter(pk__in=office, is_active=True).order_by("pk"):
        send("plan_proof", plan.edition, to=person, page=page, at=at, reports=reports)


def tell_failed(plan: PlanEdition, *, at: datetime) -> None:
    """Tell the person who ordered it that there is no proof, and why."""
    if plan.compiled_by.is_active:
        page = ("plans:detail", plan.pk)
        send("plan_failed", plan.edition, to=plan.compiled_by, page=page, at=at, trouble=plan.trouble)


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
