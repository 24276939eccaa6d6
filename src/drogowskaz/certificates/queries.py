"""Readings for certificates: the facts a decision rests on, and what waits for whom."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.advisory.models import Account
from drogowskaz.common.waiting import Waiting
from drogowskaz.participation import standing
from drogowskaz.participation.lifecycle import NamingState
from drogowskaz.participation.models import Participation
from drogowskaz.people.folding import folded
from drogowskaz.people.models import User
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.models import Edition, Guardianship, Membership, PresetPart
from drogowskaz.programmes.parts import Gate
from drogowskaz.programmes.roles import Role
from drogowskaz.projects.lifecycle import MilestoneState
from drogowskaz.projects.models import Project
from drogowskaz.reports.models import Report, Version

from .fulfilment import Checklist, Facts, Finding, Mark, Outcome, StageFacts, judge
from .lifecycle import State
from .models import Certificate

ROAD = (
    "edition__programme",
    "city",
    "theme",
    "agreement",
    "project",
    "report",
)


def _plans() -> QuerySet[Any]:
    """Editions of the Plan, whose app stands beside this one: known by the relation, not by import."""
    plans: QuerySet[Any] = Edition._meta.get_field("plans").related_model._default_manager.all()
    return plans


def with_road(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """Participations with everything `facts` reads, in a constant number of queries."""
    return participations.select_related(*ROAD).prefetch_related(
        "namings",
        "accounts__stage",
        "project__milestones",
        "report__versions",
        "edition__stages",
        Prefetch("edition__plans", queryset=_plans().defer("snapshot")),
    )


def _project(participation: Participation) -> Project | None:
    return getattr(participation, "project", None)


def _published(participation: Participation) -> Version | None:
    report = getattr(participation, "report", None)
    versions = [version for version in report.versions.all() if version.published_at] if report else []
    return max(versions, key=lambda version: version.number, default=None)


def facts(participation: Participation, *, on: date) -> Facts:
    """Gather what is known of `participation` on the day `on`."""
    agreement = getattr(participation, "agreement", None)
    named = [naming for naming in participation.namings.all() if naming.state == NamingState.IN_OFFICE]
    accounts = sorted(participation.accounts.all(), key=lambda account: account.stage.number)
    project = _project(participation)
    critical = [milestone for milestone in project.milestones.all() if milestone.critical] if project else []
    accepted = [milestone for milestone in critical if milestone.state == MilestoneState.ACCEPTED]
    version = _published(participation)
    frozen = [
        plan.number
        for plan in participation.edition.plans.all()
        if plan.number and any(part["participation"] == participation.pk for part in plan.inputs)
    ]
    return Facts(
        on=on,
        deadline=participation.edition.projects_end_on,
        agreement_number=agreement.number if agreement else "",
        coordinator=named[0].name if named else "",
        stages=tuple(
            StageFacts(account.stage.number, account.stage.minutes, account.used) for account in accounts
        ),
        stages_of_the_edition=len(participation.edition.stages.all()),
        critical_milestones=len(critical),
        critical_milestones_accepted=len(accepted),
        project_state=project.state if project else "",
        project_accepted_on=timezone.localdate(project.accepted_at)
        if project and project.accepted_at
        else None,
        report_version=version.number if version else None,
        plan_number=max(frozen, default=None),
    )


def has_rules(edition: Edition) -> bool:
    """Say whether `edition` has conditions to judge by; the archive of a former programme has none."""
    return edition.parts.filter(kind=PresetPart.Kind.FULFILMENT).exists()


def checklist(participation: Participation, *, on: date) -> Checklist:
    """Judge `participation` by the newest rules of its edition, on what is known on the day `on`."""
    return judge(programmes.rule_set(participation.edition), facts(participation, on=on))


def checklists(participations: Iterable[Participation], *, on: date) -> list[tuple[Participation, Checklist]]:
    """Judge many participations of one edition, reading its rules once."""
    rules = {}
    found = []
    for participation in participations:
        edition = participation.edition
        if edition.pk not in rules:
            rules[edition.pk] = programmes.rule_set(edition)
        found.append((participation, judge(rules[edition.pk], facts(participation, on=on))))
    return found


def rooms(user: User, participation: Participation) -> set[str]:
    """Of the rooms not everybody who sees the city may enter, those `user` may: its report and the Plan."""
    found = set()
    if Report.objects.visible_to(user).filter(participation=participation).exists():
        found.add("report")
    if standing.is_office(user, participation):
        found.add("plan")
    return found


def found(user: User, *, text: str = "", state: str = "") -> QuerySet[Participation]:
    """Cities with hours that `user` sees, with road and certificates, by name.

    `text` is part of a city's name or of a certificate's number; `state` is that of a certificate of the city.
    """
    cities = Participation.objects.visible_to(user).filter(
        Exists(Account.objects.filter(participation=OuterRef("pk")))
    )
    certificates = Certificate.objects.filter(participation=OuterRef("pk"))
    if text:
        named = [pk for pk, name in cities.values_list("pk", "city__name") if folded(text) in folded(name)]
        numbered = Exists(certificates.filter(document__number__icontains=text))
        cities = cities.filter(Q(pk__in=named) | Q(numbered))
    if state:
        cities = cities.filter(Exists(certificates.filter(state=state)))
    newest = Certificate.objects.select_related("document").order_by("-proposed_at", "-pk")
    return (
        with_road(cities)
        .prefetch_related(Prefetch("certificates", queryset=newest))
        .order_by("city__name", "pk")
    )


def resting_on(participation: Participation) -> QuerySet[Certificate]:
    """The certificates, proposed or issued, that rest on the city having fulfilled the programme."""
    return participation.certificates.filter(state__in=[State.PROPOSED, State.ISSUED])


def office_participations(user: User) -> QuerySet[Participation]:
    """Participations whose certificates `user` may decide on as Office."""
    offices = Membership.objects.of(Role.OFFICE).filter(user=user)
    return Participation.objects.filter(edition__programme__in=offices.values("programme"))


def waiting_for(user: User, at: datetime) -> list[Waiting]:
    """For the Office: proposals another person made, to be issued or dropped, of cities they have no tie to."""
    guarded = Guardianship.objects.filter(user=user, ends_on=None).values("theme")
    proposals = (
        Certificate.objects.filter(state=State.PROPOSED, participation__in=office_participations(user))
        .exclude(proposed_by=user)
        .exclude(participation__city__in=user.representations.acting().values("city"))
        .exclude(participation__assignments__adviser=user)
        .exclude(participation__theme__in=guarded)
        .select_related("participation__city")
        .order_by("proposed_at")
    )
    return [
        Waiting(
            title=_("A certificate waits for the second person"),
            url=reverse("certificates:detail", args=[certificate.pk]),
            button=_("See the checklist"),
            city=certificate.participation.city.name,
            since=certificate.proposed_at,
            decision=True,
        )
        for certificate in proposals
    ]


def stored_findings(certificate: Certificate) -> list[Finding]:
    """The checklist a certificate rests on, as it was at the proposal, in the words of the edition's rules."""
    gates = {gate.key: gate for gate in programmes.rule_set(certificate.participation.edition).gates}
    return [
        Finding(
            gates.get(line["key"]) or Gate(line["key"], line["check"], line["key"]),
            Outcome(Mark(line["mark"]), line["have"], line["need"]),
        )
        for line in certificate.checklist
    ]
