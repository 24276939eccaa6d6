"""From the published reports to the Plan: one snapshot of exact versions, chapter by chapter."""

import hashlib
import json
from collections import defaultdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from drogowskaz.common.languages import wording
from drogowskaz.common.prose import parse
from drogowskaz.common.templatetags.house import day
from drogowskaz.common.units import hours_and_minutes
from drogowskaz.documents.parts import Fact, Figure, Tile
from drogowskaz.participation.models import Participation
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.mails import address_of
from drogowskaz.programmes.models import Theme
from drogowskaz.programmes.stored import revive
from drogowskaz.reports.documents import ProjectCard, Result, StageHours
from drogowskaz.reports.models import Version

from . import queries
from .documents import Chapter, CityCard, IndexEntry, Input, Plan, labels
from .models import PlanEdition

ALPHABET = {letter: place for place, letter in enumerate("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż")}


def alphabetical(name: str) -> list[int]:
    """The place of a name in the Polish alphabet, for sorting without a locale of the system."""
    return [ALPHABET.get(letter, -1) for letter in name.casefold()]


def checksum(inputs: list[dict[str, Any]]) -> str:
    """SHA-256 over the versions and hashes of everything that went in, in their order."""
    facts = [[part["participation"], part["number"], part["sha256"]] for part in inputs]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def plan(proof: PlanEdition, *, at: datetime) -> Plan:
    """Freeze the Plan as ordered: the versions named by `proof.inputs`, in the words of the edition's template."""
    edition, language = proof.edition, proof.language
    template = programmes.plan_template(edition)
    chosen = {part["version"] for part in proof.inputs}
    versions = (
        Version.objects.filter(pk__in=chosen)
        .select_related("report__participation__city", "report__participation__path", "issued", "issued_en")
        .order_by("report__participation__city__name", "pk")
    )
    by_theme: dict[int | None, list[Version]] = defaultdict(list)
    for version in versions:
        by_theme[version.report.participation.theme_id].append(version)
    number = queries.next_number(edition, language)
    with override(language):
        title = str(wording(template, "title", language))
        name = str(wording(edition.programme, "name", language))
        said = _("Edition %(number)s, %(day)s") % {"number": number, "day": day(at)}
        chapters = tuple(
            _chapter(theme, by_theme[theme.pk], language) for theme in edition.themes.order_by("number")
        )
        cards = [card for chapter in chapters for card in chapter.cities]
        foreword = proof.foreword or str(wording(template, "foreword", language))
        return Plan(
            title=title,
            language=language,
            institution=settings.INSTITUTION,
            labels=labels(),
            description=name,
            demo=edition.invented,
            programme=name,
            subtitle=str(wording(edition, "name", language)),
            edition_number=number,
            edition=said,
            foreword=tuple(parse(foreword)),
            reading=tuple(parse(str(wording(template, "reading", language)))),
            imprint=(
                Fact(_("Publisher"), settings.INSTITUTION),
                Fact(_("Edition of the Plan"), said),
                Fact(_("Licence"), "CC BY 4.0"),
                Fact(_("How to cite"), f"{title}. {name}, {said}, {settings.INSTITUTION}."),
            ),
            disclaimer=_("The content has not been approved by the United Nations."),
            figures=_figures(chapters, proof),
            chapters=chapters,
            register=tuple(card.key for card in sorted(cards, key=lambda card: alphabetical(card.city))),
            index=_index(cards),
            inputs=tuple(Input(part["city"], str(part["number"]), part["sha256"]) for part in proof.inputs),
            checksum=checksum(proof.inputs),
        )


def _snapshot(version: Version, language: str) -> dict[str, Any]:
    issued = version.issued_en if language == "en" and version.issued_en else version.issued
    if issued is None:
        raise ValueError(f"version {version.pk} is published without a document")
    snapshot: dict[str, Any] = issued.snapshot
    return snapshot


def _chapter(theme: Theme, versions: list[Version], language: str) -> Chapter:
    return Chapter(
        tile=Tile(str(theme.number), str(theme.name), theme.colour),
        introduction=tuple(parse(str(wording(theme, "summary", language)))),
        cities=tuple(_card(version, language) for version in versions),
    )


def _card(version: Version, language: str) -> CityCard:
    participation: Participation = version.report.participation
    snapshot = _snapshot(version, language)
    project = snapshot["project"] or {"title": participation.project_title}
    return CityCard(
        key=f"{participation.pk}",
        city=participation.city.name,
        voivodeship=participation.city.get_voivodeship_display(),
        path=str(participation.path.name) if participation.path else "",
        project=revive(ProjectCard, project),
        results=tuple(revive(Result, result) for result in snapshot["results"]),
        hours=tuple(revive(StageHours, stage) for stage in snapshot["hours"]),
        report=str(version.number),
        address=address_of("portal:city", participation.city.slug, language=language),
    )


def _figures(chapters: tuple[Chapter, ...], proof: PlanEdition) -> tuple[Figure, ...]:
    cities = sum(len(chapter.cities) for chapter in chapters)
    filled = sum(bool(chapter.cities) for chapter in chapters)
    per_city = sum(stage.minutes for stage in proof.edition.stages.all())
    return (
        Figure(str(cities), ngettext("city", "cities", cities)),
        Figure(str(filled), _("goals with a city"), _("of %(all)s") % {"all": len(chapters)}),
        Figure(hours_and_minutes(per_city), _("of advice for each city")),
        Figure(hours_and_minutes(per_city * cities), _("of advice for all cities in this Plan")),
    )


def _index(cards: list[CityCard]) -> tuple[IndexEntry, ...]:
    regions: dict[str, list[str]] = defaultdict(list)
    for card in sorted(cards, key=lambda card: alphabetical(card.city)):
        regions[card.voivodeship].append(card.key)
    return tuple(
        IndexEntry(region, tuple(keys))
        for region, keys in sorted(regions.items(), key=lambda one: alphabetical(one[0]))
    )
