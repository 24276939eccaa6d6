"""Readings about projects: what waits for whom, and a project's milestones as pages show them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.waiting import Waiting
from drogowskaz.participation import queries as participations
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes.models import Guardianship, Membership
from drogowskaz.programmes.roles import Role

from .lifecycle import MilestoneState, State
from .models import Milestone, Project

SOON = timedelta(days=30)
ANSWER_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Step:
    """A milestone as a list shows it."""

    milestone: Milestone
    late: bool

    @property
    def moved(self) -> bool:
        """Say whether its day is no longer the one of the plan."""
        return self.milestone.due_on != self.milestone.first_due_on


def steps(project: Project, *, on: date) -> list[Step]:
    """The milestones of a project by their day, with what is late on the day `on`."""
    going = project.state not in (State.COMPLETED, State.STOPPED)
    milestones = sorted(project.milestones.all(), key=lambda one: (one.due_on, one.pk))
    return [Step(one, late=going and one.is_late(on)) for one in milestones]


@dataclass(frozen=True)
class Tally:
    """How far the milestones of a project are."""

    number: int
    accepted: int
    reported: int
    late: int


def tally(project: Project, *, on: date) -> Tally:
    """Count the milestones of a project as of the day `on`."""
    found = steps(project, on=on)
    states = [step.milestone.state for step in found]
    return Tally(
        number=len(found),
        accepted=states.count(MilestoneState.ACCEPTED),
        reported=states.count(MilestoneState.REPORTED),
        late=sum(step.late for step in found),
    )


def with_milestones(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Projects with everything a list shows, in a constant number of queries; by city."""
    return (
        projects.select_related(
            "participation__city", "participation__theme", "participation__edition__programme"
        )
        .prefetch_related("milestones")
        .order_by("participation__city__name", "pk")
    )


def without_project(user: User) -> QuerySet[Participation]:
    """Participations whose project `user` could plan now, by city."""
    return (
        _coordinated(user)
        .filter(project=None, state__in=participations.OPEN)
        .select_related("city", "edition")
        .order_by("city__name", "pk")
    )


def _coordinated(user: User) -> QuerySet[Participation]:
    cities = user.representations.acting().filter(capacity=Capacity.LOCAL_COORDINATOR).values("city")
    return Participation.objects.filter(city__in=cities)


def _judged(user: User) -> QuerySet[Participation]:
    """Participations whose reports `user` looks at: of the own theme; for the Office of themes without a Guardian."""
    guarded = Guardianship.objects.filter(user=user, ends_on=None).values("theme")
    office = Membership.objects.of(Role.OFFICE).filter(user=user).values("programme")
    has_guardian = Exists(Guardianship.objects.filter(theme=OuterRef("theme"), ends_on=None))
    own = user.representations.acting().values("city")
    return Participation.objects.filter(
        Q(theme__in=guarded) | Q(~has_guardian, edition__programme__in=office)
    ).exclude(city__in=own)


def waiting_for(user: User, at: datetime) -> list[Waiting]:
    """What waits for `user`: to accept what cities reported, and for coordinators to plan, start and report."""
    return [*_to_judge(user), *_to_carry_out(user, at)]


def _to_judge(user: User) -> list[Waiting]:
    judged = _judged(user)
    milestones = (
        Milestone.objects.filter(state=MilestoneState.REPORTED, project__participation__in=judged)
        .exclude(reported_by=user)
        .select_related("project__participation__city")
        .order_by("reported_at", "pk")
    )
    projects = (
        Project.objects.filter(state=State.REPORTED, participation__in=judged)
        .exclude(reported_by=user)
        .select_related("participation__city")
        .order_by("reported_at", "pk")
    )
    return [
        *(
            Waiting(
                title=_("A milestone waits to be accepted"),
                url=reverse("projects:milestone", args=[one.pk]),
                button=_("See the evidence"),
                city=one.project.participation.city.name,
                note=one.title,
                since=one.reported_at,
                due_on=_answer_by(one.reported_at),
                decision=True,
            )
            for one in milestones
        ),
        *(
            Waiting(
                title=_("A completed project waits to be accepted"),
                url=reverse("projects:detail", args=[one.pk]),
                button=_("See the project"),
                city=one.participation.city.name,
                note=one.title,
                since=one.reported_at,
                due_on=_answer_by(one.reported_at),
                decision=True,
            )
            for one in projects
        ),
    ]


def _answer_by(reported_at: datetime | None) -> date | None:
    return timezone.localdate(reported_at + ANSWER_WITHIN) if reported_at else None


def _to_carry_out(user: User, at: datetime) -> list[Waiting]:
    matters = [
        Waiting(
            title=_("Describe the city's project"),
            url=reverse("projects:plan", args=[one.pk]),
            button=_("Plan the project"),
            city=one.city.name,
            note=one.project_title,
            since=one.qualified_at,
        )
        for one in without_project(user)
    ]
    projects = (
        Project.objects.filter(
            participation__in=_coordinated(user), state__in=[State.PLANNED, State.IN_PROGRESS]
        )
        .select_related("participation__city", "participation__edition")
        .prefetch_related("milestones")
        .order_by("pk")
    )
    matters += [matter for project in projects if (matter := _next_of(project))]
    due = (
        Milestone.objects.filter(
            state=MilestoneState.PLANNED,
            project__state=State.IN_PROGRESS,
            project__participation__in=_coordinated(user),
        )
        .filter(Q(due_on__lte=timezone.localdate(at) + SOON) | Q(returned_at__isnull=False))
        .select_related("project__participation__city")
        .order_by("due_on", "pk")
    )
    return matters + [
        Waiting(
            title=_("Report the milestone once more") if one.returned_at else _("Report the milestone"),
            url=reverse("projects:milestone", args=[one.pk]),
            button=_("Read the remarks") if one.returned_at else _("Add evidence"),
            city=one.project.participation.city.name,
            note=one.title,
            since=one.returned_at,
            due_on=one.due_on,
            decision=one.returned_at is not None,
        )
        for one in due
    ]


def _next_of(project: Project) -> Waiting | None:
    since: datetime | None
    due_on: date | None
    critical = [one.state for one in project.milestones.all() if one.critical]
    if project.state == State.PLANNED:
        title, since, due_on = _("Add milestones and start the project"), project.planned_at, None
    elif critical and set(critical) == {MilestoneState.ACCEPTED}:
        title, since = (
            _("All milestones are accepted. Report that the project is completed"),
            project.returned_at,
        )
        due_on = project.participation.edition.projects_end_on
    else:
        return None
    return Waiting(
        title=title,
        url=reverse("projects:detail", args=[project.pk]),
        button=_("Go to the project"),
        city=project.participation.city.name,
        note=project.title,
        since=since,
        due_on=due_on,
    )
