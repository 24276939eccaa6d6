"""What the public may know of the cities that take part: one row each, for list, map and downloads."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from pydantic import Field

from drogowskaz.certificates.lifecycle import State as CertificateState
from drogowskaz.certificates.models import Certificate
from drogowskaz.participation.lifecycle import State as ParticipationState
from drogowskaz.participation.models import Participation
from drogowskaz.people.folding import folded
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.projects.lifecycle import State as ProjectState
from drogowskaz.projects.models import Project
from drogowskaz.reports.models import Version

STAGES = {  # the public steps of the road after the application, and the ways out of it
    "dopracowanie": pgettext_lazy("city", "refining the project"),
    "plan": pgettext_lazy("city", "going into the Plan"),
    "realizacja": pgettext_lazy("city", "carrying out the project"),
    "certyfikat": pgettext_lazy("city", "certified"),
    "nieukonczone": pgettext_lazy("city", "not completed"),
    "wycofane": pgettext_lazy("city", "withdrawn"),
    "archiwum": pgettext_lazy("city", "past edition"),
}


@dataclass(frozen=True)
class PublicCity:
    """A city that takes part in an edition of the programme."""

    teryt: Annotated[str, Field(description="number in the state register of territorial units, as text")]
    slug: Annotated[str, Field(description="the city's name in addresses")]
    city: Annotated[str, Field(description="name of the city, in Polish")]
    voivodeship: Annotated[str, Field(description="code of the voivodeship in the register")]
    voivodeship_name: Annotated[
        str, Field(description="name of the voivodeship, in the language of the answer")
    ]
    population: Annotated[int | None, Field(description="residents; empty where not known")]
    latitude: Annotated[float | None, Field(description="degrees north; empty where not known")]
    longitude: Annotated[float | None, Field(description="degrees east; empty where not known")]
    edition: Annotated[str, Field(description="slug of the edition")]
    path: Annotated[
        str, Field(description="key of the way into the programme; empty where no source says it")
    ]
    goal: Annotated[
        int | None, Field(description="number of the goal it is qualified under; empty where not known")
    ]
    project: Annotated[str, Field(description="title of the project; empty where not known")]
    stage: Annotated[str, Field(description="where the city is: " + ", ".join(STAGES))]
    minutes_granted: Annotated[int, Field(description="minutes of advice granted so far")]
    minutes_used: Annotated[int, Field(description="minutes of advice confirmed by the city")]
    report: Annotated[
        int | None, Field(description="version of the published report; empty before the first")
    ]
    certificate: Annotated[
        str, Field(description="number of the valid certificate; empty where there is none")
    ]
    withdrawn_on: Annotated[date | None, Field(description="the day the city withdrew; empty otherwise")]
    source: Annotated[str, Field(description="in the archive: address of the page these facts come from")]
    invented: Annotated[bool, Field(description="whether the city is made up for a demonstration")]


def rows() -> QuerySet[Participation]:
    """Published participations with everything a row needs; neither snapshots nor the words of reports are fetched."""
    versions = Version.objects.published().defer("content").order_by("number")
    valid = (
        Certificate.objects.filter(state=CertificateState.ISSUED)
        .select_related("document")
        .defer("checklist", "document__snapshot")
    )
    return (
        Participation.objects.published()
        .select_related("city", "edition", "path", "theme", "stage", "report", "project")
        .prefetch_related(
            "accounts",
            Prefetch("certificates", queryset=valid, to_attr="valid_certificates"),
            Prefetch("report__versions", queryset=versions, to_attr="published_versions"),
        )
    )


def public_project(participation: Participation) -> Project | None:
    """The project of a city once it has been started; what is only planned stays with the city."""
    project = getattr(participation, "project", None)
    return project if project and project.state != ProjectState.PLANNED else None


def published_versions(participation: Participation) -> list[Version]:
    """Versions of the city's report that the public may read, the oldest first."""
    report = getattr(participation, "report", None)
    return list(report.published_versions) if report else []


def valid_certificate(participation: Participation) -> Certificate | None:
    """The certificate of the city that holds."""
    given: list[Certificate] = participation.valid_certificates  # type: ignore[attr-defined]  # by Prefetch in `rows`
    return given[0] if given else None


def stage_of(participation: Participation) -> str:
    """Where the city is, as a key of STAGES."""
    state = participation.state
    if participation.edition.state == EditionState.ARCHIVED and not valid_certificate(participation):
        return "archiwum"
    if state == ParticipationState.WITHDRAWN:
        return "wycofane"
    if valid_certificate(participation):
        return "certyfikat"
    if state == ParticipationState.NOT_COMPLETED:
        return "nieukonczone"
    if state == ParticipationState.COMPLETED or (participation.stage and participation.stage.number > 1):
        return "realizacja"
    return "plan" if published_versions(participation) else "dopracowanie"


def record(participation: Participation) -> PublicCity:
    """The row of one participation taken from `rows`."""
    city, versions = participation.city, published_versions(participation)
    given, project = valid_certificate(participation), public_project(participation)
    accounts = list(participation.accounts.all())
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
        stage=stage_of(participation),
        minutes_granted=sum(account.granted for account in accounts),
        minutes_used=sum(account.used for account in accounts),
        report=versions[-1].number if versions else None,
        certificate=given.document.number if given and given.document else "",
        withdrawn_on=timezone.localdate(participation.withdrawn_at) if participation.withdrawn_at else None,
        source=participation.source,
        invented=city.invented,
    )


ALPHABET = {letter: place for place, letter in enumerate("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż")}


def alphabetical(name: str) -> list[int]:
    """The place of a name in the Polish alphabet, the same on every database and system."""
    return [ALPHABET.get(letter, -1) for letter in name.casefold()]


def cities(edition: str = "") -> list[PublicCity]:
    """Published participations of one edition, or of all, by the city's name."""
    found = rows().filter(edition__slug=edition) if edition else rows()
    listed = [record(participation) for participation in found.order_by("-edition__starts_on", "pk")]
    return sorted(listed, key=lambda row: alphabetical(row.city))


def matching(
    listed: Iterable[PublicCity],
    *,
    text: str = "",
    goal: int | None = None,
    voivodeship: str = "",
    stage: str = "",
    path: str = "",
) -> list[PublicCity]:
    """Those that match every filter given; `text` is looked for in city and project, without accents and capitals."""
    words = folded(text).split()
    asked: list[Callable[[PublicCity], bool]] = [
        lambda row: goal is None or row.goal == goal,
        lambda row: not voivodeship or row.voivodeship == voivodeship,
        lambda row: not stage or row.stage == stage,
        lambda row: not path or row.path == path,
        lambda row: all(word in folded(f"{row.city} {row.project}") for word in words),
    ]
    return [row for row in listed if all(question(row) for question in asked)]
