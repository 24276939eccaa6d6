"""City reports: what a city writes about its road and its aims, and the exact versions people approved."""

from datetime import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from drogowskaz.common.languages import LANGUAGES
from drogowskaz.common.lifecycle import Staged
from drogowskaz.documents.models import Issued
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User

from .lifecycle import READ_AT, READERS, State


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Reports of the participations `user` has a part in; others read published versions only."""
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


class ApprovalLinkQuerySet(models.QuerySet["ApprovalLink"]):
    def unanswered(self) -> Self:
        """Links neither used nor taken back; some may have expired."""
        return self.filter(decided_at=None, revoked_at=None)

    def open(self, at: datetime) -> Self:
        """Links that can still be used at `at`, as far as they themselves say."""
        return self.unanswered().filter(expires_at__gt=at)


class ApprovalLink(models.Model):
    """A link by which the mayor approves one exact text without an account. Of its secret only a digest is kept."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="links")
    sha256 = models.CharField(max_length=64, help_text="of the content the mayor is asked to approve")
    email = models.EmailField()
    name = models.CharField(max_length=120, help_text="of the mayor, as the sender wrote it")
    token = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    person = models.CharField(max_length=120, blank=True, editable=False, help_text="who decided")
    function = models.CharField(max_length=120, blank=True, editable=False, help_text="as what")

    objects = ApprovalLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "email"],
                condition=Q(revoked_at=None, decided_at=None),
                name="approvallink_open_once",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="approvallink_revoked_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, person="", function="")
                | (Q(decided_at__isnull=False) & ~Q(person="") & ~Q(function="")),
                name="approvallink_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(revoked_at=None), name="approvallink_used_or_revoked"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="approvallink_expires_after_sending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} – {self.email}"

    def is_open(self, at: datetime) -> bool:
        """Say whether the link has been neither used nor taken back and is in its time at `at`."""
        return self.decided_at is None and self.revoked_at is None and at < self.expires_at


class Review(models.Model):
    """What one person said of one version at one step: passed on, or sent back with remarks.

    The person has an account, or is a mayor who came by a link; then the link knows their name and function.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reviews")
    step = models.CharField(max_length=20, choices=[(step.value, step.label) for step in READ_AT])
    passed = models.BooleanField()
    remarks = models.TextField(blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    link = models.OneToOneField(ApprovalLink, null=True, on_delete=models.PROTECT, related_name="review")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=False, link=None) | Q(reviewed_by=None, link__isnull=False),
                name="review_is_of_a_person_or_by_link",
            ),
            models.CheckConstraint(
                condition=Q(link=None) | Q(step=State.MAYOR.value), name="review_by_link_is_the_mayors"
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

    @property
    def person(self) -> str:
        """Who has read it: the person of the account, or the name and function given with the link."""
        if self.link is not None:
            return f"{self.link.person}, {self.link.function}"
        return self.reviewed_by.name if self.reviewed_by else ""
