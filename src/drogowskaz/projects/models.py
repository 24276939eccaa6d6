"""What a city carries out: its project, milestones, and the evidence that they were reached."""

from datetime import date
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from drogowskaz.common.lifecycle import Staged
from drogowskaz.documents.models import Upload
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.registers.models import City

from .lifecycle import MilestoneState, State


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Projects of the participations `user` may read."""
        return self.filter(participation__in=Participation.objects.visible_to(user))


class Project(Staged):
    """The project a city carries out in the edition; its first version came with the application or the admission."""

    participation = models.OneToOneField(Participation, on_delete=models.PROTECT, related_name="project")
    title = models.CharField(max_length=250)
    short_title = models.CharField(max_length=80, blank=True)
    improves = models.TextField(blank=True, help_text="what the city already has, and what gets better")
    aim = models.TextField(blank=True)
    actions = models.TextField(blank=True)
    groups = models.CharField(max_length=500, blank=True, help_text="whom it serves")
    partners = models.CharField(max_length=500, blank=True)
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED, editable=False)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True, editable=False)
    started_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, editable=False)
    changed_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    reported_at = models.DateTimeField(null=True, editable=False)
    reported_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    report_text = models.TextField(blank=True, editable=False, help_text="what was done, in the city's words")
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, editable=False)
    returned_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    remark = models.TextField(
        blank=True, editable=False, help_text="the Guardian's words on return or acceptance"
    )
    stopped_at = models.DateTimeField(null=True, editable=False)
    stopped_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    stopped_reason = models.CharField(max_length=500, blank=True, editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_at__isnull=False, planned_by__isnull=False),
                name="project_planned_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(started_at=None, started_by=None)
                | Q(started_at__isnull=False, started_by__isnull=False),
                name="project_started_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(changed_at=None, changed_by=None)
                | Q(changed_at__isnull=False, changed_by__isnull=False),
                name="project_changed_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(reported_at=None, reported_by=None)
                | Q(reported_at__isnull=False, reported_by__isnull=False),
                name="project_reported_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="project_accepted_at_with_by",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.COMPLETED)
                | Q(accepted_by__isnull=False) & ~Q(accepted_by=F("reported_by")),
                name="project_accepted_by_another",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                name="project_returned_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at=None, stopped_by=None)
                | Q(stopped_at__isnull=False, stopped_by__isnull=False),
                name="project_stopped_at_with_by",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.STOPPED) | Q(stopped_at__isnull=False) & ~Q(stopped_reason=""),
                name="project_stopped_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def city(self) -> City:
        """The city that carries it out."""
        return self.participation.city


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Milestones of the projects `user` may read."""
        return self.filter(project__in=Project.objects.visible_to(user))

    def late(self, on: date) -> Self:
        """Those not reported although their day has passed, in projects that are going on."""
        return self.filter(state=MilestoneState.PLANNED, due_on__lt=on, project__state=State.IN_PROGRESS)


class Milestone(Staged):
    """A dated step of a project; reported by the city with evidence, accepted by somebody else."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=150)
    criterion = models.TextField(blank=True, help_text="how one can tell that it is done")
    due_on = models.DateField()
    first_due_on = models.DateField(
        editable=False, help_text="the day that stood in the plan when the project started"
    )
    critical = models.BooleanField(default=False, help_text="needed for the certificate")
    state = models.CharField(
        max_length=20, choices=MilestoneState, default=MilestoneState.PLANNED, editable=False
    )
    reported_at = models.DateTimeField(null=True, editable=False)
    reported_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, editable=False)
    returned_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    remark = models.TextField(
        blank=True, editable=False, help_text="the last words of the person who looked at it"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    key = models.UUIDField(
        null=True, editable=False, help_text="made with the form, so a repeated click adds nothing twice"
    )

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "key"], condition=Q(key__isnull=False), name="milestone_key_once"
            ),
            models.CheckConstraint(
                condition=Q(reported_at=None, reported_by=None)
                | Q(reported_at__isnull=False, reported_by__isnull=False),
                name="milestone_reported_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="milestone_accepted_at_with_by",
            ),
            models.CheckConstraint(
                condition=~Q(state=MilestoneState.ACCEPTED)
                | Q(accepted_by__isnull=False) & ~Q(accepted_by=F("reported_by")),
                name="milestone_accepted_by_another",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                name="milestone_returned_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def city(self) -> City:
        """The city that carries it out."""
        return self.project.participation.city

    def is_late(self, on: date) -> bool:
        """Say whether its day has passed on the day `on` and it has not been reported."""
        return self.state == MilestoneState.PLANNED and self.due_on < on


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Evidence in the projects `user` may read."""
        return self.filter(milestone__in=Milestone.objects.visible_to(user))

    def public(self) -> Self:
        """Evidence the city has marked as public, of milestones that have been accepted."""
        return self.filter(public=True, milestone__state=MilestoneState.ACCEPTED)


class Evidence(models.Model):
    """What shows that a milestone was reached: a file or an address, with a sentence on what it shows."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="evidence")
    shows = models.CharField(max_length=300)
    upload = models.ForeignKey(Upload, null=True, on_delete=models.PROTECT, related_name="+")
    url = models.URLField(blank=True)
    sha256 = models.CharField(
        max_length=64,
        null=True,  # where the same stood twice before this was kept, the later ones have none
        editable=False,
        help_text="of the file or of the address; the same stands once with a milestone",
    )
    public = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(added_at__isnull=False, added_by__isnull=False), name="evidence_added_at_with_by"
            ),
            models.CheckConstraint(
                condition=Q(upload__isnull=False, url="") | Q(upload=None) & ~Q(url=""),
                name="evidence_is_a_file_or_an_address",
            ),
            models.UniqueConstraint(
                fields=["milestone", "sha256"],
                condition=Q(sha256__isnull=False),
                name="evidence_once_with_a_milestone",
            ),
        ]

    def __str__(self) -> str:
        return self.shows
