"""The certificate as a document: everything it says, frozen."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from drogowskaz.documents.parts import Fact, Person, Tile, house_labels
from drogowskaz.documents.press import Snapshot

TEMPLATE = "certificates/typst/certificate.typ"


@dataclass(frozen=True, kw_only=True)
class Certificate(Snapshot):
    """What a certificate says, and what it does not."""

    programme: str
    holder: str  # the city
    sentence: str  # what was fulfilled, as of which day
    project: str
    tile: Tile
    number: str
    code: str  # in groups, as people type it
    check_url: str
    qr_svg: str  # of `check_url`; see documents.codes.qr
    not_claimed: str
    facts: tuple[Fact, ...] = ()  # number, rules, day of issue, issuer and whatever else the edition wants
    signatories: tuple[Person, ...] = ()


def labels() -> dict[str, str]:
    """The words of the certificate, in the active language."""
    return house_labels() | {
        "project": _("Project"),
        "number": _("Number"),
        "code": _("Code"),
        "check": _("Check this certificate"),
        "check_how": _("Scan the picture or type the code at the address below."),
        "qr_alt": _("QR code with the address of the page where this certificate can be checked"),
        "not_claimed": _("What this certificate does not say"),
    }
