"""Loading a preset into the tables: a programme and an edition in preparation, all or nothing."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.refusal import Refusal
from drogowskaz.people.journal import record

from .lifecycle import EditionState
from .models import Edition, Path, PresetPart, Programme, Stage, Theme
from .presets import Preset
from .stored import stored

Kind = PresetPart.Kind


class AlreadyOpen(Refusal):
    """The edition has been opened, and its preset is frozen with it."""

    message = _(
        "This edition has been opened already and its rules no longer change."
        " Load the changed preset as a new edition: --slug with another name."
    )


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
    NOTHING = "nothing"


@dataclass(frozen=True)
class Loaded:
    """The edition, and what was done to it."""

    edition: Edition
    result: Result


@transaction.atomic
def load(preset: Preset, *, at: datetime, slug: str = "", invented: bool = False) -> Loaded:
    """Make the programme and the edition of `preset`, or bring an edition in preparation up to date.

    The same folder loaded again changes nothing. `slug` names the edition otherwise than the preset does.

    Raises:
        AlreadyOpen: the preset has changed since, and the edition is no longer in preparation.
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
        raise AlreadyOpen
    result = Result.CHANGED if edition else Result.MADE
    edition = _edition(preset, slug, invented)
    _rows(edition, Theme, "number", [asdict(theme) for theme in preset.themes])
    paths = [asdict(path) | {"position": place} for place, path in enumerate(preset.paths, 1)]
    _rows(edition, Path, "key", paths)
    _rows(edition, Stage, "number", [asdict(stage) for stage in preset.stages])
    _parts(edition, preset)
    record("programmes.load_preset", edition, by=None, at=at, sha256=preset.sha256, result=result)
    return Loaded(edition, result)


def _edition(preset: Preset, slug: str, invented: bool) -> Edition:
    heading = preset.heading
    programme, _made = Programme.objects.update_or_create(
        slug=heading.programme_slug, defaults=heading.programme
    )
    edition, _made = Edition.objects.update_or_create(
        slug=slug,
        defaults={
            "programme": programme,
            "starts_on": heading.starts_on,
            "projects_end_on": heading.projects_end_on,
            "themes_at_most": heading.themes_at_most,
            "minutes_in_unit": heading.minutes_in_unit,
            "number_prefix": heading.number_prefix,
            "invented": invented,
            "preset_sha256": preset.sha256,
            **heading.edition,
            **heading.note,
        },
    )
    return edition


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
    newest: dict[str, PresetPart] = {}
    for part in edition.parts.order_by("version"):
        newest[part.kind] = part
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
