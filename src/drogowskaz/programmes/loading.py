"""Loading a preset into the tables: a programme and an edition in preparation, all or nothing."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.refusal import Refusal, refusing
from drogowskaz.people.journal import record

from .lifecycle import EditionState
from .models import Edition, Path, PresetPart, Programme, Stage, Theme
from .parts import (
    AgreementTemplate,
    Criteria,
    LetterTemplate,
    PlanTemplate,
    Questionnaire,
    ReportTemplate,
    RuleSet,
)
from .presets import Preset
from .stored import revive, stored

Kind = PresetPart.Kind
SHAPES: dict[Kind, type[Any]] = {
    Kind.QUESTIONNAIRE: Questionnaire,
    Kind.CRITERIA: Criteria,
    Kind.LETTERS: LetterTemplate,
    Kind.REPORT: ReportTemplate,
    Kind.PLAN: PlanTemplate,
    Kind.FULFILMENT: RuleSet,
    Kind.AGREEMENT: AgreementTemplate,
}


class WithoutPreset(Refusal):
    """The edition is of the past and was never made from a preset, so it lacks nothing of one."""

    message = _("This edition was loaded from an archive, so no preset belongs to it. Choose another --slug.")


class StillUsed(Refusal):
    """Somebody works with a row the changed preset no longer has."""

    message = _(
        "The changed preset leaves out a goal, path or stage that is already in use. End what uses it first."
    )


class OtherProgramme(Refusal):
    """The slug belongs to an edition of another programme."""

    message = _("An edition of another programme has this name. Choose another one with --slug.")


class Result(StrEnum):
    """What loading did."""

    MADE = "made"
    CHANGED = "changed"
    ADDED = "added"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Loaded:
    """The edition, and what was done to it.

    `added`: what an opened edition lacked and has now. `left`: what the preset says otherwise and the edition keeps.
    Both are named as in the folder: "letters/call_extended", "stages".
    """

    edition: Edition
    result: Result
    added: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@transaction.atomic
def load(preset: Preset, *, at: datetime, slug: str = "", invented: bool = False) -> Loaded:
    """Make the programme and the edition of `preset`, or bring an edition in preparation up to date.

    The same folder loaded again changes nothing. `slug` names the edition otherwise than the preset does. An edition
    that has been opened keeps its rules and gets only what it lacks entirely (`supplement`).

    Raises:
        WithoutPreset: the edition is of the past and has no preset.
        TooLate: somebody loads the same at this moment.
        StillUsed: the changed preset lacks something that is in use.
        OtherProgramme: the slug is taken.
    """
    slug = slug or preset.heading.slug
    edition = Edition.objects.filter(slug=slug).select_related("programme").first()
    if edition and edition.programme.slug != preset.heading.programme_slug:
        raise OtherProgramme
    if edition and edition.preset_sha256 == preset.sha256:
        return Loaded(edition, Result.NOTHING)
    if edition and edition.state != EditionState.PREPARED:
        return supplement(edition, preset, at=at)
    result = Result.CHANGED if edition else Result.MADE
    edition = _edition(preset, slug, invented)
    _rows(edition, Theme, "number", [asdict(theme) for theme in preset.themes])
    paths = [asdict(path) | {"position": place} for place, path in enumerate(preset.paths, 1)]
    _rows(edition, Path, "key", paths)
    _rows(edition, Stage, "number", [asdict(stage) for stage in preset.stages])
    _parts(edition, preset)
    record("programmes.load_preset", edition, by=None, at=at, sha256=preset.sha256, result=result)
    return Loaded(edition, result)


@transaction.atomic
def supplement(edition: Edition, preset: Preset, *, at: datetime) -> Loaded:
    """Add to an edition, whatever its state, what it lacks entirely; nothing that is there changes.

    A newer version of the product sends letters of which an older edition has no text. They come as a new version of
    the part; the old version stays.

    Raises:
        WithoutPreset: the edition is of the past and has no preset.
        TooLate: somebody does the same at this moment.
    """
    newest = _newest(edition)
    if not newest:
        raise WithoutPreset
    added: list[str] = []
    made: list[PresetPart] = []
    left = _other_rows(edition, preset)
    for kind, content in contents(preset).items():
        wanted, there = _named(kind, _plain(content)), newest.get(kind)
        present = _named(kind, there.content) if there else {}
        lacking = {name: value for name, value in wanted.items() if name not in present}
        left += [
            name for name, value in present.items() if name in wanted and not _same(kind, value, wanted[name])
        ]
        if lacking:
            version = there.version + 1 if there else 1
            whole = _whole(kind, present | lacking)
            made.append(PresetPart(edition=edition, kind=kind, version=version, content=whole))
            added += lacking
    if not made:
        return Loaded(edition, Result.NOTHING, left=tuple(left))
    with refusing({"preset_part_version_once": TooLate}):
        PresetPart.objects.bulk_create(made)
    record(
        "programmes.supplement_preset", edition, by=None, at=at, sha256=preset.sha256, added=", ".join(added)
    )
    return Loaded(edition, Result.ADDED, tuple(added), tuple(left))


def _newest(edition: Edition) -> dict[str, PresetPart]:
    return {part.kind: part for part in edition.parts.order_by("version")}


def _named(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """What a part consists of, by names people know: letters and words one by one, any other part as a whole."""
    one_by_one = {Kind.LETTERS: content, Kind.LABELS: content.get("words", {})}.get(Kind(kind))
    if one_by_one is None:
        return {kind: content}
    return {f"{kind}/{key}": value for key, value in one_by_one.items()}


def _whole(kind: str, named: dict[str, Any]) -> dict[str, Any]:
    """What `_named` took apart."""
    by_key = {name.partition("/")[2]: value for name, value in named.items()}
    whole: dict[str, Any] = {Kind.LETTERS: by_key, Kind.LABELS: {"words": by_key}}.get(
        Kind(kind), named.get(kind, {})
    )
    return whole


def _same(kind: str, there: Any, wanted: Any) -> bool:
    """Say whether both read the same; what an older version did not store yet has its default."""
    shape = SHAPES.get(Kind(kind))
    return bool(there == wanted or (shape and revive(shape, there) == revive(shape, wanted)))


def _other_rows(edition: Edition, preset: Preset) -> list[str]:
    """The tables of the preset that are not what the edition has."""
    kept, programme = _heading(preset), preset.heading.programme
    same = {
        "programme": all(getattr(edition, name) == value for name, value in kept.items())
        and all(getattr(edition.programme, name) == value for name, value in programme.items()),
        "themes": _rows_as(edition, Theme, preset.themes, "number"),
        "paths": _rows_as(edition, Path, preset.paths, "position"),
        "stages": _rows_as(edition, Stage, preset.stages, "number"),
    }
    return [name for name, is_same in same.items() if not is_same]


def _rows_as(edition: Edition, model: type[models.Model], rows: tuple[Any, ...], order: str) -> bool:
    there = model._default_manager.filter(edition=edition).order_by(order)
    columns = [field.name for row in rows[:1] for field in fields(row)]
    return list(there.values(*columns)) == [asdict(row) for row in rows]


def _edition(preset: Preset, slug: str, invented: bool) -> Edition:
    heading = preset.heading
    programme, _made = Programme.objects.update_or_create(
        slug=heading.programme_slug, defaults=heading.programme
    )
    edition, _made = Edition.objects.update_or_create(
        slug=slug,
        defaults={
            "programme": programme,
            "invented": invented,
            "preset_sha256": preset.sha256,
            **_heading(preset),
        },
    )
    return edition


def _heading(preset: Preset) -> dict[str, Any]:
    """The columns of the edition that the preset gives."""
    heading = preset.heading
    columns = ("starts_on", "projects_end_on", "themes_at_most", "minutes_in_unit", "number_prefix")
    return {name: getattr(heading, name) for name in columns} | heading.edition | heading.note


def _rows(edition: Edition, model: type[models.Model], key: str, rows: list[dict[str, Any]]) -> None:
    """Bring the rows of `model` in line with `rows`; those that stay keep their identity."""
    there = {getattr(row, key): row for row in model._default_manager.filter(edition=edition)}
    wanted = {row[key] for row in rows}
    for name, row in there.items():
        if name not in wanted:
            try:
                row.delete()
            except ProtectedError as error:
                raise StillUsed from error
    model._default_manager.bulk_create(
        [model(edition=edition, **row) for row in rows if row[key] not in there]
    )
    for values in rows:
        if values[key] in there:
            model._default_manager.filter(pk=there[values[key]].pk).update(**values)


def contents(preset: Preset) -> dict[str, dict[str, Any]]:
    """The parts people read and rules interpret, as JSON keeps them."""
    return {
        Kind.QUESTIONNAIRE: stored(preset.questionnaire),
        Kind.CRITERIA: stored(preset.criteria),
        Kind.LETTERS: {key: stored(letter) for key, letter in preset.letters.items()},
        Kind.REPORT: stored(preset.report),
        Kind.PLAN: stored(preset.plan),
        Kind.FULFILMENT: stored(preset.fulfilment),
        Kind.AGREEMENT: stored(preset.agreement),
        Kind.LABELS: stored(preset.labels),
    }


def _parts(edition: Edition, preset: Preset) -> None:
    """A changed part becomes a new version; the old ones stay."""
    newest = _newest(edition)
    made = []
    for kind, content in contents(preset).items():
        before = newest.get(kind)
        if before is None or before.content != _plain(content):
            version = before.version + 1 if before else 1
            made.append(PresetPart(edition=edition, kind=kind, version=version, content=content))
    PresetPart.objects.bulk_create(made)


def _plain(value: Any) -> Any:
    """A value as JSON gives it back: tuples are lists."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
