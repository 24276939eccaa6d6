"""What the public may know of certificates: by code on the check page, and all of them as data."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from django.utils import timezone
from pydantic import Field

from drogowskaz.certificates.lifecycle import State
from drogowskaz.certificates.models import Certificate
from drogowskaz.documents import queries as documents
from drogowskaz.documents.models import Issued
from drogowskaz.participation.models import Participation


@dataclass(frozen=True)
class PublicCertificate:
    """What the check page says of a certificate: the facts of its snapshot, and whether it still holds."""

    number: str
    code: str
    city: str
    slug: str
    project: str
    sentence: str
    not_claimed: str
    issuer: str
    programme: str
    facts: list[dict[str, Any]]
    issued_at: datetime
    sha256: str
    language: str
    revoked_at: datetime | None
    revoked_reason: str
    invented: bool
    file: Issued

    @property
    def valid(self) -> bool:
        return self.revoked_at is None


@dataclass(frozen=True)
class CertificateRow:
    """A certificate that was issued; a revoked one stays, with the day."""

    number: Annotated[str, Field(description="number on the document")]
    edition: Annotated[str, Field(description="slug of the edition")]
    teryt: Annotated[str, Field(description="number of the city in the state register, as text")]
    city: Annotated[str, Field(description="name of the city, in Polish")]
    kind: Annotated[str, Field(description="for what it was given: fulfilment, signatory")]
    rules: Annotated[str, Field(description="version of the rules it was given by")]
    issued_on: Annotated[date | None, Field(description="the day of issue")]
    revoked_on: Annotated[date | None, Field(description="the day it was revoked; empty while it holds")]
    sha256: Annotated[str, Field(description="SHA-256 of the issued file")]
    invented: Annotated[bool, Field(description="whether the city is made up for a demonstration")]


def certificate(typed: str) -> PublicCertificate | None:
    """The certificate a person means by a typed code; nothing for a code of anything else."""
    issued = documents.by_code(typed)
    if issued is None or issued.kind != "certificate":
        return None
    given = (
        Certificate.objects.filter(document=issued, participation__in=Participation.objects.published())
        .select_related("participation__edition", "participation__city")
        .first()
    )
    if given is None:
        return None
    said = issued.snapshot
    return PublicCertificate(
        number=issued.number,
        code=issued.code,
        city=said["holder"],
        slug=given.participation.city.slug,
        project=said["project"],
        sentence=said["sentence"],
        not_claimed=said["not_claimed"],
        issuer=said["institution"],
        programme=said["programme"],
        facts=said["facts"],
        issued_at=issued.issued_at,
        sha256=issued.sha256,
        language=issued.language,
        revoked_at=issued.revoked_at,
        revoked_reason=issued.revoked_reason,
        invented=given.participation.edition.invented,
        file=issued,
    )


def certificates() -> list[CertificateRow]:
    """Every certificate that was issued, by number; those that were revoked too."""
    given = (
        Certificate.objects.filter(
            state__in=[State.ISSUED, State.REVOKED], participation__in=Participation.objects.published()
        )
        .select_related("participation__edition", "participation__city", "document")
        .defer("checklist", "document__snapshot")
        .order_by("document__series", "document__sequence")
    )
    return [
        CertificateRow(
            number=document.number,
            edition=one.participation.edition.slug,
            teryt=one.participation.city.teryt,
            city=one.participation.city.name,
            kind=one.kind,
            rules=one.rule_version,
            issued_on=timezone.localdate(one.issued_at) if one.issued_at else None,
            revoked_on=timezone.localdate(one.revoked_at) if one.revoked_at else None,
            sha256=document.sha256,
            invented=one.participation.city.invented,
        )
        for one in given
        if (document := one.document)
    ]
