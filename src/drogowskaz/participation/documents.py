"""The text of the agreement between the institution and a city, ready to be signed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from drogowskaz.documents.parts import Fact, Person, Section, Tile, house_labels
from drogowskaz.documents.press import Snapshot

TEMPLATE = "participation/typst/agreement.typ"


@dataclass(frozen=True)
class Party:
    """One side of the agreement."""

    name: str
    address: str = ""
    represented_by: tuple[Person, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AgreementText(Snapshot):
    """The agreement: parties, what they agree, where they sign."""

    programme: str
    number: str
    concluded: str  # place and day, or the dots where they will be written
    parties: tuple[Party, ...]
    tile: Tile
    project: str
    facts: tuple[Fact, ...] = ()  # stages with their hours and dates
    sections: tuple[Section, ...] = ()  # numbered by the template: § 1, § 2 …
    annexes: tuple[str, ...] = ()
    contact: str = ""


def labels() -> dict[str, str]:
    """The words of the agreement, in the active language."""
    return house_labels() | {
        "number": _("Agreement number"),
        "parties": _("Parties"),
        "represented": _("represented by"),
        "subject": _("What it is about"),
        "project": _("Project"),
        "annexes": _("Annexes"),
        "signatures": _("Signatures"),
    }
