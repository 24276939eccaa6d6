"""Reports of many cities: what is public, what a person may read, and where a report has not been started."""

from django.db.models import Exists, OuterRef, QuerySet

from drogowskaz.participation import queries as participations
from drogowskaz.participation.lifecycle import State as ParticipationState
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes.models import Edition

from ..models import Report, Version


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
