"""Advice: what a city asks for, the sessions it gets, and the ledger of its minutes."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from drogowskaz.common.lifecycle import Staged
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Stage

from .lifecycle import RequestState, SessionState


class EntryKind(models.TextChoices):
    """What an entry of the ledger does; the kind gives the direction."""

    GRANT = "grant", pgettext_lazy("time", "granted")
    RESERVE = "reserve", pgettext_lazy("time", "reserved")
    RELEASE = "release", pgettext_lazy("time", "released")
    USE = "use", pgettext_lazy("time", "used")
    REVERSE = "reverse", pgettext_lazy("time", "reversed")
    EXPIRE = "expire", pgettext_lazy("time", "expired")
    TRANSFER_OUT = "transfer_out", pgettext_lazy("time", "moved out")
    TRANSFER_IN = "transfer_in", pgettext_lazy("time", "moved in")


class AccountQuerySet(models.QuerySet["Account"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Accounts of the participations `user` may read."""
        return self.filter(participation__in=Participation.objects.visible_to(user))


class Account(models.Model):
    """The advisory time of one city in one stage, in whole minutes.

    The three figures are kept by triggers from the entries; nobody writes them.
    """

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="accounts")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="accounts")
    grain = models.PositiveSmallIntegerField(help_text="entries are multiples of so many minutes")
    granted = models.IntegerField(default=0, editable=False)
    reserved = models.IntegerField(default=0, editable=False)
    used = models.IntegerField(default=0, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    opened_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    objects = AccountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "stage"], name="account_one_per_stage"),
            models.CheckConstraint(
                condition=Q(granted__gte=0, reserved__gte=0, used__gte=0)
                & Q(granted__gte=F("reserved") + F("used")),
                name="account_within_grant",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="account_opened_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="account_closed_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation}: {self.stage}"

    @property
    def left(self) -> int:
        """Minutes neither used nor promised."""
        return self.granted - self.reserved - self.used


class Entry(models.Model):
    """A line of the ledger, never changed; the kind gives the direction, `ref` the line it undoes or carries over."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField(null=True, editable=False, help_text="1, 2, 3 … given by the database")
    kind = models.CharField(max_length=12, choices=EntryKind)
    minutes = models.IntegerField(help_text="always above zero")
    happened_on = models.DateField(help_text="the day the time was granted, promised or worked")
    ref = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    key = models.UUIDField(help_text="made with the form, so a repeated click enters nothing twice")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "kind"], name="entry_key_once"),
            models.UniqueConstraint(fields=["ref"], name="entry_ref_once"),
            models.UniqueConstraint(fields=["account", "seq"], name="entry_numbered_once"),
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="entry_kind_known"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="entry_minutes_above_zero"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[EntryKind.RELEASE, EntryKind.REVERSE, EntryKind.TRANSFER_IN], ref__isnull=False
                )
                | Q(
                    kind__in=[
                        EntryKind.GRANT,
                        EntryKind.EXPIRE,
                        EntryKind.RESERVE,
                        EntryKind.USE,
                        EntryKind.TRANSFER_OUT,
                    ],
                    ref=None,
                ),
                name="entry_ref_follows_kind",
            ),
            models.CheckConstraint(
                condition=~Q(
                    kind__in=[
                        EntryKind.GRANT,
                        EntryKind.EXPIRE,
                        EntryKind.REVERSE,
                        EntryKind.TRANSFER_OUT,
                        EntryKind.TRANSFER_IN,
                    ],
                    reason="",
                ),
                name="entry_reason_where_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.minutes} min"


class RequestQuerySet(models.QuerySet["AdvisoryRequest"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Requests of the participations `user` has a part in; an Auditor reads the ledger only."""
        return self.filter(participation__in=Participation.objects.worked_on_by(user))


class AdvisoryRequest(Staged):
    """What a city asks advice for; the Guardian accepts it and names the Adviser, or declines."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="requests")
    topic = models.CharField(max_length=150)
    purpose = models.TextField(help_text="what the city wants to decide, and the result it expects")
    preferred_dates = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=20, choices=RequestState, default=RequestState.REQUESTED, editable=False
    )
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True, editable=False, help_text="the Guardian's words to the city")
    adviser = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(
        null=True, editable=False, help_text="made with the form, so a repeated click asks nothing twice"
    )
    raised_at = models.DateTimeField(
        null=True, editable=False, help_text="when Guardian and Office were told that it waits"
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(requested_at__isnull=False, requested_by__isnull=False),
                name="advisoryrequest_requested_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="advisoryrequest_answered_at_with_by",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.ACCEPTED) | Q(adviser__isnull=False),
                name="advisoryrequest_accepted_has_adviser",
            ),
            models.UniqueConstraint(
                fields=["participation", "key"],
                condition=Q(key__isnull=False),
                name="advisoryrequest_key_once",
            ),
        ]

    def __str__(self) -> str:
        return self.topic


class Form(models.TextChoices):
    """How advice is given."""

    ONLINE = "online", pgettext_lazy("session", "online")
    ON_SITE = "on_site", pgettext_lazy("session", "on site")
    DESK = "desk", pgettext_lazy("session", "work on documents")
    WORKSHOP = "workshop", pgettext_lazy("session", "workshop")


class SessionQuerySet(models.QuerySet["AdvisorySession"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Sessions of the participations `user` has a part in; an Auditor reads the ledger only."""
        return self.filter(participation__in=Participation.objects.worked_on_by(user))


class AdvisorySession(Staged):
    """Advice agreed for a time; it reserves minutes, and uses them when the city confirms what it took."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="sessions")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sessions")
    request = models.ForeignKey(AdvisoryRequest, null=True, on_delete=models.PROTECT, related_name="sessions")
    adviser = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sessions")
    form = models.CharField(max_length=12, choices=Form)
    topic = models.CharField(max_length=150, help_text="one line the public may read")
    place = models.CharField(max_length=200, blank=True, help_text="address or link, for those who come")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(
        max_length=20, choices=SessionState, default=SessionState.ARRANGED, editable=False
    )
    promise = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="session")
    arranged_at = models.DateTimeField()
    arranged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(null=True, editable=False)
    recorded_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    recorded_minutes = models.PositiveIntegerField(null=True, editable=False)
    participants = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="how many people of the city came"
    )
    note = models.TextField(blank=True, help_text="what was agreed; the city reads it")
    internal_note = models.TextField(
        blank=True, help_text="for Advisers, the Guardian and the Office; never the city"
    )
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    contest_reason = models.TextField(blank=True, editable=False)
    settlement_reason = models.TextField(blank=True, editable=False)
    reminded_at = models.DateTimeField(
        null=True, editable=False, help_text="when the city was reminded to confirm"
    )
    raised_at = models.DateTimeField(
        null=True, editable=False, help_text="when the Guardian was told that it waits to be settled"
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(arranged_at__isnull=False, arranged_by__isnull=False),
                name="advisorysession_arranged_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(recorded_at=None, recorded_by=None)
                | Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="advisorysession_recorded_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="advisorysession_settled_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} ({self.participation.city})"
