"""Deeds with documents: receive a file, issue a document, revoke it.

They are parts of a larger deed of the app that owns the document; that app decides who may, and keeps the journal.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.refusal import refusing
from drogowskaz.people.models import User

from . import guard, store
from .models import Issued, Upload
from .press import Printed


class NumberTaken(TooLate):
    """Another document took this number between the choice of the number and the storing."""

    message = _(
        "Another document has just been given this number. Nothing has been changed; do it once more."
    )


class AlreadyRevoked(TooLate):
    """Somebody revoked the document before us."""

    message = _("This document has already been revoked.")


REFUSALS = dict.fromkeys(
    ("issued_numbered_once", "documents_issued_number_key", "documents_issued.number"), NumberTaken
)


@dataclass(frozen=True)
class Number:
    """A document's number: its place in a series without gaps, and how it is written."""

    series: str
    sequence: int
    text: str

    def __str__(self) -> str:
        return self.text


def next_number(kind: str, *, prefix: str, at: datetime) -> Number:
    """The number that comes next for documents of `kind` in the year of `at`, as in "PDM26-C/2026/0007".

    It is not reserved: `issue` refuses it when another document was faster.
    """
    year = timezone.localtime(at).year
    series = f"{kind}/{prefix}/{year}"
    last = Issued.objects.filter(series=series).aggregate(last=Max("sequence"))["last"] or 0
    return Number(series, last + 1, f"{prefix}/{year}/{last + 1:04}")


@transaction.atomic
def issue(
    kind: str,
    *,
    title: str,
    printed: Printed,
    number: Number,
    code: str,
    by: User,
    at: datetime,
    language: str = "",
) -> Issued:
    """Store a pressed document for ever: its bytes, snapshot, number and code. It is never rendered again.

    `language` is the snapshot's unless given.

    Raises:
        NumberTaken: another document was faster; press it again with the next number.
    """
    snapshot: dict[str, Any] = printed.as_json()
    with refusing(REFUSALS):
        issued = Issued.objects.create(
            kind=kind,
            series=number.series,
            sequence=number.sequence,
            number=number.text,
            code=code,
            title=title,
            language=language or snapshot["language"],
            snapshot=snapshot,
            sha256=printed.sha256,
            size=len(printed.pdf),
            issued_at=at,
            issued_by=by,
        )
    store.keep(printed.pdf)
    return issued


@transaction.atomic
def revoke(issued: Issued, *, reason: str, by: User, at: datetime) -> None:
    """Say that an issued document no longer holds, and why; its bytes stay as they are.

    Raises:
        AlreadyRevoked: somebody was faster.
    """
    stamps = {"revoked_at": at, "revoked_by": by, "revoked_reason": reason}
    if not Issued.objects.filter(pk=issued.pk, revoked_at=None).update(**stamps):
        raise AlreadyRevoked
    for name, value in stamps.items():
        setattr(issued, name, value)


def receive(
    file: File[bytes],
    *,
    by: User,
    at: datetime,
    allowed: Collection[str] = guard.KINDS,
    limit: int = guard.LIMIT,
) -> Upload:
    """Take in a file a person has sent: looked through, pictures stored without their notes, kept under its hash.

    `allowed` are endings ("pdf", "docx"); `limit` is in bytes.

    Raises:
        FileRefused: the file is too large, of another kind, damaged or active; the sentence says what to do.
    """
    name, content, media_type = guard.checked(file, allowed=allowed, limit=limit)
    return Upload.objects.create(
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=store.keep(content),
        received_at=at,
        received_by=by,
    )
