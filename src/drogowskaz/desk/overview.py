"""A city's way at a glance, and what the first page shows beside the waiting matters."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.advisory.lifecycle import RequestState, SessionState
from drogowskaz.advisory.models import Account, AdvisoryRequest, AdvisorySession
from drogowskaz.applications.lifecycle import State as ApplicationState
from drogowskaz.applications.models import Application
from drogowskaz.certificates import queries as certificates
from drogowskaz.certificates.lifecycle import State as CertificateState
from drogowskaz.common.languages import Wording, wording
from drogowskaz.common.templatetags.house import in_units
from drogowskaz.common.units import hours_and_minutes
from drogowskaz.participation.lifecycle import NamingState
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Edition
from drogowskaz.programmes.roles import Role
from drogowskaz.reports.lifecycle import State as ReportState

from . import menu

SOON = timedelta(days=30)
MEETINGS_SHOWN = 6


@dataclass(frozen=True)
class RoadStep:
    """One step of a city's way: done on a day, being done, or still ahead."""

    title: str
    done_on: date | None = None
    now: bool = False
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class NumberOf:
    """A figure of the programme with the page that lists what it counts."""

    label: str
    value: str
    url: str


@dataclass(frozen=True)
class EditionFigures:
    """The figures of one edition, for the Office."""

    name: Wording
    figures: list[NumberOf]


def with_road(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """Participations with everything a city's page shows, in a constant number of queries."""
    return certificates.with_road(participations).select_related("path", "application", "stage")


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def road(participation: Participation) -> list[RoadStep]:
    """The way of one city from its application or admission to the certificate, in order.

    The first step that is not done is marked as the present one. Where the road has ended – withdrawn, not
    completed, or in an edition that is archived – only what lies behind is shown.
    """
    agreement = getattr(participation, "agreement", None)
    named = [naming for naming in participation.namings.all() if naming.state == NamingState.IN_OFFICE]
    report = getattr(participation, "report", None)
    published = (
        [version.published_at for version in report.versions.all() if version.published_at] if report else []
    )
    project = getattr(participation, "project", None)
    accounts = {account.stage_id: account for account in participation.accounts.all()}
    issued = [one for one in participation.certificates.all() if one.state == CertificateState.ISSUED]
    steps = []
    if participation.application:
        steps.append(RoadStep(_("Application handed in"), _day(participation.application.submitted_at)))
    steps += [
        RoadStep(_("Qualified"), _day(participation.qualified_at), note=str(participation.theme or "")),
        RoadStep(_("Agreement in force"), agreement.institution_signed_on if agreement else None),
        RoadStep(_("Local coordinator confirmed"), _day(named[0].confirmed_at) if named else None),
    ]
    for stage in sorted(participation.edition.stages.all(), key=lambda stage: stage.number):
        account = accounts.get(stage.pk)
        steps.append(
            RoadStep(
                _("Advice: %(stage)s") % {"stage": stage.name},
                _day(account.opened_at) if account else None,
                note=_("%(used)s of %(granted)s used")
                % {"used": hours_and_minutes(account.used), "granted": hours_and_minutes(account.granted)}
                if account
                else "",
            )
        )
    steps += [
        RoadStep(_("City report published"), _day(min(published, default=None))),
        RoadStep(
            _("Project completed"),
            _day(project.accepted_at) if project else None,
            note=project.get_state_display() if project else "",
        ),
        RoadStep(_("Programme completed"), _day(participation.completed_at)),
        RoadStep(_("Certificate"), _day(issued[0].issued_at) if issued else None),
    ]
    behind = [step for step in steps if step.done_on]
    if participation.withdrawn_at:
        return [*behind, RoadStep(_("Withdrawn from the programme"), _day(participation.withdrawn_at))]
    if participation.not_completed_at:
        return [*behind, RoadStep(_("Programme not completed"), _day(participation.not_completed_at))]
    if participation.edition.state == EditionState.ARCHIVED:
        return behind
    ahead = next((step for step in steps if not step.done_on), None)
    return [RoadStep(step.title, None, True, step.note) if step is ahead else step for step in steps]


def of_city(user: User, participation: Participation, now: datetime) -> dict[str, Any]:
    """Everything the page of one city shows to `user`: road, hours, checklist and doors to the rooms."""
    report = getattr(participation, "report", None)
    return {
        "participation": participation,
        "road": road(participation),
        "accounts": sorted(participation.accounts.all(), key=lambda account: account.stage.number),
        "project": getattr(participation, "project", None),
        "report": report,
        "report_published": report is not None and report.state == ReportState.PUBLISHED,
        "checklist": certificates.checklist(participation, on=timezone.localdate(now))
        if certificates.has_rules(participation.edition)
        else None,
        "certificates": [one for one in participation.certificates.all() if one.document_id],
        "roles": menu.roles(user),
        "rooms": certificates.rooms(user, participation),
    }


def meetings(user: User, now: datetime) -> QuerySet[AdvisorySession]:
    """The next arranged sessions `user` takes part in: as Adviser, or for their city."""
    cities = user.representations.acting().values("city")
    return (
        AdvisorySession.objects.filter(
            Q(adviser=user) | Q(participation__city__in=cities),
            state=SessionState.ARRANGED,
            starts_at__gte=now - timedelta(hours=3),
            starts_at__lt=now + SOON,
        )
        .select_related("participation__city")
        .order_by("starts_at")[:MEETINGS_SHOWN]
    )


WHOLE = {Role.OFFICE, Role.AUDITOR}  # who looks at the whole programme


def _figures(edition: Edition) -> list[NumberOf]:
    cities = edition.participations.aggregate(
        all=Count("pk", distinct=True),
        published=Count("pk", filter=Q(report__versions__published_at__isnull=False), distinct=True),
    )
    minutes = Account.objects.filter(participation__edition=edition).aggregate(
        granted=Sum("granted", default=0), used=Sum("used", default=0)
    )
    applications = Application.objects.filter(call__edition=edition)
    waiting = AdvisoryRequest.objects.filter(
        participation__edition=edition, state=RequestState.REQUESTED
    ).count()
    submitted = applications.filter(state=ApplicationState.SUBMITTED).count()
    drafts = applications.filter(state=ApplicationState.DRAFT).count()
    figures = [
        NumberOf(_("applications to decide"), str(submitted), reverse("applications:list")),
        NumberOf(_("drafts"), str(drafts), reverse("applications:list")),
        NumberOf(_("cities"), str(cities["all"]), reverse("participation:list")),
        NumberOf(_("requests for advice"), str(waiting), reverse("advisory:start")),
        NumberOf(
            _("hours used"),
            f"{in_units(minutes['used'])} / {in_units(minutes['granted'])}" if minutes["granted"] else "0",
            reverse("advisory:accounts"),
        ),
        NumberOf(_("reports published"), str(cities["published"]), reverse("reports:list")),
    ]
    return [
        figure for figure in figures if figure.value != "0" or figure.label == _("applications to decide")
    ]


def for_home(user: User, now: datetime) -> dict[str, Any]:
    """What the first page shows beside the waiting matters, by what the reader does in the programme."""
    mine = menu.roles(user)
    context: dict[str, Any] = {
        "roles": [str(label) for value, label in (*Role.choices, *Capacity.choices) if value in mine],
        "meetings": list(meetings(user, now)),
    }
    if mine & menu.CITY:
        cities = user.representations.acting().values("city")
        accounts = Prefetch(
            "accounts",
            Account.objects.filter(closed_at=None).select_related("stage").order_by("stage__number"),
            to_attr="open_accounts",
        )
        context["participations"] = list(
            Participation.objects.filter(city__in=cities)
            .select_related("city", "edition")
            .prefetch_related(accounts)
            .order_by(F("qualified_at").desc(nulls_last=True))
        )
    if mine & WHOLE:
        running = Edition.objects.filter(
            state=EditionState.RUNNING,
            programme__in=user.memberships.filter(role__in=WHOLE, ends_on=None).values("programme"),
        ).order_by("-starts_on")
        context["figures"] = [
            EditionFigures(wording(edition, "name"), _figures(edition)) for edition in running
        ]
    return context
