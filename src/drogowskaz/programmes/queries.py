"""Readings of who works where, the building stones of every policy; and the parts of an edition's preset."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext

from drogowskaz.common.languages import Wording, wording
from drogowskaz.common.units import MINUTES_IN_HOUR, hours_and_minutes
from drogowskaz.people.models import User

from .letters import LETTERS
from .models import Call, Edition, Membership, PresetPart, Programme, Theme
from .parts import (
    AgreementTemplate,
    Criteria,
    Labels,
    LetterTemplate,
    PlanTemplate,
    Questionnaire,
    ReportTemplate,
    RuleSet,
)
from .roles import Role
from .stored import revive


def holds(user: User, role: Role, programme: Programme) -> bool:
    """Say whether `user` has `role` in `programme` and it has not been ended."""
    return Membership.objects.of(role).filter(user=user, programme=programme).exists()


def is_office(user: User, edition: Edition) -> bool:
    """Say whether `user` works in the Office of the programme of `edition`."""
    return Membership.objects.of(Role.OFFICE).filter(user=user, programme__editions=edition).exists()


def guards(user: User, theme: Theme) -> bool:
    """Say whether `user` is a Guardian of `theme` now."""
    return theme.guardianships.filter(user=user, ends_on=None).exists()


def part(edition: Edition, kind: PresetPart.Kind) -> dict[str, Any]:
    """The newest version of one part of the edition's preset, as stored.

    It is read once for each `edition` in memory, so a page or a deed that needs it often asks the database once.

    Raises:
        PresetPart.DoesNotExist: the edition was made without it; the loader of presets prevents that.
    """
    read: dict[str, dict[str, Any]] = edition.__dict__.setdefault("_parts_read", {})
    if kind not in read:
        read[kind] = edition.parts.filter(kind=kind).latest("version").content
    return read[kind]


def questionnaire(edition: Edition) -> Questionnaire:
    """The steps and questions of the application."""
    return revive(Questionnaire, part(edition, PresetPart.Kind.QUESTIONNAIRE))


def criteria(edition: Edition) -> Criteria:
    """The criteria applications are evaluated by."""
    return revive(Criteria, part(edition, PresetPart.Kind.CRITERIA))


def letters(edition: Edition) -> dict[str, LetterTemplate]:
    """Every letter of the edition by its key."""
    return {
        key: revive(LetterTemplate, content)
        for key, content in part(edition, PresetPart.Kind.LETTERS).items()
    }


def letter(edition: Edition, key: str) -> LetterTemplate:
    """One letter of the edition.

    Raises:
        KeyError: there is none of this name: the edition is older than this letter (`editions_lacking_letters`).
        PresetPart.DoesNotExist: the edition is of the past and has no letters.
    """
    return revive(LetterTemplate, part(edition, PresetPart.Kind.LETTERS)[key])


def editions_lacking_letters() -> list[tuple[Edition, list[str]]]:
    """Editions made by an older version of the product, with the letters of `LETTERS` they have no text for.

    Editions of the past that never had letters lack none.
    """
    parts = PresetPart.objects.filter(kind=PresetPart.Kind.LETTERS).order_by("edition", "version")
    newest = {part.edition: part.content for part in parts.select_related("edition__programme")}
    lacking = [(edition, [key for key in LETTERS if key not in there]) for edition, there in newest.items()]
    return [(edition, keys) for edition, keys in lacking if keys]


def report_template(edition: Edition) -> ReportTemplate:
    """The sections of the city report and the order of its review."""
    return revive(ReportTemplate, part(edition, PresetPart.Kind.REPORT))


def plan_template(edition: Edition) -> PlanTemplate:
    """The words of the Plan that are not a city's."""
    return revive(PlanTemplate, part(edition, PresetPart.Kind.PLAN))


def rule_set(edition: Edition) -> RuleSet:
    """The conditions of the certificate."""
    return revive(RuleSet, part(edition, PresetPart.Kind.FULFILMENT))


def agreement(edition: Edition) -> AgreementTemplate:
    """The text of the agreement."""
    return revive(AgreementTemplate, part(edition, PresetPart.Kind.AGREEMENT))


def labels(edition: Edition) -> Labels:
    """The words the programme uses for our things."""
    return revive(Labels, part(edition, PresetPart.Kind.LABELS))


def label(edition: Edition, key: str, language: str | None = None) -> Wording:
    """The programme's word for one of our things, as in "theme" → "cel", in the reader's language.

    Raises:
        KeyError: `key` is not a label; the check of the preset demands those of `parts.LABELS`.
    """
    polish, english = labels(edition).words[key]
    return wording(_Said(polish, english), "word", language)


class _Said:
    def __init__(self, polish: str, english: str) -> None:
        self.word_pl, self.word_en = polish, english


def amount(edition: Edition, minutes: int) -> str:
    """Say an amount of advice in the unit of the edition: "3 h 30 min", or "2 days 4 h" where days are counted."""
    if edition.minutes_in_unit == MINUTES_IN_HOUR:
        return hours_and_minutes(minutes)
    days, rest = divmod(abs(minutes), edition.minutes_in_unit)
    parts = []
    if days or not rest:
        said = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
        parts.append(said.replace(" ", "\N{NO-BREAK SPACE}"))
    if rest:
        parts.append(hours_and_minutes(rest))
    return ("−" if minutes < 0 else "") + "\N{NO-BREAK SPACE}".join(parts)


def open_calls(at: datetime) -> QuerySet[Call]:
    """Calls in which applications can be handed in at `at`, the one that closes first in front."""
    return Call.objects.open(at).select_related("edition__programme").order_by("closes_at", "pk")


def editions_of_office(user: User) -> QuerySet[Edition]:
    """Editions of the programmes in whose Office `user` works, the newest first."""
    programmes = Membership.objects.of(Role.OFFICE).filter(user=user).values("programme")
    return (
        Edition.objects.filter(programme__in=programmes)
        .select_related("programme")
        .order_by("-starts_on", "-pk")
    )


def office_of(programme: Programme) -> QuerySet[Membership]:
    """The memberships of the Office of `programme` that have not ended."""
    return Membership.objects.of(Role.OFFICE).filter(programme=programme, user__is_active=True)
