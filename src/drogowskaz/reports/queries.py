"""Readings about reports: the words on the desk, versions and approvals, what is public, what waits for whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from drogowskaz.common.languages import LANGUAGES
from drogowskaz.common.waiting import Waiting
from drogowskaz.participation import queries as participations
from drogowskaz.participation.lifecycle import State as ParticipationState
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.models import Edition, Guardianship, Membership
from drogowskaz.programmes.parts import ReportSection
from drogowskaz.programmes.roles import Role

from . import texts
from .lifecycle import State
from .models import Report, Review, Section, Version

READ_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Sheet:
    """A section of the template with what has been written in one language; `saved` is its row, if there is one."""

    section: ReportSection
    language: str
    saved: Section | None

    @property
    def text(self) -> str:
        return self.saved.text if self.saved else ""

    @property
    def version(self) -> int:
        """The version a form has to name when it saves; 0 before the first save."""
        return self.saved.version if self.saved else 0

    @property
    def over(self) -> int:
        """Characters over the limit."""
        return texts.excess(self.text, self.section.limit)

    @property
    def missing(self) -> bool:
        """Say whether it is empty and the report cannot be sent without it."""
        return self.language == "pl" and self.section.required and not self.text


@dataclass(frozen=True)
class Pair:
    """A section in both languages, as the list of sections shows it."""

    section: ReportSection
    polish: Sheet
    english: Sheet


def keys_of(report: Report) -> list[str]:
    """The keys of the sections in the edition's template, in order."""
    return [section.key for section in programmes.report_template(report.participation.edition).sections]


def pairs(report: Report) -> list[Pair]:
    """Every section of the template with what stands on the desk, in a constant number of queries."""
    rows = {(row.key, row.language): row for row in report.sections.select_related("saved_by")}
    return [
        Pair(
            section, *(Sheet(section, language, rows.get((section.key, language))) for language in LANGUAGES)
        )
        for section in programmes.report_template(report.participation.edition).sections
    ]


def sheet(report: Report, key: str, language: str) -> Sheet | None:
    """One section in one language; nothing where the template has no such section."""
    if language not in LANGUAGES:
        return None
    for section in programmes.report_template(report.participation.edition).sections:
        if section.key == key:
            row = report.sections.filter(key=key, language=language).select_related("saved_by").first()
            return Sheet(section, language, row)
    return None


def desk_content(report: Report) -> texts.Content:
    """The words on the desk as a version would freeze them; sections the template no longer has are left out."""
    known = set(keys_of(report))
    rows = report.sections.values_list("language", "key", "text").order_by("language", "key")
    return texts.content_of(row for row in rows if row[1] in known)


def faults(report: Report) -> list[texts.Fault]:
    """What keeps the report from being sent, in the order of the template."""
    return texts.faults(programmes.report_template(report.participation.edition), desk_content(report))


def latest(report: Report) -> Version | None:
    """The last version, if any has been made."""
    return report.versions.order_by("-number").first()


def versions_of(report: Report) -> QuerySet[Version]:
    """Every version, the newest first, with who made and read it."""
    return (
        report.versions.select_related("made_by", "published_by", "issued", "issued_en")
        .prefetch_related("reviews__reviewed_by")
        .order_by("-number")
    )


def earlier(version: Version) -> QuerySet[Version]:
    """The versions before `version`, the newest first."""
    return Version.objects.filter(report=version.report_id, number__lt=version.number).order_by("-number")


def compared(version: Version, number: str, *, step: str = "") -> Version | None:
    """The version to compare `version` with.

    The one whose `number` a reader has asked for; else the one last read at `step`; else the one just before.
    """
    before = earlier(version)
    if number.isdecimal() and len(number) < 7 and (asked := before.filter(number=int(number)).first()):
        return asked
    read = before.filter(reviews__step=step).first() if step else None
    return read or before.first()


def edited(report: Report, version: Version) -> list[texts.Passage]:
    """What has been edited on the desk since `version` and not been kept as a version yet."""
    template = programmes.report_template(report.participation.edition)
    found = texts.passages(template, desk_content(report), version.content)
    return [passage for passage in found if passage.changed]


@dataclass(frozen=True)
class RoadStep:
    """A step of the reading on its way to the public."""

    label: str | Promise
    done: bool
    now: bool


def road(report: Report) -> list[RoadStep]:
    """The way of a report: written, read step by step in the edition's order, published."""
    order = programmes.report_template(report.participation.edition).steps
    steps = [State.DRAFT, *(State(step) for step in order), State.PUBLISHED]
    stand = {State.RETURNED: State.DRAFT, State.READY: State.PUBLISHED}.get(
        State(report.state), State(report.state)
    )
    place = steps.index(stand)
    finished = report.state == State.PUBLISHED
    labels: dict[State, str | Promise] = {
        State.DRAFT: _("written by the city"),
        State.GUARDIAN: _("read by the guardian of the goal"),
        State.MAYOR: _("approved by the mayor"),
        State.LANGUAGE: _("language edit"),
        State.PUBLISHED: _("public"),
    }
    return [
        RoadStep(labels[step], done=number < place or finished, now=number == place and not finished)
        for number, step in enumerate(steps)
    ]


def approvals(version: Version) -> list[Review]:
    """Who passed this round on, step by step, each with the exact version read; a return begins anew."""
    reviews = (
        Review.objects.filter(version__report=version.report_id, version__number__lte=version.number)
        .select_related("reviewed_by", "version")
        .order_by("reviewed_at", "pk")
    )
    closed = (
        Version.objects.published()
        .filter(report=version.report_id, number__lt=version.number)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
        or 0
    )
    passed: list[Review] = []
    for review in reviews:
        if review.version.number > closed:
            passed = [*passed, review] if review.passed else []
    return passed


def since_approval(version: Version) -> list[texts.Passage]:
    """What differs in `version` from the words the mayor approved in this round; nothing where they are the same."""
    approved = [one.version for one in approvals(version) if one.step == State.MAYOR]
    if not approved or approved[-1].sha256 == version.sha256:
        return []
    template = programmes.report_template(version.report.participation.edition)
    found = texts.passages(template, version.content, approved[-1].content)
    return [passage for passage in found if passage.changed]


def last_return(report: Report) -> Review | None:
    """The remarks with which the report came back to the city, while it is there."""
    if report.state != State.RETURNED:
        return None
    reviews = Review.objects.filter(version__report=report, passed=False).select_related(
        "reviewed_by", "version"
    )
    return reviews.order_by("-reviewed_at", "-pk").first()


def published(edition: Edition) -> list[Version]:
    """The latest published version of each city's report, by theme and city; one query.

    Its `issued.snapshot` is what the public page shows and the PDF was pressed from. Cities that withdrew are left out.
    """
    newer = Version.objects.published().filter(report=OuterRef("report"), number__gt=OuterRef("number"))
    return list(
        Version.objects.published()
        .filter(~Exists(newer), report__participation__edition=edition)
        .exclude(report__participation__state=ParticipationState.WITHDRAWN)
        .select_related("report__participation__city", "report__participation__theme", "issued", "issued_en")
        .order_by("report__participation__theme__number", "report__participation__city__name", "pk")
    )


def latest_published(participation: Participation) -> Version | None:
    """The version of the city's report that is public now, if there is one."""
    versions = Version.objects.published().filter(report__participation=participation)
    return versions.select_related("issued", "issued_en").order_by("-number").first()


def published_beside(user: User) -> QuerySet[Version]:
    """The newest published versions `user` may read although the report itself is not theirs to see; by city."""
    newer = Version.objects.published().filter(report=OuterRef("report"), number__gt=OuterRef("number"))
    return (
        Version.objects.visible_to(user)
        .published()
        .filter(~Exists(newer))
        .exclude(report__in=Report.objects.visible_to(user))
        .select_related("report__participation__city", "report__participation__theme")
        .order_by("report__participation__city__name", "pk")
    )


def without_report(user: User) -> QuerySet[Participation]:
    """Participations whose report `user` could start now, by city."""
    cities = user.representations.acting().filter(capacity=Capacity.LOCAL_COORDINATOR).values("city")
    return (
        Participation.objects.filter(city__in=cities, report=None, state__in=participations.OPEN)
        .select_related("city", "edition")
        .order_by("city__name", "pk")
    )


def listed(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Reports with everything a list shows, in a constant number of queries; by city."""
    return reports.select_related(
        "participation__city", "participation__theme", "participation__edition__programme"
    ).order_by("participation__city__name", "pk")


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
        | Q(state__in=[State.DRAFT, State.RETURNED], participation__city__in=coordinator)
    )
    reports = _at_step_since(Report.objects.filter(mine, participation__state__in=participations.OPEN))
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


def _matter(report: Report) -> Waiting:
    title, button, page = {
        State.GUARDIAN: (_("Read the city's report and pass it on"), _("Read the report"), "reports:review"),
        State.MAYOR: (_("Approve the city's report"), _("Read and approve"), "reports:review"),
        State.LANGUAGE: (_("Edit the words of the report"), _("Go to the language edit"), "reports:review"),
        State.READY: (_("Publish the report"), _("Go to the report"), "reports:detail"),
        State.DRAFT: (_("Write the city's report"), _("Go on writing"), "reports:detail"),
        State.RETURNED: (_("Answer the remarks on the report"), _("Read the remarks"), "reports:detail"),
    }[State(report.state)]
    writing = report.state == State.DRAFT
    since: datetime = report.since  # type: ignore[attr-defined]
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
