"""What the public may know of the cities that take part."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import Field

from drogowskaz.certificates.lifecycle import State as CertificateState
from drogowskaz.common.languages import Wording, wording
from drogowskaz.participation.lifecycle import NamingState
from drogowskaz.participation.lifecycle import State as ParticipationState
from drogowskaz.participation.models import Participation
from drogowskaz.people.folding import folded
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.projects.lifecycle import MilestoneState

STAGES = {  # the five public steps of the road, and the ways out of it; key: its word
    "dopracowanie": lambda: _("refining the project"),
    "plan": lambda: _("in the Plan"),
    "realizacja": lambda: _("carrying out the project"),
    "certyfikat": lambda: _("certified"),
    "nieukonczone": lambda: _("not completed"),
    "wycofane": lambda: _("withdrawn"),
    "archiwum": lambda: _("archive"),
}


@dataclass(frozen=True)
class PublicMilestone:
    """A dated step of the city's project."""

    title: str
    due_on: date
    done_on: date | None
    late: bool


@dataclass(frozen=True)
class PublicCity:
    """A city that takes part in an edition of the programme."""

    teryt: Annotated[str, Field(description="number in the state register of territorial units, as text")]
    slug: Annotated[str, Field(description="the city's name in addresses")]
    city: Annotated[str, Field(description="name of the city, in Polish")]
    voivodeship: Annotated[str, Field(description="code of the voivodeship in the register")]
    voivodeship_name: Annotated[str, Field(description="name of the voivodeship, in the language of the answer")]
    population: Annotated[int | None, Field(description="residents; empty where not known")]
    latitude: Annotated[float | None, Field(description="degrees north")]
    longitude: Annotated[float | None, Field(description="degrees east")]
    edition: Annotated[str, Field(description="slug of the edition")]
    path: Annotated[str, Field(description="way into the programme; empty where the source does not say")]
    goal: Annotated[int | None, Field(description="goal the city is qualified under; empty where not known")]
    project: Annotated[str, Field(description="title of the project; empty where not known")]
    stage: Annotated[str, Field(description="where the city is: " + ", ".join(STAGES))]
    minutes_granted: Annotated[int, Field(description="minutes of advice granted so far")]
    minutes_used: Annotated[int, Field(description="minutes of advice confirmed by the city")]
    report: Annotated[int | None, Field(description="version of the published report; empty before the first")]
    certificate: Annotated[str, Field(description="number of the valid certificate; empty before it is issued")]
    withdrawn_on: Annotated[date | None, Field(description="the day the city withdrew")]
    source: Annotated[str, Field(description="address of the page these facts come from, in the archive")]
    invented: Annotated[bool, Field(description="made up for a demonstration")]


@dataclass(frozen=True)
class CityPage:
    """Everything the public page of one city shows."""

    row: PublicCity
    edition_name: Wording
    edition_archived: bool
    goal_name: Wording
    path_name: Wording
    municipality: str
    minutes_in_unit: int
    population_year: int | None
    qualified_on: date
    coordinator: str
    hours: list[tuple[Wording, int, int, int]] = field(default_factory=list)  # stage, granted, reserved, used
    milestones: list[PublicMilestone] = field(default_factory=list)
    improves: str = ""
    aim: str = ""
    groups: str = ""
    partners: str = ""
    certificate_code: str = ""
    report_versions: list[int] = field(default_factory=list)


def _rows(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    return participations.select_related(
        "city", "edition", "path", "theme", "stage", "report", "project"
    ).prefetch_related("accounts", "certificates__document", "report__versions")


def _published(participation: Participation) -> list[int]:
    report = getattr(participation, "report", None)
    return sorted(one.number for one in report.versions.all() if one.published_at) if report else []


def _stage(participation: Participation, reported: bool, certified: bool) -> str:
    state = participation.state
    if participation.edition.state == EditionState.ARCHIVED:
        return "archiwum"
    if state == ParticipationState.WITHDRAWN:
        return "wycofane"
    if state == ParticipationState.NOT_COMPLETED:
        return "nieukonczone"
    if certified:
        return "certyfikat"
    if state == ParticipationState.COMPLETED or participation.stage and participation.stage.number > 1:
        return "realizacja"
    return "plan" if reported else "dopracowanie"


def _record(participation: Participation) -> PublicCity:
    city, versions = participation.city, _published(participation)
    valid = [one for one in participation.certificates.all() if one.state == CertificateState.ISSUED]
    accounts = list(participation.accounts.all())
    project = getattr(participation, "project", None)
    return PublicCity(
        teryt=city.teryt,
        slug=city.slug,
        city=city.name,
        voivodeship=city.voivodeship,
        voivodeship_name=city.get_voivodeship_display(),
        population=city.population,
        latitude=city.latitude,
        longitude=city.longitude,
        edition=participation.edition.slug,
        path=participation.path.key if participation.path else "",
        goal=participation.theme.number if participation.theme else None,
        project=project.title if project else participation.project_title,
        stage=_stage(participation, bool(versions), bool(valid)),
        minutes_granted=sum(account.granted for account in accounts),
        minutes_used=sum(account.used for account in accounts),
        report=versions[-1] if versions else None,
        certificate=valid[0].document.number if valid and valid[0].document else "",
        withdrawn_on=timezone.localdate(participation.withdrawn_at) if participation.withdrawn_at else None,
        source=participation.source,
        invented=city.invented,
    )


def cities(edition: str = "") -> list[PublicCity]:
    """Published participations of one edition, or of all, by the city's name."""
    rows = _rows(Participation.objects.published())
    if edition:
        rows = rows.filter(edition__slug=edition)
    return [_record(row) for row in rows.order_by("city__name", "pk")]


def matching(
    rows: Iterable[PublicCity], *, text: str = "", goal: int | None = None, voivodeship: str = "", stage: str = "", path: str = ""
) -> list[PublicCity]:
    """Those of `rows` that match every filter given; `text` is looked for in city and project, without accents."""
    words = folded(text).split()
    return [
        row
        for row in rows
        if (goal is None or row.goal == goal)
        and (not voivodeship or row.voivodeship == voivodeship)
        and (not stage or row.stage == stage)
        and (not path or row.path == path)
        and all(word in folded(f"{row.city} {row.project}") for word in words)
    ]


def city(slug: str, edition: str = "") -> CityPage | None:
    """The public page of a city: its participation in `edition`, or else in the newest one."""
    rows = _rows(Participation.objects.published()).filter(city__slug=slug)
    if edition:
        rows = rows.filter(edition__slug=edition)
    participation = (
        rows.prefetch_related("accounts__stage", "project__milestones", "namings")
        .order_by("-edition__starts_on", "-pk")
        .first()
    )
    if participation is None:
        return None
    project = getattr(participation, "project", None)
    named = [one for one in participation.namings.all() if one.state == NamingState.IN_OFFICE and one.public_name]
    valid = [one for one in participation.certificates.all() if one.state == CertificateState.ISSUED]
    accounts = sorted(participation.accounts.all(), key=lambda account: account.stage.number)
    return CityPage(
        row=_record(participation),
        edition_name=wording(participation.edition, "name"),
        edition_archived=participation.edition.state == EditionState.ARCHIVED,
        goal_name=wording(participation.theme, "name"),
        path_name=wording(participation.path, "name"),
        municipality=participation.city.get_municipality_type_display(),
        minutes_in_unit=participation.edition.minutes_in_unit,
        population_year=participation.city.population_year,
        qualified_on=timezone.localdate(participation.qualified_at),
        coordinator=named[0].name if named else "",
        hours=[(wording(one.stage, "name"), one.granted, one.reserved, one.used) for one in accounts],
        milestones=_milestones(participation),
        improves=project.improves if project else "",
        aim=project.aim if project else "",
        groups=project.groups if project else "",
        partners=project.partners if project else "",
        certificate_code=valid[0].document.code if valid and valid[0].document else "",
        report_versions=_published(participation),
    )


def _milestones(participation: Participation) -> list[PublicMilestone]:
    project = getattr(participation, "project", None)
    if project is None:
        return []
    today = timezone.localdate()
    found = []
    for milestone in sorted(project.milestones.all(), key=lambda one: (one.due_on, one.pk)):
        done = milestone.state == MilestoneState.ACCEPTED
        found.append(
            PublicMilestone(
                title=milestone.title,
                due_on=milestone.due_on,
                done_on=timezone.localdate(milestone.accepted_at) if done and milestone.accepted_at else None,
                late=not done and milestone.due_on < today,
            )
        )
    return found
