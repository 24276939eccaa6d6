"""City reports: what a city writes about its road and its aims, and the exact versions people approved."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from drogowskaz.common.languages import LANGUAGES
from drogowskaz.common.lifecycle import Staged
from drogowskaz.documents.models import Issued
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User

from .lifecycle import READ_AT, READERS, State


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Reports of the participations `user` has a part in; an Auditor reads what has been published."""
        return self.filter(participation__in=Participation.objects.worked_on_by(user))


class Report(Staged):
    """The report of one city in one edition."""

    participation = models.OneToOneField(Participation, on_delete=models.PROTECT, related_name="report")
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT, editable=False)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(started_at__isnull=False, started_by__isnull=False),
                name="report_started_at_with_by",
            )
        ]

    def __str__(self) -> str:
        return str(self.participation)


class Section(models.Model):
    """One section of a report in one language, as it stands on the desk; `version` grows with each save."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sections")
    key = models.SlugField(help_text="of the section in the edition's report template")
    language = models.CharField(max_length=2)
    text = models.TextField(blank=True, help_text="small Markdown")
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "key", "language"], name="section_once"),
            models.CheckConstraint(
                condition=Q(saved_at__isnull=False, saved_by__isnull=False), name="section_saved_at_with_by"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.key}"


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Versions of the reports `user` may read in the workspace, and published ones of all they know of."""
        known = Q(
            published_at__isnull=False, report__participation__in=Participation.objects.visible_to(user)
        )
        return self.filter(Q(report__in=Report.objects.visible_to(user)) | known)

    def published(self) -> Self:
        """Versions the public may read; each keeps its address when a newer one comes."""
        return self.filter(published_at__isnull=False)


class Version(models.Model):
    """The exact words of a report at a moment: what was sent, approved and published. Never changed."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(help_text="language → key of the section → text")
    sha256 = models.CharField(max_length=64, help_text="of the content; what a Mayor approves")
    note = models.CharField(max_length=300, blank=True, help_text="what changed since the last published one")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    issued = models.OneToOneField(
        Issued, null=True, editable=False, on_delete=models.PROTECT, related_name="report_version"
    )
    issued_en = models.OneToOneField(
        Issued, null=True, editable=False, on_delete=models.PROTECT, related_name="report_version_en"
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="version_numbered_once"),
            models.CheckConstraint(
                condition=Q(made_at__isnull=False, made_by__isnull=False), name="version_made_at_with_by"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="version_published_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(issued__isnull=False), name="version_published_is_issued"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.number}"

    def text(self, key: str, language: str) -> str:
        """The words of one section in one language; nothing where nobody wrote them."""
        return str(self.content.get(language, {}).get(key, ""))

    @property
    def languages(self) -> list[str]:
        """The languages in which something has been written, Polish first."""
        return [language for language in LANGUAGES if self.content.get(language)]


class Review(models.Model):
    """What one person said of one version at one step: passed on, or sent back with remarks."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reviews")
    step = models.CharField(max_length=20, choices=[(step.value, step.label) for step in READ_AT])
    passed = models.BooleanField()
    remarks = models.TextField(blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="review_reviewed_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(passed=True) | ~Q(remarks=""), name="review_return_has_remarks"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.step}"

    @property
    def reader(self) -> str:
        """As what the person has read it, in the reader's language."""
        return str(READERS[State(self.step)])
