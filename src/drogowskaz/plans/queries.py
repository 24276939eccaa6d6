"""Readings for the Plan: what is ready, what is missing and whose move it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from drogowskaz.common.waiting import Waiting
from drogowskaz.participation.lifecycle import State as ParticipationState
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Edition, Membership, Theme
from drogowskaz.programmes.roles import Role

from .lifecycle import State
from .models import PlanEdition

# A proof takes about ten seconds; one that takes longer than this has lost its worker.
PATIENCE = timedelta(minutes=10)
GONE = (ParticipationState.WITHDRAWN,)


@dataclass(frozen=True)
class Chapter:
    """One chapter of the Plan as it stands: the cities whose reports are in, and those still missing."""

    theme: Theme
    ready: list[Participation]
    missing: list[Participation]


def readiness(edition: Edition) -> list[Chapter]:
    """Every chapter in the order of the themes, empty ones too; cities by name."""
    cities = (
        edition.participations.exclude(state__in=GONE)
        .select_related("city", "report")
        .prefetch_related("report__versions")
        .order_by("city__name")
    )
    ready: dict[int | None, list[Participation]] = {}
    missing: dict[int | None, list[Participation]] = {}
    for participation in cities:
        report = getattr(participation, "report", None)
        published = report is not None and any(version.published_at for version in report.versions.all())
        (ready if published else missing).setdefault(participation.theme_id, []).append(participation)
    return [
        Chapter(theme, ready.get(theme.pk, []), missing.get(theme.pk, []))
        for theme in edition.themes.order_by("number")
    ]


def next_number(edition: Edition, language: str) -> int:
    """The number the next frozen edition of the Plan will bear."""
    frozen = PlanEdition.objects.frozen().filter(edition=edition, language=language)
    return (frozen.order_by("-number").values_list("number", flat=True).first() or 0) + 1


def waiting_for(user: User, at: datetime) -> list[Waiting]:
    """For the Office: proofs another person compiled, to be read and frozen, and those whose worker is gone."""
    offices = Membership.objects.of(Role.OFFICE).filter(user=user).values("programme")
    plans = PlanEdition.objects.filter(edition__programme__in=offices).select_related("edition")
    proofs = plans.filter(state=State.PROOF).exclude(compiled_by=user).order_by("compiled_at")
    stuck = plans.filter(state=State.COMPILING, compiled_at__lte=at - PATIENCE).order_by("compiled_at")
    return [
        *(
            Waiting(
                title=_("A proof of the Plan waits to be frozen"),
                url=reverse("plans:detail", args=[proof.pk]),
                button=_("Read the proof"),
                note=proof.edition.name_pl,
                since=proof.compiled_at,
                decision=True,
            )
            for proof in proofs
        ),
        *(
            Waiting(
                title=_("A proof of the Plan has not been finished"),
                url=reverse("plans:detail", args=[plan.pk]),
                button=_("See what can be done"),
                note=plan.edition.name_pl,
                since=plan.compiled_at,
            )
            for plan in stuck
        ),
    ]
