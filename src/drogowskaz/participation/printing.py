"""The text of the agreement, filled in for one city from the words of its edition."""

from string import Template

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from drogowskaz.common.languages import wording
from drogowskaz.common.prose import parse
from drogowskaz.documents.parts import Fact, Section, Tile
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.models import Stage

from . import queries
from .documents import AgreementText, Party, labels
from .models import Participation

LANGUAGE = "pl"  # agreements with Polish cities are signed in Polish
COLOUR_OF_NONE = "#5b6b73"


def agreement(participation: Participation) -> AgreementText:
    """The agreement with one city, ready to be signed."""
    edition, city, theme = participation.edition, participation.city, participation.theme
    with override(LANGUAGE):
        stages = list(edition.stages.order_by("number"))
        template = programmes.agreement(edition)
        text = Template(str(wording(template, "body", LANGUAGE))).safe_substitute(
            _words(participation, stages)
        )
        recorded = participation.agreement if queries.has_agreement(participation) else None
        return AgreementText(
            title=str(wording(template, "title", LANGUAGE)),
            description=_("Agreement with the city of %(city)s") % {"city": city.name},
            language=LANGUAGE,
            institution=settings.INSTITUTION,
            labels=labels(),
            demo=edition.invented,
            programme=f"{wording(edition.programme, 'name', LANGUAGE)}, {wording(edition, 'name', LANGUAGE)}",
            number=recorded.number if recorded else f"{edition.number_prefix}-U/………",
            concluded=_("Concluded on ………………… in …………………"),
            parties=(
                Party(settings.INSTITUTION),
                Party(_("The municipality of %(city)s") % {"city": city.name}),
            ),
            tile=Tile(
                str(theme.number) if theme else "",
                str(wording(theme, "name", LANGUAGE)) if theme else "",
                (theme.colour if theme else "") or COLOUR_OF_NONE,
            ),
            project=participation.project_title,
            facts=tuple(_fact(stage) for stage in stages),
            sections=_sections(text),
            contact=settings.CONTACT,
        )


def _fact(stage: Stage) -> Fact:
    amount = programmes.amount(stage.edition, stage.minutes)
    until = date_format(stage.ends_on, "DATE_FORMAT")
    return Fact(
        str(wording(stage, "name", LANGUAGE)),
        _("%(amount)s, until %(day)s") % {"amount": amount, "day": until},
    )


def _words(participation: Participation, stages: list[Stage]) -> dict[str, str]:
    edition, theme, path = participation.edition, participation.theme, participation.path
    coordinator = queries.coordinator(participation)
    return {
        "city": participation.city.name,
        "institution": settings.INSTITUTION,
        "programme": str(wording(edition.programme, "name", LANGUAGE)),
        "edition": str(wording(edition, "name", LANGUAGE)),
        "project": participation.project_title,
        "theme": f"{theme.number}. {wording(theme, 'name', LANGUAGE)}" if theme else "",
        "path": str(wording(path, "name", LANGUAGE)) if path else "",
        "hours": programmes.amount(edition, sum(stage.minutes for stage in stages)),
        "stages": "; ".join(f"{fact.label}: {fact.value}" for fact in map(_fact, stages)),
        "until": date_format(edition.projects_end_on, "DATE_FORMAT"),
        "coordinator": coordinator.name if coordinator else "…………………",
        "contact": settings.CONTACT,
    }


def _sections(text: str) -> tuple[Section, ...]:
    """The paragraphs of the agreement: each heading of the second level begins one; the document numbers them."""
    sections, title, lines = [], _("Subject of the agreement"), []
    for line in [*text.splitlines(), "## "]:
        if not line.startswith("## "):
            lines.append(line)
            continue
        if "".join(lines).strip():
            sections.append(Section(title, tuple(parse("\n".join(lines)))))
        title, lines = line.removeprefix("## ").strip(), []
    return tuple(sections)
