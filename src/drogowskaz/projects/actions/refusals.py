"""Why a deed with a project is refused, in words for people."""

from django.utils.translation import gettext_lazy as _

from drogowskaz.common.refusal import Refusal
from drogowskaz.projects.models import Evidence, Milestone


class AlreadyPlanned(Refusal):
    """The city has a project in this edition."""

    message = _("The city already has its project. Open it from the list.")


class Changed(Refusal):
    """Somebody saved the same card after it was opened; both texts are shown, nothing is overwritten."""

    message = _("Somebody has changed this in the meantime. Choose which text is to stay.")


class AlreadyAdded(Refusal):
    """The very milestone stands in the project: the same form came twice. `milestone` is the stored one."""

    message = _("This milestone has already been added. Nothing has been added twice.")

    def __init__(self, milestone: Milestone) -> None:
        super().__init__()
        self.milestone = milestone


class KeyReused(Refusal):
    """The form has added another milestone before."""

    message = _("This form has already added a milestone. Open it again to add another one.")


class AlreadyKept(Refusal):
    """The same file or address stands with the milestone. `evidence` is the stored one."""

    message = _("This evidence is already kept with the milestone. Nothing has been added twice.")

    def __init__(self, evidence: Evidence) -> None:
        super().__init__()
        self.evidence = evidence


class DayRefused(Refusal):
    """The day of a milestone has passed, or lies after the end of the edition's projects."""


class EvidenceMissing(Refusal):
    """A milestone is reported with something that shows it."""

    message = _("Add at least one file or address that shows that the milestone has been reached.")


class RemarkMissing(Refusal):
    """What is returned says what to do."""

    message = _("Write what the city has to change or add. It will read this.")


class ReasonMissing(Refusal):
    """A project is stopped for a reason."""

    message = _("Write why the project stops.")


class CriticalFixed(Refusal):
    """What the certificate needs is settled before the project starts."""

    message = _("The project has started, so which milestones the certificate needs no longer changes.")
