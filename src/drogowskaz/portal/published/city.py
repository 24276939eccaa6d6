"""What the public may know of one city: its project, its road in five steps, hours, milestones, lessons."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.db.models import Prefetch
from django.utils import timezone

from drogowskaz.advisory.models import Account
from drogowskaz.common.languages import Wording, wording
from drogowskaz.documents.models import Upload
from drogowskaz.participation.lifecycle import NamingState
from drogowskaz.participation.lifecycle import State as ParticipationState
from drogowskaz.participation.models import CoordinatorNaming, Participation
from drogowskaz.plans.models import PlanEdition
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.projects.lifecycle import MilestoneState
from drogowskaz.projects.lifecycle import State as ProjectState
from drogowskaz.projects.models import Evidence
from drogowskaz.reports.models import Version

from .cities import PublicCity, public_project, published_versions, record, rows, valid_certificate
from .editions import amount

SUMMARY = ("at-a-glance", "summary", "solution")  # sections that say what a city does, in this order
LESSONS = ("lessons", "risks", "after-half-a-year")  # sections that say what others can take from it


@dataclass(frozen=True)
class PublicEvidence:
    """What shows that a milestone was reached, where the city has made it public: an address, or a file by its key."""

    shows: str
    url: str
    file: int | None


@dataclass(frozen=True)
class PublicMilestone:
    """A dated step of the city's project; `done_on` is the day somebody else accepted it."""

    key: int
    title: str
    due_on: date
    done_on: date | None
    late: bool
    in_review: bool = False  # reported by the city, not yet accepted by anybody
    evidence: tuple[PublicEvidence, ...] = ()


@dataclass(frozen=True)
class PublicStep:
    """One of the five steps: `state` is "done", "now" or "ahead"; `on` is the day it ended, or is to end."""

    key: str
    state: str
    on: date | None = None


@dataclass(frozen=True)
class StageHours:
    """Advice of one stage to one city, in minutes."""

    name: Wording
    granted: int
    reserved: int
    used: int


@dataclass(frozen=True)
class PublicProject:
    """The city's project in its own words, once it has been started."""

    title: str
    aim: str
    improves: str
    actions: str
    groups: str
    partners: str
    place: str
    completed_on: date | None
    stopped_on: date | None


@dataclass(frozen=True)
class CityPage:
    """Everything the public page of one city shows."""

    row: PublicCity
    edition_name: Wording
    edition_archived: bool
    goal_name: Wording
    goal_colour: str
    path_name: Wording
    has_application: bool
    municipality: str
    minutes_in_unit: int
    population_year: int | None
    qualified_on: date | None
    not_completed: bool
    coordinator: str
    project: PublicProject | None
    road: tuple[PublicStep, ...]
    hours: tuple[StageHours, ...]
    milestones: tuple[PublicMilestone, ...]
    summary: Wording
    lessons: Wording
    certificate_code: str
    certified_on: date | None
    in_plan: bool
    report_language: str

    @property
    def milestones_reached(self) -> int:
        return sum(one.done_on is not None for one in self.milestones)

    @property
    def used_amount(self) -> str:
        return amount(self.row.minutes_used, self.minutes_in_unit)

    @property
    def granted_amount(self) -> str:
        return amount(self.row.minutes_granted, self.minutes_in_unit)

    @property
    def source_host(self) -> str:
        """The name of the site that the facts of an archived city come from."""
        return (urlsplit(self.row.source).hostname or self.row.source).removeprefix("www.")


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def city(slug: str, edition: str = "", *, today: date) -> CityPage | None:
    """The public page of a city as of `today`: its participation in `edition`, or else in the newest one."""
    found = rows().filter(city__slug=slug)
    if edition:
        found = found.filter(edition__slug=edition)
    named = CoordinatorNaming.objects.filter(state=NamingState.IN_OFFICE, public_name=True)
    evidence = Evidence.objects.public().order_by("pk")
    participation = (
        found.prefetch_related(
            "accounts__stage",
            "edition__stages",
            "project__milestones",
            Prefetch("project__milestones__evidence", queryset=evidence, to_attr="public_evidence"),
            Prefetch("namings", queryset=named, to_attr="public_namings"),
        )
        .order_by("-edition__starts_on", "-pk")
        .first()
    )
    return _page(participation, today) if participation else None


def _page(participation: Participation, today: date) -> CityPage:
    namings: list[CoordinatorNaming] = participation.public_namings  # type: ignore[attr-defined]  # by Prefetch in `city`
    given, versions = valid_certificate(participation), published_versions(participation)
    newest = Version.objects.published().filter(pk=versions[-1].pk).first() if versions else None
    archived = participation.edition.state == EditionState.ARCHIVED
    frozen = _frozen(participation)
    return CityPage(
        row=record(participation),
        edition_name=wording(participation.edition, "name"),
        edition_archived=archived,
        goal_name=wording(participation.theme, "name"),
        goal_colour=participation.theme.colour if participation.theme else "",
        path_name=wording(participation.path, "name"),
        has_application=bool(participation.path and participation.path.has_application),
        municipality=participation.city.get_municipality_type_display(),
        minutes_in_unit=participation.edition.minutes_in_unit,
        population_year=participation.city.population_year,
        qualified_on=_day(participation.qualified_at) if participation.qualified_by_id else None,
        not_completed=participation.state == ParticipationState.NOT_COMPLETED,
        coordinator=namings[0].name if namings else "",
        project=_project(participation),
        road=() if archived else _road(participation, versions, frozen),
        hours=tuple(
            StageHours(wording(one.stage, "name"), one.granted, one.reserved, one.used)
            for one in _accounts(participation)
        ),
        milestones=_milestones(participation, today),
        summary=_section(newest, SUMMARY),
        lessons=_section(newest, LESSONS),
        certificate_code=given.document.code if given and given.document else "",
        certified_on=_day(given.issued_at) if given else None,
        in_plan=frozen is not None,
        report_language=newest.languages[0] if newest and newest.languages else "pl",
    )


def _accounts(participation: Participation) -> list[Account]:
    return sorted(participation.accounts.all(), key=lambda account: account.stage.number)


def _section(version: Version | None, keys: tuple[str, ...]) -> Wording:
    """The first of these sections that the published report has, in the reader's language or in Polish."""
    if version is None:
        return Wording("", "pl")
    for key in keys:
        said = wording(_Said(version.text(key, "pl"), version.text(key, "en")), "text")
        if said.text:
            return said
    return Wording("", "pl")


class _Said:
    def __init__(self, polish: str, english: str) -> None:
        self.text_pl, self.text_en = polish, english


def _project(participation: Participation) -> PublicProject | None:
    project = public_project(participation)
    if project is None:
        return None
    return PublicProject(
        title=project.title,
        aim=project.aim,
        improves=project.improves,
        actions=project.actions,
        groups=project.groups,
        partners=project.partners,
        place=project.place,
        completed_on=_day(project.accepted_at) if project.state == ProjectState.COMPLETED else None,
        stopped_on=_day(project.stopped_at),
    )


def _frozen(participation: Participation) -> PlanEdition | None:
    """The first frozen Plan in which the city stands."""
    plans = PlanEdition.objects.frozen().filter(edition=participation.edition_id)
    for plan in plans.only("inputs", "frozen_at").order_by("frozen_at", "pk"):
        if any(part.get("participation") == participation.pk for part in plan.inputs):
            return plan
    return None


def _road(
    participation: Participation, versions: list[Version], frozen: PlanEdition | None
) -> tuple[PublicStep, ...]:
    """The five public steps; a city that left shows those it has behind it."""
    stages = sorted(participation.edition.stages.all(), key=lambda stage: stage.number)
    project, given = public_project(participation), valid_certificate(participation)
    completed = project is not None and project.state == ProjectState.COMPLETED
    later = participation.stage is not None and participation.stage.number > 1
    refined, planned = bool(versions) or later, frozen is not None
    steps = [
        PublicStep("zgloszenie", "done", _day(participation.qualified_at)),
        PublicStep("dopracowanie", "done", _day(versions[0].published_at) if versions else None)
        if refined
        else PublicStep("dopracowanie", "now", stages[0].ends_on if stages else None),
        PublicStep("plan", "done", _day(frozen.frozen_at if frozen else None))
        if planned
        else PublicStep("plan", "now" if refined and not later else "ahead"),
        PublicStep("realizacja", "done", _day(project.accepted_at if project else None))
        if completed
        else PublicStep("realizacja", "now" if later else "ahead", participation.edition.projects_end_on),
        PublicStep("certyfikat", "done", _day(given.issued_at))
        if given
        else PublicStep("certyfikat", "now" if completed else "ahead"),
    ]
    gone = participation.state in (ParticipationState.WITHDRAWN, ParticipationState.NOT_COMPLETED)
    return tuple(step for step in steps if not gone or step.state == "done")


def _milestones(participation: Participation, today: date) -> tuple[PublicMilestone, ...]:
    project = public_project(participation)
    if project is None:
        return ()
    found = []
    for milestone in sorted(project.milestones.all(), key=lambda one: (one.due_on, one.pk)):
        done = milestone.state == MilestoneState.ACCEPTED
        found.append(
            PublicMilestone(
                key=milestone.pk,
                title=milestone.title,
                due_on=milestone.due_on,
                done_on=_day(milestone.accepted_at) if done else None,
                in_review=milestone.state == MilestoneState.REPORTED,
                late=milestone.is_late(today) and project.state == ProjectState.IN_PROGRESS,
                evidence=tuple(
                    PublicEvidence(one.shows, one.url, one.pk if one.upload_id else None)
                    for one in milestone.public_evidence  # type: ignore[attr-defined]  # by Prefetch in `city`
                ),
            )
        )
    return tuple(found)


def evidence_file(slug: str, key: int) -> Upload | None:
    """A file the city has made public, of a milestone that was accepted in a project that has been started."""
    found = (
        Evidence.objects.public()
        .filter(
            pk=key,
            upload__isnull=False,
            milestone__project__participation__city__slug=slug,
            milestone__project__participation__in=Participation.objects.published(),
        )
        .exclude(milestone__project__state=ProjectState.PLANNED)
        .select_related("upload")
        .first()
    )
    return found.upload if found else None
