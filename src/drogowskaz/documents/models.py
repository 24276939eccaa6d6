"""Documents in and out: files that came in, and issued documents whose bytes never change."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from drogowskaz.people.models import User


class Upload(models.Model):
    """A file that came in and passed the guard; the bytes lie under their hash.

    Nobody may read an upload as such: it is served only by the page of the thing that owns it.
    """

    name = models.CharField(max_length=200, help_text="the person's name for it; a label, never a path")
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["sha256"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__isnull=False, received_by__isnull=False),
                name="upload_received_at_with_by",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Issued(models.Model):
    """A document that went out: number, code, snapshot and bytes, stored once and never rendered again."""

    kind = models.CharField(max_length=20, help_text="certificate, plan, report, application, agreement")
    series = models.CharField(max_length=40, help_text="what the numbers run through, as in certificate/2027")
    sequence = models.PositiveIntegerField(help_text="1, 2, 3 … within the series, without gaps")
    number = models.CharField(max_length=60, unique=True)
    code = models.CharField(max_length=40, unique=True, help_text="128 bits, for the check page")
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="bytes")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    revoked_reason = models.CharField(max_length=500, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "sequence"], name="issued_numbered_once"),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=False, issued_by__isnull=False), name="issued_issued_at_with_by"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None, revoked_reason="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_reason=""),
                name="issued_revoked_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
