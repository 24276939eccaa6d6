"""Documents the public may read: reports, the Plan, certificates – each from the snapshot it was pressed from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from drogowskaz.certificates.models import Certificate
from drogowskaz.common.languages import current
from drogowskaz.documents import queries as documents
from drogowskaz.documents.models import Issued
from drogowskaz.plans.models import PlanEdition
from drogowskaz.reports.models import Version


@dataclass(frozen=True)
class PublicReport:
    """One published version of a city's report."""

    city: str
    slug: str
    number: int
    published_at: datetime
    note: str
    snapshot: dict[str, Any]
    language: str
    file: Issued
    newest: int
    versions: tuple[int, ...]


@dataclass(frozen=True)
class PublicPlan:
    """One frozen edition of the Plan."""

    number: int
    frozen_at: datetime
    snapshot: dict[str, Any]
    language: str
    file: Issued
    edition: str

    @property
    def sha256(self) -> str:
        return self.file.sha256


@dataclass(frozen=True)
class PublicCertificate:
    """What the check page says of a certificate."""

    number: str
    code: str
    city: str
    project: str
    sentence: str
    not_claimed: str
    rules: str
    issued_at: datetime
    issuer: str
    sha256: str
    language: str
    revoked_at: datetime | None
    revoked_reason: str
    programme: str
    invented: bool
    file: Issued

    @property
    def valid(self) -> bool:
        return self.revoked_at is None


def report(slug: str, number: int | None = None) -> PublicReport | None:
    """A published report of a city, the newest unless a version is asked for, in the language of the page if there."""
    versions = list(
        Version.objects.published()
        .filter(report__participation__city__slug=slug, issued__isnull=False)
        .select_related("report__participation__city", "issued", "issued_en")
        .order_by("number")
    )
    chosen = [one for one in versions if number is None or one.number == number]
    if not chosen:
        return None
    version = chosen[-1]
    issued = version.issued_en if current() == "en" and version.issued_en else version.issued
    if issued is None or version.published_at is None:
        return None
    return PublicReport(
        city=version.report.participation.city.name,
        slug=slug,
        number=version.number,
        published_at=version.published_at,
        note=version.note,
        snapshot=issued.snapshot,
        language=issued.language,
        file=issued,
        newest=versions[-1].number,
        versions=tuple(one.number for one in versions),
    )


def _plan(row: PlanEdition) -> PublicPlan | None:
    if row.number is None or row.issued is None or row.frozen_at is None:
        return None
    return PublicPlan(
        row.number, row.frozen_at, row.issued.snapshot, row.language, row.issued, row.edition.slug
    )


def plans() -> list[PublicPlan]:
    """Every frozen edition of the Plan, the newest first."""
    frozen = PlanEdition.objects.frozen().select_related("issued", "edition").order_by("-frozen_at", "-pk")
    return [public for row in frozen if (public := _plan(row))]


def plan(number: int | None = None) -> PublicPlan | None:
    """The newest frozen edition of the Plan, or the one asked for; in the language of the page if there is one."""
    found = [one for one in plans() if number is None or one.number == number]
    same = [one for one in found if one.language == current()]
    return (same or found or [None])[0]


def certificate(typed: str) -> PublicCertificate | None:
    """The certificate a person means by a typed code; nothing for a code of anything else."""
    issued = documents.by_code(typed)
    if issued is None or issued.kind != "certificate":
        return None
    given = Certificate.objects.filter(document=issued).select_related("participation__edition").first()
    if given is None:
        return None
    said = issued.snapshot
    return PublicCertificate(
        number=issued.number,
        code=issued.code,
        city=said["holder"],
        project=said["project"],
        sentence=said["sentence"],
        not_claimed=said["not_claimed"],
        rules=given.rule_version,
        issued_at=issued.issued_at,
        issuer=said["institution"],
        sha256=issued.sha256,
        language=issued.language,
        revoked_at=issued.revoked_at,
        revoked_reason=issued.revoked_reason,
        programme=said["programme"],
        invented=given.participation.edition.invented,
        file=issued,
    )


