"""The certificate as a document: everything it says, frozen."""

from dataclasses import dataclass
from datetime import datetime
from string import Template

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from drogowskaz.common.languages import wording
from drogowskaz.common.templatetags.house import day
from drogowskaz.documents import codes
from drogowskaz.documents.parts import Fact, Person, Tile, house_labels
from drogowskaz.documents.press import Snapshot
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.mails import address_of

from .models import Certificate as Given

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


def sentence(template: str, words: dict[str, str]) -> str:
    """Fill `words` into the sentence of the rules; the full stop of a Polish day ("r.") closes the sentence too."""
    if words["date"].endswith("."):
        template = template.replace("$date.", "$date").replace("${date}.", "${date}")
    return Template(template).substitute(words)


def certificate(given: Given, *, number: str, code: str, at: datetime, language: str = "pl") -> Certificate:
    """Freeze what the certificate of `given` says, with the number and code it will bear."""
    participation = given.participation
    edition, rules = participation.edition, programmes.rule_set(participation.edition)
    address = address_of("portal:certificate", code, language=language)
    with override(language):
        words = {
            "city": participation.city.name,
            "programme": str(wording(edition.programme, "name", language)),
            "edition": str(wording(edition, "name", language)),
            "project": participation.project_title,
            "theme": str(participation.theme or ""),
            "date": day(at),
            "rules": given.rule_version,
        }
        title = str(wording(rules, "certificate_name", language))
        return Certificate(
            title=f"{title}: {participation.city.name}",
            language=language,
            institution=settings.INSTITUTION,
            labels=labels(),
            description=words["programme"],
            demo=edition.invented,
            programme=words["programme"],
            holder=participation.city.name,
            sentence=sentence(str(wording(rules, "sentence", language)), words),
            project=participation.project_title,
            tile=Tile(
                str(participation.theme.number) if participation.theme else "",
                str(participation.theme.name) if participation.theme else "",
                participation.theme.colour if participation.theme else "#5d6c72",
            ),
            number=number,
            code=code,
            check_url=address,
            qr_svg=codes.qr(address),
            not_claimed=str(wording(rules, "disclaimer", language)),
            facts=(
                Fact(_("Number"), number),
                Fact(_("Rules"), given.rule_version),
                Fact(_("Day of issue"), day(at)),
                Fact(_("Issued by"), settings.INSTITUTION),
            ),
        )
