"""People: who they are, for which city they act and as what, and the journal of their deeds."""

from datetime import datetime
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drogowskaz.registers.models import City


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, *, name: str, **facts: object) -> "User":
        """Add a person who signs in with `email`; without a password they must set one first."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with an account; what they may do follows from representations and memberships."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name and surname"), max_length=120)
    language = models.CharField(
        max_length=2, choices=[("pl", _("Polish")), ("en", _("English"))], default="pl"
    )
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, help_text="an invented person of the demo edition")

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def represents(self, city: City, capacity: "str | None" = None) -> bool:
        """Say whether this person acts for `city` now (as `capacity`, if given), confirmed and not ended."""
        acting = self.representations.acting().filter(city=city)
        return (acting.filter(capacity=capacity) if capacity else acting).exists()


class Capacity(models.TextChoices):
    """As what a person acts for a city."""

    LOCAL_COORDINATOR = "local_coordinator", _("local coordinator")
    MAYOR = "mayor", _("mayor")


class RepresentationQuerySet(models.QuerySet["Representation"]):
    def acting(self) -> Self:
        """Those that count: confirmed and not ended."""
        return self.filter(confirmed_at__isnull=False, ended_at=None)

    def waiting(self) -> Self:
        """Those asked for by a person who chose the city, not yet answered by the Office."""
        return self.filter(confirmed_at=None, ended_at=None)


class Representation(models.Model):
    """A person's right to act for a city; it counts once confirmed and until ended."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="representations")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="representations")
    capacity = models.CharField(max_length=20, choices=Capacity)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "city", "capacity"], condition=Q(ended_at=None), name="representation_once"
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=False, asked_by__isnull=False),
                name="representation_asked_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="representation_confirmed_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="representation_ended_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.city} ({self.get_capacity_display()})"


class Invitation(models.Model):
    """A letter with a link: whoever opens it may act for the city as `capacity`."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="invitations")
    capacity = models.CharField(max_length=20, choices=Capacity)
    token = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField()
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "city"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(invited_at__isnull=False, invited_by__isnull=False),
                name="invitation_invited_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="invitation_revoked_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} – {self.city}"

    def is_open(self, at: datetime) -> bool:
        """Say whether the link still works at `at`."""
        return self.accepted_at is None and self.revoked_at is None and at < self.expires_at


class JournalEntry(models.Model):
    """One deed: who did what, when, to what, with which facts. Never changed; the database refuses."""

    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=60, help_text="app and model, as in applications.application")
    thing_id = models.BigIntegerField()
    city = models.ForeignKey(City, null=True, on_delete=models.PROTECT, related_name="journal")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["thing", "thing_id"]), models.Index(fields=["city", "at"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.thing}:{self.thing_id}"
