"""A city in an edition, by any path: its agreement and its Local Coordinator."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from drogowskaz.applications.models import Application
from drogowskaz.common.lifecycle import Staged
from drogowskaz.documents.models import Upload
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Edition, Guardianship, Membership, Path, Stage, Theme
from drogowskaz.programmes.roles import Role
from drogowskaz.registers.models import City

from .lifecycle import NamingState, State


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def worked_on_by(self, user: User | AnonymousUser) -> Self:
        """Participations in which `user` has a part.

        Those of their cities; for the Office all of their programme; for a Guardian those qualified under the own
        theme; for an Adviser those they are assigned to.
        """
        if user.is_anonymous:
            return self.none()
        own = Q(city__in=user.representations.acting().values("city"))
        office = Membership.objects.of(Role.OFFICE).filter(user=user).values("programme")
        guarded = Guardianship.objects.filter(user=user, ends_on=None).values("theme")
        assigned = Assignment.objects.filter(adviser=user, ends_on=None).values("participation")
        return self.filter(own | Q(edition__programme__in=office) | Q(theme__in=guarded) | Q(pk__in=assigned))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Participations `user` may read in the workspace: those they have a part in, and for an Auditor all."""
        if user.is_anonymous:
            return self.none()
        audited = Membership.objects.of(Role.AUDITOR).filter(user=user).values("programme")
        mine = Participation.objects.worked_on_by(user).values("pk")
        return self.filter(Q(pk__in=mine) | Q(edition__programme__in=audited))

    def published(self) -> Self:
        """Participations the public may know of: every one of a running or archived edition."""
        return self.exclude(edition__state=EditionState.PREPARED)


class Participation(Staged):
    """A city that takes part in an edition, qualified under exactly one theme."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="participations")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="participations")
    path = models.ForeignKey(Path, on_delete=models.PROTECT, related_name="participations", null=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="participations", null=True)
    application = models.OneToOneField(
        Application, null=True, on_delete=models.PROTECT, related_name="participation"
    )
    project_title = models.CharField(max_length=250, blank=True)
    evidence = models.TextField(
        blank=True, help_text="documented achievements, where there was no application"
    )
    source = models.CharField(
        max_length=300, blank=True, help_text="address of the public page, in the archive"
    )
    state = models.CharField(max_length=20, choices=State, default=State.QUALIFIED, editable=False)
    stage = models.ForeignKey(Stage, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    qualified_at = models.DateTimeField(null=True, help_text="empty where nobody knows it: in the archive")
    qualified_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=500, blank=True, editable=False)
    completed_at = models.DateTimeField(null=True, editable=False)
    completed_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    completed_remark = models.CharField(max_length=500, blank=True, editable=False)
    not_completed_at = models.DateTimeField(null=True, editable=False)
    not_completed_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    not_completed_reason = models.CharField(max_length=500, blank=True, editable=False)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "city"], name="participation_once_per_edition"),
            models.CheckConstraint(
                condition=Q(qualified_at=None, qualified_by=None)
                | Q(qualified_at__isnull=False, qualified_by__isnull=False),
                name="participation_qualified_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="participation_withdrawn_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None, completed_by=None)
                | Q(completed_at__isnull=False, completed_by__isnull=False),
                name="participation_completed_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(not_completed_at=None, not_completed_by=None)
                | Q(not_completed_at__isnull=False, not_completed_by__isnull=False)
                & ~Q(not_completed_reason=""),
                name="participation_not_completed_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city} ({self.edition})"


class Assignment(models.Model):
    """An Adviser given to a city; from then on the Adviser sees it."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="assignments")
    adviser = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "adviser"], condition=Q(ends_on=None), name="assignment_once"
            ),
            models.CheckConstraint(
                condition=Q(assigned_at__isnull=False, assigned_by__isnull=False),
                name="assignment_assigned_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adviser}: {self.participation}"


class Agreement(models.Model):
    """The agreement of both sides: who signed, when, and the file whose hash both signed."""

    participation = models.OneToOneField(Participation, on_delete=models.PROTECT, related_name="agreement")
    number = models.CharField(max_length=40, unique=True)
    city_signatory = models.CharField(max_length=120, help_text="name of the person who signed for the city")
    city_function = models.CharField(max_length=120, help_text="their function, as on the document")
    city_signed_on = models.DateField()
    institution_signatory = models.CharField(max_length=120)
    institution_function = models.CharField(max_length=120)
    institution_signed_on = models.DateField()
    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="agreement_recorded_at_with_by",
            )
        ]

    def __str__(self) -> str:
        return self.number


class CoordinatorNaming(Staged):
    """The naming of a Local Coordinator by the city, and the Office's answer; the former ones stay with their dates."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="namings")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    position = models.CharField(max_length=120, blank=True, help_text="post in the town hall")
    public_name = models.BooleanField(default=False, help_text="agrees to be named on the public page")
    state = models.CharField(max_length=20, choices=NamingState, default=NamingState.PROPOSED, editable=False)
    user = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="namings"
    )
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    answer_reason = models.CharField(max_length=500, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    CAPACITY = Capacity.LOCAL_COORDINATOR

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation"],
                condition=Q(state=NamingState.IN_OFFICE),
                name="coordinator_one_in_office",
            ),
            models.CheckConstraint(
                condition=Q(proposed_at__isnull=False, proposed_by__isnull=False),
                name="coordinatornaming_proposed_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="coordinatornaming_confirmed_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="coordinatornaming_ended_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.participation}"
