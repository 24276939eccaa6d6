"""Documents the public may read: city reports and the Plan, each from the snapshot it was pressed from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from drogowskaz.common.languages import current
from drogowskaz.documents.models import Issued
from drogowskaz.participation.models import Participation
from drogowskaz.plans.models import PlanEdition
from drogowskaz.programmes.models import Edition
from drogowskaz.reports.models import Version


@dataclass(frozen=True)
class PublicReport:
    """One published version of a city's report; `versions` are all that are published, the oldest first."""

    city: str
    slug: str
    edition: str
    number: int
    published_at: datetime
    note: str
    snapshot: dict[str, Any]
    language: str
    file: Issued
    versions: tuple[int, ...]

    @property
    def is_newest(self) -> bool:
        return self.number == self.versions[-1]


def report(slug: str, number: int | None = None, edition: str = "") -> PublicReport | None:
    """A published report of a city, in the language of the page where there is one.

    The newest version of the newest edition, unless `number` or `edition` ask for another.
    """
    found = (
        Version.objects.published()
        .filter(
            report__participation__city__slug=slug,
            report__participation__in=Participation.objects.published(),
        )
        .select_related(
            "report__participation__city", "report__participation__edition", "issued", "issued_en"
        )
        .defer("content", "issued__snapshot", "issued_en__snapshot")
        .order_by("-report__participation__edition__starts_on", "number")
    )
    if edition:
        found = found.filter(report__participation__edition__slug=edition)
    versions = list(found)
    versions = [one for one in versions if one.report_id == versions[0].report_id]
    chosen = [one for one in versions if number is None or one.number == number]
    if not chosen:
        return None
    version = chosen[-1]
    issued = version.issued_en if current() == "en" and version.issued_en else version.issued
    if issued is None or version.published_at is None:
        return None
    participation = version.report.participation
    return PublicReport(
        city=participation.city.name,
        slug=slug,
        edition=participation.edition.slug,
        number=version.number,
        published_at=version.published_at,
        note=version.note,
        snapshot=issued.snapshot,
        language=issued.language,
        file=issued,
        versions=tuple(one.number for one in versions),
    )


@dataclass(frozen=True)
class PlanLine:
    """One frozen edition of the Plan in a list of them."""

    edition: str
    number: int
    language: str
    frozen_at: datetime
    title: str
    sha256: str


@dataclass(frozen=True)
class PublicPlan:
    """One frozen edition of the Plan with everything in it."""

    line: PlanLine
    snapshot: dict[str, Any]
    file: Issued


def _line(row: PlanEdition) -> PlanLine | None:
    if row.number is None or row.issued is None or row.frozen_at is None:
        return None
    return PlanLine(
        row.edition.slug, row.number, row.language, row.frozen_at, row.issued.title, row.issued.sha256
    )


def plans() -> list[PlanLine]:
    """Every frozen edition of the Plan, the newest first."""
    frozen = (
        PlanEdition.objects.frozen()
        .filter(edition__in=Edition.objects.public())
        .select_related("issued", "edition")
        .defer("snapshot", "issued__snapshot")
        .order_by("-frozen_at", "-pk")
    )
    return [line for row in frozen if (line := _line(row))]


def plan(edition: str = "", number: int | None = None) -> PublicPlan | None:
    """The newest frozen edition of the Plan, or the one asked for; in the language of the page where there is one."""
    known = [
        line
        for line in plans()
        if (not edition or line.edition == edition) and (number is None or line.number == number)
    ]
    same = [
        line
        for line in known
        if (line.edition, line.number) == (known[0].edition, known[0].number) and line.language == current()
    ]
    chosen = next(iter([*same, *known]), None)
    if chosen is None:
        return None
    row = (
        PlanEdition.objects.frozen()
        .select_related("issued")
        .defer("snapshot")
        .get(edition__slug=chosen.edition, number=chosen.number, language=chosen.language)
    )
    return PublicPlan(chosen, row.issued.snapshot, row.issued) if row.issued else None
