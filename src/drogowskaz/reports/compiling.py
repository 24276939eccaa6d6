"""From the tables to the document: one version of a report, in one language, with the facts that belong to it.

Project and hours live in other rooms; whoever publishes brings them in as plain values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from drogowskaz.common.languages import wording
from drogowskaz.common.prose import parse
from drogowskaz.common.templatetags.house import day
from drogowskaz.documents.parts import Fact, Figure, Person, Tile
from drogowskaz.participation import queries as participations
from drogowskaz.participation.models import Participation
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.parts import ReportSection as Template

from . import queries
from .documents import Advice, CityReport, ProjectCard, ReportSection, StageHours, labels
from .models import Version

NO_THEME = "#5b6770"
LICENCE = "CC BY 4.0"


@dataclass(frozen=True)
class Facts:
    """What the report shows besides the city's words, already in the document's language."""

    project: ProjectCard | None = None
    hours: tuple[StageHours, ...] = ()
    advice: tuple[Advice, ...] = ()
    figures: tuple[Figure, ...] = ()


def city_report(version: Version, *, language: str, facts: Facts, at: datetime) -> CityReport:
    """Freeze one version of a report in `language` with `facts`, as published at `at`.

    Sections without words in `language` appear in Polish and say so to machines and screen readers.
    """
    participation = version.report.participation
    edition = participation.edition
    with translation.override(language):
        programme = str(wording(edition.programme, "name", language))
        return CityReport(
            title=_("Report of the city: %(city)s") % {"city": participation.city.name},
            language=language,
            institution=settings.INSTITUTION,
            labels=labels(),
            description=participation.project_title,
            demo=edition.invented,
            programme=f"{programme} · {wording(edition, 'name', language)}",
            city=participation.city.name,
            lead=facts.project.title if facts.project else participation.project_title,
            tile=_tile(participation, language),
            version=str(version.number),
            published=day(at),
            licence=LICENCE,
            facts=_profile(participation, language),
            figures=facts.figures,
            sections=_sections(version, language, facts),
            project=facts.project,
            hours=facts.hours,
            advice=facts.advice,
            authors=_authors(participation),
            approvals=_approvals(version),
        )


def _tile(participation: Participation, language: str) -> Tile:
    theme = participation.theme
    if theme is None:
        return Tile(number="–", name="", colour=NO_THEME)
    return Tile(number=str(theme.number), name=str(wording(theme, "name", language)), colour=theme.colour)


def _profile(participation: Participation, language: str) -> tuple[Fact, ...]:
    city = participation.city
    people = ""
    if city.population is not None:
        people = _("%(number)s (%(year)s)") % {
            "number": f"{city.population:,}".replace(",", "\N{NO-BREAK SPACE}"),
            "year": city.population_year,
        }
    guardians = ", ".join(person.name for person in participations.guardians_of(participation))
    lines = (
        (_("Kind of municipality"), city.get_municipality_type_display()),
        (_("Voivodeship"), city.get_voivodeship_display()),
        (_("Number in the register"), "" if city.invented else city.teryt),
        (_("Residents"), people),
        (
            _("Way into the programme"),
            str(wording(participation.path, "name", language)) if participation.path else "",
        ),
        (pgettext("beside a name", "Guardian of the goal"), guardians),
    )
    return tuple(Fact(label, value) for label, value in lines if value)


def _sections(version: Version, language: str, facts: Facts) -> tuple[ReportSection, ...]:
    template = programmes.report_template(version.report.participation.edition).sections
    sections = [_section(version, section, language) for section in template]
    shown = {section.part for section in sections}
    extra = (
        ("project", _("Project"), facts.project is not None),
        ("advice", _("Advice"), bool(facts.hours or facts.advice)),
        ("authors", _("Who wrote and approved this report"), True),
    )
    sections += [
        ReportSection(title=title, part=part) for part, title, there in extra if there and part not in shown
    ]
    return tuple(section for section in sections if section.prose or section.part)


def _section(version: Version, section: Template, language: str) -> ReportSection:
    text = version.text(section.key, language)
    spoken = language
    if not text and language != "pl":
        text, spoken = version.text(section.key, "pl"), "pl"
    return ReportSection(
        title=str(wording(section, "title", language)),
        prose=tuple(parse(text)) if text else (),
        part=section.part,
        language=spoken if text and spoken != language else "",
    )


def _authors(participation: Participation) -> tuple[Person, ...]:
    coordinator = participations.coordinator(participation)
    if coordinator is None or not coordinator.public_name:
        return ()
    return (Person(coordinator.name, coordinator.position or _("local coordinator")),)


def _approvals(version: Version) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            review.reader,
            _("%(person)s, %(day)s, version %(number)s")
            % {
                "person": review.person,
                "day": day(review.reviewed_at),
                "number": review.version.number,
            },
        )
        for review in queries.approvals(version)
    )


def languages(version: Version) -> Sequence[str]:
    """The languages a version is published in: Polish, and English where any section has English words."""
    return ("pl", "en") if version.content.get("en") else ("pl",)
