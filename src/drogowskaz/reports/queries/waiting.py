"""What waits for whom: to write, to read, to approve, to publish."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.waiting import Waiting
from drogowskaz.participation import queries as participations
from drogowskaz.participation.lifecycle import State as ParticipationState
from drogowskaz.people.models import Capacity, Representation, User
from drogowskaz.programmes.models import Guardianship, Membership
from drogowskaz.programmes.roles import Role

from ..lifecycle import State
from ..models import ApprovalLink, Report, Review, Version
from .lists import without_report

READ_WITHIN = timedelta(days=14)


def _at_step_since(reports: QuerySet[Report]) -> QuerySet[Report]:
    last = Version.objects.filter(report=OuterRef("pk")).order_by("-number")
    review = Review.objects.filter(version__report=OuterRef("pk"), version__in=_last_versions())
    return (
        reports.select_related("participation__city", "participation__edition")
        .annotate(
            since=Coalesce(
                Subquery(review.order_by("-reviewed_at").values("reviewed_at")[:1]),
                Subquery(last.values("made_at")[:1]),
                "started_at",
            )
        )
        .order_by("since", "pk")
    )


def _last_versions() -> QuerySet[Version]:
    newer = Version.objects.filter(report=OuterRef("report"), number__gt=OuterRef("number"))
    return Version.objects.filter(~Exists(newer))


def waiting_for(user: User, at: datetime) -> list[Waiting]:
    """What waits for `user`: to read as Guardian, mayor or Office, to publish, to write and to answer remarks."""
    acting = user.representations.acting()
    own = acting.values("city")
    mayor = acting.filter(capacity=Capacity.MAYOR).values("city")
    coordinator = acting.filter(capacity=Capacity.LOCAL_COORDINATOR).values("city")
    guarded = Guardianship.objects.filter(user=user, ends_on=None).values("theme")
    office = Membership.objects.of(Role.OFFICE).filter(user=user).values("programme")
    mine = (
        Q(state=State.GUARDIAN, participation__theme__in=guarded) & ~Q(participation__city__in=own)
        | Q(state=State.MAYOR, participation__city__in=mayor)
        | Q(state__in=[State.LANGUAGE, State.READY], participation__edition__programme__in=office)
        & ~Q(participation__city__in=own)
        | Q(state__in=[State.DRAFT, State.RETURNED], participation__city__in=coordinator)
    )
    unasked = Q(state=State.MAYOR, participation__city__in=coordinator, governed=False, asked=False)
    reports = _at_step_since(
        _with_mayor(at).filter(mine | unasked, participation__state__in=participations.OPEN)
    )
    return [
        *(_matter(report) for report in reports),
        *(
            Waiting(
                title=_("Start the city's report"),
                url=reverse("reports:list"),
                button=_("Go to reports"),
                city=participation.city.name,
                note=participation.project_title,
            )
            for participation in without_report(user).filter(state=ParticipationState.ADVISED)
        ),
    ]


def _with_mayor(at: datetime) -> QuerySet[Report]:
    """Reports with two answers: whether the city's mayor has an account, and whether one was sent a link that works."""
    mayors = Representation.objects.acting().filter(
        city=OuterRef("participation__city"), capacity=Capacity.MAYOR, user__is_active=True
    )
    links = ApprovalLink.objects.open(at).filter(version__report=OuterRef("pk"), version__in=_last_versions())
    return Report.objects.annotate(governed=Exists(mayors), asked=Exists(links))


def _matter(report: Report) -> Waiting:
    title, button, page = {
        State.GUARDIAN: (_("Read the city's report and pass it on"), _("Read the report"), "reports:review"),
        State.MAYOR: (_("Approve the city's report"), _("Read and approve"), "reports:review"),
        State.LANGUAGE: (_("Edit the words of the report"), _("Go to the language edit"), "reports:review"),
        State.READY: (_("Publish the report"), _("Go to the report"), "reports:detail"),
        State.DRAFT: (_("Write the city's report"), _("Go on writing"), "reports:detail"),
        State.RETURNED: (_("Answer the remarks on the report"), _("Read the remarks"), "reports:detail"),
    }[State(report.state)]
    since: datetime = report.since  # type: ignore[attr-defined]  # annotated above
    if report.state == State.MAYOR and not report.governed:  # type: ignore[attr-defined]  # annotated above
        title, button, page = _("Send the mayor the report for approval"), _("Send a link"), "reports:links"
    writing = report.state == State.DRAFT
    return Waiting(
        title=title,
        url=reverse(page, args=[report.pk]),
        button=button,
        city=report.participation.city.name,
        note=str(report.participation.edition),
        since=since,
        due_on=None if writing else timezone.localdate(since + READ_WITHIN),
        decision=not writing,
    )
