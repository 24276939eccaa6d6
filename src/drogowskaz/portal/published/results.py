"""The results of an edition in numbers, computed at the moment they are asked for and typed by nobody."""

from dataclasses import dataclass
from typing import Annotated

from django.db.models import Count, Q, Sum
from pydantic import Field

from drogowskaz.advisory.models import Account
from drogowskaz.certificates.lifecycle import State as CertificateState
from drogowskaz.certificates.models import Certificate
from drogowskaz.participation.lifecycle import State as ParticipationState
from drogowskaz.participation.models import Participation
from drogowskaz.plans.models import PlanEdition
from drogowskaz.programmes.models import Edition
from drogowskaz.projects.lifecycle import State as ProjectState
from drogowskaz.projects.models import Project
from drogowskaz.reports.models import Version

from .editions import PublicEdition, PublicStage, amount, edition
from .goals import PublicGoal, goals


@dataclass(frozen=True)
class StageResult:
    """Advice of one stage: how many cities it was opened for, and its minutes."""

    stage: PublicStage
    cities: int
    granted: int
    used: int


@dataclass(frozen=True)
class PublicHours:
    """Advice of one stage of an edition, added up over all its cities."""

    edition: Annotated[str, Field(description="slug of the edition")]
    stage: Annotated[int, Field(description="number of the stage")]
    minutes_for_each_city: Annotated[int, Field(description="minutes foreseen for each city")]
    cities: Annotated[int, Field(description="cities the stage has been opened for")]
    minutes_granted: Annotated[int, Field(description="minutes granted to them so far")]
    minutes_used: Annotated[int, Field(description="minutes of advice that cities have confirmed")]


@dataclass(frozen=True)
class PublicResults:
    """The results of an edition.

    `cities` are those that were qualified, as counted here (`known`) or as the sources of the archive state it.
    """

    edition: PublicEdition
    cities: int
    known: int
    withdrawn: int
    stages: tuple[StageResult, ...]
    reports: int
    projects: int
    projects_completed: int
    certificates: int
    plans: int
    goals: tuple[PublicGoal, ...]

    @property
    def promised(self) -> int:
        """Minutes foreseen for all cities: cities × minutes of all stages."""
        return self.cities * self.edition.minutes

    @property
    def all_known(self) -> bool:
        """Say whether this site knows every city that was qualified; where it does not, a missing one is not a zero."""
        return self.known == self.cities

    def said(self, minutes: int) -> str:
        """An amount of advice in the unit of the edition."""
        return amount(minutes, self.edition.minutes_in_unit)

    @property
    def promised_amount(self) -> str:
        return self.said(self.promised)

    @property
    def granted_amount(self) -> str:
        return self.said(self.granted)

    @property
    def used_amount(self) -> str:
        return self.said(self.used)

    @property
    def granted(self) -> int:
        """Minutes granted so far."""
        return sum(stage.granted for stage in self.stages)

    @property
    def used(self) -> int:
        """Minutes confirmed by cities."""
        return sum(stage.used for stage in self.stages)


def _sums(slug: str = "") -> dict[tuple[str, int], dict[str, int]]:
    """The ledger by edition and stage: cities, minutes granted and used."""
    accounts = Account.objects.filter(participation__edition__in=Edition.objects.public())
    if slug:
        accounts = accounts.filter(participation__edition__slug=slug)
    lines = (
        accounts.values("stage__edition__slug", "stage__number")
        .annotate(cities=Count("pk"), granted=Sum("granted"), used=Sum("used"))
        .order_by()
    )
    return {
        (line["stage__edition__slug"], line["stage__number"]): {
            name: line[name] or 0 for name in ("cities", "granted", "used")
        }
        for line in lines
    }


NONE = {"cities": 0, "granted": 0, "used": 0}


def results(slug: str) -> PublicResults | None:
    """The results of a public edition; nothing where there is none of this slug."""
    public = edition(slug)
    if public is None:
        return None
    sums = _sums(slug)
    cities = (
        Participation.objects.published()
        .filter(edition__slug=slug)
        .aggregate(
            all=Count("pk"),
            withdrawn=Count("pk", filter=Q(state=ParticipationState.WITHDRAWN)),
        )
    )
    projects = Project.objects.filter(participation__edition__slug=slug).aggregate(
        started=Count("pk", filter=~Q(state=ProjectState.PLANNED)),
        completed=Count("pk", filter=Q(state=ProjectState.COMPLETED)),
    )
    published = Version.objects.published().filter(report__participation__edition__slug=slug)
    return PublicResults(
        edition=public,
        cities=public.stated if public.stated is not None else cities["all"],
        known=cities["all"],
        withdrawn=cities["withdrawn"],
        stages=tuple(StageResult(stage, **sums.get((slug, stage.number), NONE)) for stage in public.stages),
        reports=published.values("report").distinct().count(),
        projects=projects["started"],
        projects_completed=projects["completed"],
        certificates=Certificate.objects.filter(
            participation__edition__slug=slug, state=CertificateState.ISSUED
        ).count(),
        plans=PlanEdition.objects.frozen().filter(edition__slug=slug).count(),
        goals=tuple(goals(slug)),
    )


def hours(public: list[PublicEdition]) -> list[PublicHours]:
    """Advice of every stage of the given editions."""
    sums = _sums()
    return [
        PublicHours(one.slug, stage.number, stage.minutes, line["cities"], line["granted"], line["used"])
        for one in public
        for stage in one.stages
        for line in [sums.get((one.slug, stage.number), NONE)]
    ]
