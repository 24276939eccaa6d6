"""The people of the demo edition whom a visitor may be with one click; they exist in demo mode only."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drogowskaz.people.models import User


@dataclass(frozen=True)
class DemoPerson:
    """An invented person: who they are, and what a visitor can try as them."""

    email: str
    name: str
    role: str | Promise
    try_this: str | Promise


PEOPLE = (
    DemoPerson(
        "biuro@demo.example",
        "Ewa Modrzew",
        _("Programme office"),
        _(
            "Release letters, decide on applications, publish reports, compile the Plan, propose a certificate"
        ),
    ),
    DemoPerson(
        "biuro2@demo.example",
        "Tomasz Jawor",
        _("Programme office, the second person"),
        _("Freeze the Plan and issue a certificate that somebody else proposed"),
    ),
    DemoPerson(
        "opiekunka@demo.example",
        "Halina Wrzos",
        _("Guardian of goal 11"),
        _("Answer requests for advice, read reports, accept milestones"),
    ),
    DemoPerson(
        "doradca@demo.example",
        "Marek Olszyna",
        _("Adviser"),
        _("Arrange a session and record the time it took"),
    ),
    DemoPerson(
        "koordynatorka@demo.example",
        "Anna Leszczyna",
        _("Local coordinator of Modrzewiec"),
        _("Confirm advice, ask for more, write the report, report a milestone"),
    ),
    DemoPerson(
        "burmistrz@demo.example",
        "Jan Dereń",
        _("Mayor of Modrzewiec"),
        _("Approve the exact text of the report"),
    ),
    DemoPerson(
        "zgloszenie@demo.example",
        "Zofia Kalina",
        _("Applicant of Nornikowo"),
        _("Finish a half-filled application in the open call"),
    ),
    DemoPerson(
        "certyfikat@demo.example",
        "Piotr Grab",
        _("Local coordinator of Bukowiec Leśny"),
        _("See a finished road and the certificate"),
    ),
    DemoPerson(
        "audytorka@demo.example",
        "Irena Tarnina",
        _("Auditor"),
        _("Read the journal and the ledger; change nothing"),
    ),
)


def listed() -> list[DemoPerson]:
    """Those of PEOPLE who have an account in this database, in the order of the road."""
    known = set(
        User.objects.filter(is_demo=True, email__in=[who.email for who in PEOPLE]).values_list(
            "email", flat=True
        )
    )
    return [who for who in PEOPLE if who.email in known]
