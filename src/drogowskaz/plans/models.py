"""The Action Plan: one document made of the published reports, in frozen, numbered editions."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from drogowskaz.common.lifecycle import Staged
from drogowskaz.documents.models import Issued
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Edition, Guardianship, Membership
from drogowskaz.programmes.roles import Role

from .lifecycle import State

READERS = (Role.OFFICE, Role.GUARDIAN, Role.ADVISER, Role.AUDITOR)


def editions_read_by(user: User) -> models.QuerySet[Edition]:
    """Editions whose Plan `user` follows: those of the programmes they work in, and those of whose goals they guard."""
    mine = Membership.objects.filter(user=user, ends_on=None, role__in=READERS).values("programme")
    guarded = Guardianship.objects.filter(user=user, ends_on=None).values("theme__edition")
    return Edition.objects.filter(Q(programme__in=mine) | Q(pk__in=guarded))


class PlanEditionQuerySet(models.QuerySet["PlanEdition"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Proofs and editions of the Plan `user` finds in the workspace: those of the editions they work in."""
        return self.none() if user.is_anonymous else self.filter(edition__in=editions_read_by(user))

    def frozen(self) -> Self:
        """Plan editions the public reads."""
        return self.filter(state=State.FROZEN)


class PlanEdition(Staged):
    """The Plan of an edition of the programme, as compiled at a moment; frozen, it never changes."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="plans")
    language = models.CharField(max_length=2, default="pl")
    number = models.PositiveIntegerField(
        null=True, editable=False, help_text="given with the freeze: 1, 2, 3 …"
    )
    foreword = models.TextField(blank=True, help_text="small Markdown")
    state = models.CharField(max_length=20, choices=State, default=State.COMPILING, editable=False)
    inputs = models.JSONField(
        default=list, editable=False, help_text="version and hash of each report inside"
    )
    snapshot = models.JSONField(null=True, editable=False)
    pdf_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    trouble = models.CharField(max_length=500, blank=True, editable=False)
    compiled_at = models.DateTimeField()
    compiled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True, editable=False)
    frozen_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    issued = models.OneToOneField(
        Issued, null=True, editable=False, on_delete=models.PROTECT, related_name="plan"
    )

    objects = PlanEditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language", "number"], name="plan_edition_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["edition"], condition=Q(state=State.COMPILING), name="plan_compiled_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(compiled_at__isnull=False, compiled_by__isnull=False),
                name="planedition_compiled_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at=None, frozen_by=None)
                | Q(frozen_at__isnull=False, frozen_by__isnull=False),
                name="planedition_frozen_at_with_by",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.FROZEN)
                | Q(number__isnull=False, issued__isnull=False) & ~Q(frozen_by=F("compiled_by")),
                name="planedition_frozen_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.number or self.pk}"
