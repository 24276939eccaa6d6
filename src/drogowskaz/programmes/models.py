"""What the Office sets up: programmes, their editions, what an edition is made of, and who works in it."""

from datetime import date, datetime, timedelta
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from drogowskaz.common.languages import Wording, wording
from drogowskaz.common.lifecycle import Staged
from drogowskaz.people.models import User

from .lifecycle import EditionState
from .roles import Role


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Programmes whose people `user` may read: those in whose Office they work."""
        if user.is_anonymous:
            return self.none()
        return self.filter(pk__in=Membership.objects.of(Role.OFFICE).filter(user=user).values("programme"))


class Programme(models.Model):
    """A programme in which one institution advises many cities; it lives in editions."""

    slug = models.SlugField(unique=True)
    name_pl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    summary_pl = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)

    objects = ProgrammeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name_pl


class EditionQuerySet(models.QuerySet["Edition"]):
    def public(self) -> Self:
        """Editions the public may know: running or archived."""
        return self.exclude(state=EditionState.PREPARED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Editions whose settings `user` may read: those of programmes where they are Office, Guardian or Auditor."""
        if user.is_anonymous:
            return self.none()
        reading = [Role.OFFICE, Role.GUARDIAN, Role.AUDITOR]
        roles = Membership.objects.filter(user=user, ends_on=None, role__in=reading).values("programme")
        guarded = Guardianship.objects.filter(user=user, ends_on=None).values("theme__edition__programme")
        return self.filter(Q(programme__in=roles) | Q(programme__in=guarded))


class Edition(Staged):
    """One run of a programme, made from a preset; the rules in it do not change once the call is open."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="editions")
    slug = models.SlugField(unique=True)
    name_pl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=20, choices=EditionState, default=EditionState.PREPARED, editable=False
    )
    starts_on = models.DateField()
    projects_end_on = models.DateField(help_text="the day by which projects are finished")
    themes_at_most = models.PositiveSmallIntegerField(
        default=3, help_text="how many themes an application may name"
    )
    minutes_in_unit = models.PositiveSmallIntegerField(
        default=60, help_text="60 shows hours, 480 shows days of 8 h"
    )
    number_prefix = models.CharField(
        max_length=12, help_text="begins the numbers of applications and documents"
    )
    public_note_pl = models.TextField(blank=True, help_text="for the public page, as in: data are invented")
    public_note_en = models.TextField(blank=True)
    invented = models.BooleanField(default=False, help_text="a demo edition: cities and people are made up")
    preset_sha256 = models.CharField(max_length=64, help_text="of the preset folder it was loaded from")
    opened_at = models.DateTimeField(null=True, editable=False)
    opened_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    archived_at = models.DateTimeField(null=True, editable=False)
    archived_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="edition_opened_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(archived_at=None, archived_by=None)
                | Q(archived_at__isnull=False, archived_by__isnull=False),
                name="edition_archived_at_with_by",
            ),
            models.CheckConstraint(condition=Q(themes_at_most__gte=1), name="edition_names_a_theme"),
            models.CheckConstraint(
                condition=Q(projects_end_on__gte=F("starts_on")), name="edition_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.name_pl


class Theme(models.Model):
    """What cities are qualified under: one of the 17 goals, or a theme of another programme."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="themes")
    number = models.PositiveSmallIntegerField()
    name_pl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    summary_pl = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    colour = models.CharField(max_length=7, help_text="#rrggbb, of the bar of the tile; never behind text")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="theme_numbered_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    @property
    def name(self) -> Wording:
        """The name in the reader's language."""
        return wording(self, "name")


class Path(models.Model):
    """A way of being qualified: by the open call, by experts, or as the edition says."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="paths")
    key = models.SlugField()
    position = models.PositiveSmallIntegerField()
    name_pl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    summary_pl = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    has_application = models.BooleanField(help_text="cities come through the open call")
    stated_cities = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="in the archive: how many cities a public page states"
    )
    source = models.CharField(max_length=300, blank=True, help_text="in the archive: address of that page")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="path_keyed_once")]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Wording:
        """The name in the reader's language."""
        return wording(self, "name")


class Stage(models.Model):
    """A stage of advice with its allowance of minutes for each city."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="stages")
    number = models.PositiveSmallIntegerField()
    name_pl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    purpose_pl = models.CharField(max_length=300, blank=True)
    purpose_en = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveIntegerField(help_text="granted to each city when the stage is opened for it")
    grain = models.PositiveSmallIntegerField(
        default=15, help_text="advice is counted in multiples of so many minutes"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="stage_numbered_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="stage_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(grain__gte=1), name="stage_has_grain"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Wording:
        """The name in the reader's language."""
        return wording(self, "name")


class PresetPart(models.Model):
    """A part of the preset that people read and rules interpret as a whole; a new version replaces, never edits."""

    class Kind(models.TextChoices):
        QUESTIONNAIRE = "questionnaire"
        CRITERIA = "criteria"
        LETTERS = "letters"
        REPORT = "report"
        PLAN = "plan"
        FULFILMENT = "fulfilment"
        AGREEMENT = "agreement"
        LABELS = "labels"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=20, choices=Kind)
    version = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "version"], name="preset_part_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.kind} {self.version}"


class CallQuerySet(models.QuerySet["Call"]):
    def open(self, at: datetime) -> Self:
        """Calls in which applications can be handed in at `at`."""
        return self.filter(opens_at__lte=at, closes_at__gt=at, edition__state=EditionState.RUNNING)


class Call(models.Model):
    """The open call of an edition. `closes_at` is the first moment outside; how it came to be is in `extensions`."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="call")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(help_text="the first moment in which nothing can be handed in any more")
    results_on = models.DateField(help_text="the day by which cities are told")
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="call_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(announced_at__isnull=False, announced_by__isnull=False),
                name="call_announced_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}"

    @property
    def last_moment(self) -> datetime:
        """The last moment in which an application can be handed in: read as 23:59, not as 0:00 the next day."""
        return self.closes_at - timedelta(microseconds=1)

    def is_open(self, at: datetime) -> bool:
        """Say whether applications can be handed in at `at`; the edition must be running."""
        return self.opens_at <= at < self.closes_at and self.edition.state == EditionState.RUNNING


class Extension(models.Model):
    """A deadline that was moved: the old and the new one stay readable, with the reason."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="extensions")
    from_at = models.DateTimeField(help_text="the deadline before")
    to_at = models.DateTimeField(help_text="the deadline since")
    reason = models.CharField(max_length=500)
    extended_at = models.DateTimeField()
    extended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_at__gt=F("from_at")), name="extension_is_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_reason"),
            models.UniqueConstraint(fields=["call", "from_at"], name="extension_of_a_deadline_once"),
            models.CheckConstraint(
                condition=Q(extended_at__isnull=False, extended_by__isnull=False),
                name="extension_extended_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call}: {self.from_at} → {self.to_at}"

    @property
    def last_before(self) -> datetime:
        """The last moment before the deadline was moved, as `Call.last_moment`."""
        return self.from_at - timedelta(microseconds=1)

    @property
    def last_after(self) -> datetime:
        """The last moment since the deadline was moved, as `Call.last_moment`."""
        return self.to_at - timedelta(microseconds=1)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, on: date) -> Self:
        """Memberships that count on the day `on`."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def of(self, role: str) -> Self:
        """Memberships in one role that have not been ended by hand."""
        return self.filter(role=role, ends_on=None)


class Membership(models.Model):
    """A person's role in a programme, from a day to a day."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "user", "role"], condition=Q(ends_on=None), name="membership_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class GuardianshipQuerySet(models.QuerySet["Guardianship"]):
    def current(self) -> Self:
        """Those that have not been ended."""
        return self.filter(ends_on=None)


class Guardianship(models.Model):
    """A Guardian's theme: their reach is the cities qualified under it."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="guardianships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="guardianships")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = GuardianshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "user"], condition=Q(ends_on=None), name="guardianship_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.theme}"
