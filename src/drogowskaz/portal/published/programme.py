"""What the public may know of a programme: its editions, the call, goals and results."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from django.db.models import Count, Q, Sum
from pydantic import Field

from drogowskaz.advisory.models import Account
from drogowskaz.certificates.lifecycle import State as CertificateState
from drogowskaz.certificates.models import Certificate
from drogowskaz.common.languages import Wording, wording
from drogowskaz.participation.lifecycle import State as ParticipationState
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Call, Edition, Theme
from drogowskaz.programmes.parts import Questionnaire
from drogowskaz.projects.lifecycle import State as ProjectState
from drogowskaz.projects.models import Project
from drogowskaz.reports.models import Version

TAKING_PART = ~Q(participations__state=ParticipationState.WITHDRAWN)


@dataclass(frozen=True)
class PublicStage:
    """A stage of advice: its allowance for each city, in minutes."""

    number: int
    name: Wording
    purpose: Wording
    minutes: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class PublicPath:
    """A way into the programme, with the number of cities that came by it."""

    key: str
    name: Wording
    summary: Wording
    has_application: bool
    cities: int


@dataclass(frozen=True)
class PublicEdition:
    """An edition of the programme that runs or is in the archive."""

    slug: str
    name: Wording
    programme: Wording
    summary: Wording
    note: Wording
    starts_on: date
    projects_end_on: date
    archived: bool
    invented: bool
    minutes_in_unit: int
    stages: tuple[PublicStage, ...]
    paths: tuple[PublicPath, ...]

    @property
    def minutes(self) -> int:
        """Minutes of advice for each city, all stages together."""
        return sum(stage.minutes for stage in self.stages)


@dataclass(frozen=True)
class PublicExtension:
    """A deadline that was moved: both moments and the reason."""

    from_at: datetime
    to_at: datetime
    reason: str
    on: datetime


@dataclass(frozen=True)
class PublicCall:
    """The open call: its dates, how they came to be, and how much it asks for."""

    edition: PublicEdition
    opens_at: datetime
    closes_at: datetime
    results_on: date
    is_open: bool
    themes_at_most: int
    extensions: tuple[PublicExtension, ...]


@dataclass(frozen=True)
class PublicGoal:
    """A goal (theme) of an edition with the number of cities qualified under it; it may be none."""

    number: Annotated[int, Field(description="number of the goal; 1 to 17 are the Sustainable Development Goals")]
    name_pl: Annotated[str, Field(description="name in Polish")]
    name_en: Annotated[str, Field(description="name in English; empty where there is none")]
    summary_pl: Annotated[str, Field(description="what it is about, in Polish")]
    summary_en: Annotated[str, Field(description="what it is about, in English")]
    edition: Annotated[str, Field(description="slug of the edition")]
    cities: Annotated[int, Field(description="cities qualified under the goal that have not withdrawn")]
    guardians: Annotated[list[str], Field(description="names of the goal's guardians")]


@dataclass(frozen=True)
class StageResult:
    """Advice of one stage in numbers; minutes."""

    stage: PublicStage
    cities: int
    granted: int
    used: int


@dataclass(frozen=True)
class PublicResults:
    """The results of an edition, every number computed at this moment."""

    edition: PublicEdition
    cities: int
    withdrawn: int
    stages: tuple[StageResult, ...]
    reports: int
    projects: int
    projects_completed: int
    certificates: int
    goals: tuple[PublicGoal, ...]

    @property
    def promised(self) -> int:
        """Minutes foreseen for all cities: cities × minutes of all stages."""
        return self.cities * self.edition.minutes

    @property
    def used(self) -> int:
        """Minutes confirmed by cities."""
        return sum(stage.used for stage in self.stages)


def _edition(row: Edition) -> PublicEdition:
    stages = sorted(row.stages.all(), key=lambda stage: stage.number)
    counted = dict(
        row.participations.exclude(state=ParticipationState.WITHDRAWN)
        .values_list("path")
        .annotate(number=Count("pk"))
        .order_by("path")
    )
    paths = sorted(row.paths.all(), key=lambda path: path.position)
    return PublicEdition(
        slug=row.slug,
        name=wording(row, "name"),
        programme=wording(row.programme, "name"),
        summary=wording(row.programme, "summary"),
        note=wording(row, "public_note"),
        starts_on=row.starts_on,
        projects_end_on=row.projects_end_on,
        archived=row.state == EditionState.ARCHIVED,
        invented=row.invented,
        minutes_in_unit=row.minutes_in_unit,
        stages=tuple(_stage(stage) for stage in stages),
        paths=tuple(
            PublicPath(
                path.key, path.name, wording(path, "summary"), path.has_application, counted.get(path.pk, 0)
            )
            for path in paths
        ),
    )


def _stage(stage: object) -> PublicStage:
    return PublicStage(
        number=stage.number,  # type: ignore[attr-defined]
        name=wording(stage, "name"),
        purpose=wording(stage, "purpose"),
        minutes=stage.minutes,  # type: ignore[attr-defined]
        starts_on=stage.starts_on,  # type: ignore[attr-defined]
        ends_on=stage.ends_on,  # type: ignore[attr-defined]
    )


def _editions() -> list[Edition]:
    public = Edition.objects.public().select_related("programme").prefetch_related("stages", "paths")
    return list(public.order_by("-starts_on", "-pk"))


def editions() -> list[PublicEdition]:
    """Every edition the public may know, the newest first."""
    return [_edition(row) for row in _editions()]


def _row(slug: str) -> Edition | None:
    public = Edition.objects.public().select_related("programme").prefetch_related("stages", "paths")
    return public.filter(slug=slug).first()


def edition(slug: str) -> PublicEdition | None:
    """One edition by its slug; nothing for one that is still being prepared."""
    row = _row(slug)
    return _edition(row) if row else None


def _current() -> Edition | None:
    """The edition the site shows first: of those that run the one with cities, else the newest."""
    public = Edition.objects.public().select_related("programme").prefetch_related("stages", "paths")
    counted = public.annotate(number=Count("participations")).order_by("-starts_on", "-pk")
    running = [row for row in counted if row.state == EditionState.RUNNING]
    return next((row for row in running if row.number), None) or (running or list(counted) or [None])[0]


def current() -> PublicEdition | None:
    """The edition the site shows where no other is asked for."""
    row = _current()
    return _edition(row) if row else None


def call(at: datetime) -> PublicCall | None:
    """The call that is open at `at`, or else the one that opens or has closed last; nothing before any."""
    known = Call.objects.filter(edition__state=EditionState.RUNNING).select_related("edition__programme")
    row = (
        known.open(at).order_by("closes_at").first()
        or known.filter(opens_at__gt=at).order_by("opens_at").first()
        or known.order_by("-closes_at").first()
    )
    if row is None:
        return None
    return PublicCall(
        edition=_edition(row.edition),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        results_on=row.results_on,
        is_open=row.is_open(at),
        themes_at_most=row.edition.themes_at_most,
        extensions=tuple(
            PublicExtension(moved.from_at, moved.to_at, moved.reason, moved.extended_at)
            for moved in row.extensions.order_by("extended_at")
        ),
    )


def questions(slug: str) -> Questionnaire | None:
    """Everything the application of an edition asks, to be read beforehand."""
    row = _row(slug)
    return programmes.questionnaire(row) if row else None


def goals(slug: str) -> list[PublicGoal]:
    """The goals of an edition by number, those without a city too."""
    themes = (
        Theme.objects.filter(edition__slug=slug, edition__in=Edition.objects.public())
        .annotate(number_of_cities=Count("participations", filter=TAKING_PART, distinct=True))
        .prefetch_related("guardianships__user")
        .order_by("number")
    )
    return [
        PublicGoal(
            number=theme.number,
            name_pl=theme.name_pl,
            name_en=theme.name_en,
            summary_pl=theme.summary_pl,
            summary_en=theme.summary_en,
            edition=slug,
            cities=theme.number_of_cities,
            guardians=sorted(one.user.name for one in theme.guardianships.all() if one.ends_on is None),
        )
        for theme in themes
    ]


def results(slug: str) -> PublicResults | None:
    """The results of an edition in numbers, none of them typed by anybody."""
    row = _row(slug)
    if row is None:
        return None
    public = _edition(row)
    sums = {
        line["stage__number"]: line
        for line in Account.objects.filter(participation__edition=row)
        .exclude(participation__state=ParticipationState.WITHDRAWN)
        .values("stage__number")
        .annotate(cities=Count("pk"), granted=Sum("granted"), used=Sum("used"))
    }
    none = {"cities": 0, "granted": 0, "used": 0}
    cities = row.participations.aggregate(
        all=Count("pk", filter=~Q(state=ParticipationState.WITHDRAWN)),
        withdrawn=Count("pk", filter=Q(state=ParticipationState.WITHDRAWN)),
    )
    projects = Project.objects.filter(participation__edition=row).aggregate(
        all=Count("pk"), completed=Count("pk", filter=Q(state=ProjectState.COMPLETED))
    )
    return PublicResults(
        edition=public,
        cities=cities["all"],
        withdrawn=cities["withdrawn"],
        stages=tuple(
            StageResult(stage, line["cities"], line["granted"], line["used"])
            for stage in public.stages
            for line in [sums.get(stage.number, none)]
        ),
        reports=Version.objects.published()
        .filter(report__participation__edition=row)
        .values("report")
        .distinct()
        .count(),
        projects=projects["all"],
        projects_completed=projects["completed"],
        certificates=Certificate.objects.filter(
            participation__edition=row, state=CertificateState.ISSUED
        ).count(),
        goals=tuple(goals(slug)),
    )
