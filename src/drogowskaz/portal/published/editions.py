"""What the public may know of editions: those that run and those of the archive, with stages and ways in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext as _

from drogowskaz.common.languages import Wording, wording
from drogowskaz.participation.models import Participation
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Edition, PresetPart


@dataclass(frozen=True)
class PublicStage:
    """A stage of advice: its allowance for each city, in minutes and as people say it."""

    number: int
    name: Wording
    purpose: Wording
    minutes: int
    amount: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class PublicPath:
    """A way into the programme, and how many cities were qualified by it, those that withdrew later too.

    `cities` are counted here; `stated` is the number that the page `source` states of an edition of the past.
    """

    key: str
    name: Wording
    summary: Wording
    has_application: bool
    cities: int
    stated: int | None
    source: str


@dataclass(frozen=True)
class PublicEdition:
    """An edition of the programme that runs or is in the archive."""

    slug: str
    name: Wording
    programme: Wording
    summary: Wording
    note: Wording
    starts_on: date
    projects_end_on: date
    archived: bool
    invented: bool
    minutes_in_unit: int
    amount: str  # of advice for each city, all stages together
    words: Mapping[str, str]  # the programme's words for goal, stage, hour …; see `WORDS`
    stages: tuple[PublicStage, ...]
    paths: tuple[PublicPath, ...]

    @property
    def minutes(self) -> int:
        """Minutes of advice for each city, all stages together."""
        return sum(stage.minutes for stage in self.stages)

    @property
    def stated(self) -> int | None:
        """Cities that took part as the sources of the archive state it; nothing where they do not."""
        numbers = [path.stated for path in self.paths if path.stated is not None]
        return sum(numbers) if numbers else None


def _default_words() -> dict[str, str]:
    """Our words, for editions of the past that came without their own."""
    return {
        "theme": _("goal"),
        "themes": _("goals"),
        "unit": _("hour"),
        "units": _("hours"),
        "stage": _("stage"),
    }


def _words(row: Edition) -> dict[str, str]:
    parts = getattr(row, "label_parts", [])
    words = _default_words()
    for key, said in (parts[-1].content["words"] if parts else {}).items():
        words[key] = str(wording(_Said(*said), "word"))
    return words


class _Said:
    def __init__(self, polish: str, english: str) -> None:
        self.word_pl, self.word_en = polish, english


def rows() -> QuerySet[Edition]:
    """Editions the public may know, the newest first, with everything their record needs."""
    labels = PresetPart.objects.filter(kind=PresetPart.Kind.LABELS).order_by("version")
    return (
        Edition.objects.public()
        .select_related("programme")
        .prefetch_related("stages", "paths", Prefetch("parts", queryset=labels, to_attr="label_parts"))
        .order_by("-starts_on", "-pk")
    )


def _counted(found: list[Edition]) -> dict[int | None, int]:
    """Cities by the path they came by."""
    counted = (
        Participation.objects.published()
        .filter(edition__in=found)
        .values_list("path")
        .annotate(number=Count("pk"))
        .order_by()
    )
    return dict(counted)


def amount(minutes: int, minutes_in_unit: int) -> str:
    """Say an amount of advice in the unit of an edition: "5100 h", "104 days"."""
    return programmes.amount(Edition(minutes_in_unit=minutes_in_unit), minutes)


def records(found: list[Edition]) -> list[PublicEdition]:
    """The records of editions taken from `rows`, in the same order; one query for all."""
    counted = _counted(found)
    return [_record(row, counted) for row in found]


def _record(row: Edition, counted: dict[int | None, int]) -> PublicEdition:
    return PublicEdition(
        slug=row.slug,
        name=wording(row, "name"),
        programme=wording(row.programme, "name"),
        summary=wording(row.programme, "summary"),
        note=wording(row, "public_note"),
        starts_on=row.starts_on,
        projects_end_on=row.projects_end_on,
        archived=row.state == EditionState.ARCHIVED,
        invented=row.invented,
        minutes_in_unit=row.minutes_in_unit,
        amount=programmes.amount(row, sum(stage.minutes for stage in row.stages.all())),
        words=_words(row),
        stages=tuple(
            PublicStage(
                number=stage.number,
                name=wording(stage, "name"),
                purpose=wording(stage, "purpose"),
                minutes=stage.minutes,
                amount=programmes.amount(row, stage.minutes),
                starts_on=stage.starts_on,
                ends_on=stage.ends_on,
            )
            for stage in sorted(row.stages.all(), key=lambda stage: stage.number)
        ),
        paths=tuple(
            PublicPath(
                key=path.key,
                name=path.name,
                summary=wording(path, "summary"),
                has_application=path.has_application,
                cities=counted.get(path.pk, 0),
                stated=path.stated_cities,
                source=path.source,
            )
            for path in sorted(row.paths.all(), key=lambda path: path.position)
        ),
    )


def editions() -> list[PublicEdition]:
    """Every edition the public may know, the newest first."""
    return records(list(rows()))


def edition(slug: str) -> PublicEdition | None:
    """One edition by its slug; nothing for one that is still being prepared."""
    return next(iter(records(list(rows().filter(slug=slug)))), None)


def current() -> PublicEdition | None:
    """The edition the site shows where no other is asked for: of those that run the newest with cities.

    Before the first city is qualified it is the newest that runs, and then the newest of the archive.
    """
    found = list(rows().annotate(taking_part=Count("participations")))
    running = [row for row in found if row.state == EditionState.RUNNING]
    shown = next((row for row in running if row.taking_part), None) or next(iter([*running, *found]), None)
    return records([shown])[0] if shown else None
