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
        _("Confirm a coordinator, record an agreement, publish a report"),
    ),
    DemoPerson(
        "biuro2@demo.example",
        "Tomasz Jawor",
        _("Programme office, the second person"),
        _("Issue a certificate that somebody else proposed, or edit the words of a report"),
    ),
    DemoPerson(
        "opiekunka@demo.example",
        "Halina Wrzos",
        _("Guardian of goal 11"),
        _("Answer Modrzewiec’s request for advice, settle a contested session, look at a reported milestone"),
    ),
    DemoPerson(
        "doradca@demo.example",
        "Marek Olszyna",
        _("Adviser"),
        _("Arrange the session a city is waiting for"),
    ),
    DemoPerson(
        "koordynatorka@demo.example",
        "Anna Leszczyna",
        _("Local coordinator of Modrzewiec"),
        _("Confirm the time of a session, add evidence to a milestone, ask for more advice"),
    ),
    DemoPerson(
        "burmistrz@demo.example",
        "Jan Dereń",
        _("Mayor of Modrzewiec"),
        _("Approve the exact text of the report’s new version, or send it back"),
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
        _("See a finished road and the certificate; start an application in the next call"),
    ),
    DemoPerson(
        "audytorka@demo.example",
        "Irena Tarnina",
        _("Auditor"),
        _("Read the journal and the ledger of hours. Nothing waits here: an auditor changes nothing"),
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
