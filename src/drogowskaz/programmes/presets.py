"""A preset folder, read and checked: all that a programme brings along, or every mistake with file, line and reason."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drogowskaz.common.refusal import Refusal

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
from .preset_parts import (
    read_agreement,
    read_criteria,
    read_fulfilment,
    read_labels,
    read_letters,
    read_plan,
    read_report,
)
from .questions import read_questionnaire
from .reading import Fault, Folder

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
PREFIX = re.compile(r"[A-Z][A-Z0-9-]{0,11}")
DAY_OF_MINUTES = 24 * 60


class Faulty(Refusal):
    """A preset with mistakes; `faults` has all of them, in the order of files and lines."""

    message = gettext_lazy("The preset has mistakes. Nothing was loaded.")

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = sorted(set(faults))


@dataclass(frozen=True)
class ThemeRow:
    """A theme as the preset brings it."""

    number: int
    name_pl: str
    name_en: str
    summary_pl: str
    summary_en: str
    colour: str


@dataclass(frozen=True)
class PathRow:
    """A path as the preset brings it."""

    key: str
    name_pl: str
    name_en: str
    summary_pl: str
    summary_en: str
    has_application: bool


@dataclass(frozen=True)
class StageRow:
    """A stage of advice as the preset brings it; `minutes` for each city."""

    number: int
    name_pl: str
    name_en: str
    purpose_pl: str
    purpose_en: str
    minutes: int
    grain: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Heading:
    """The programme, and what is said of the edition in one value each."""

    programme_slug: str
    programme: dict[str, str]
    slug: str
    edition: dict[str, str]
    note: dict[str, str]
    starts_on: date
    projects_end_on: date
    themes_at_most: int
    minutes_in_unit: int
    number_prefix: str


@dataclass(frozen=True)
class Preset:
    """Everything a programme brings along, checked; `sha256` is of the folder, so the same files give the same."""

    sha256: str
    heading: Heading
    themes: tuple[ThemeRow, ...]
    paths: tuple[PathRow, ...]
    stages: tuple[StageRow, ...]
    questionnaire: Questionnaire
    criteria: Criteria
    letters: dict[str, LetterTemplate]
    report: ReportTemplate
    plan: PlanTemplate
    fulfilment: RuleSet
    agreement: AgreementTemplate
    labels: Labels


def read(folder: Path, *, today: date) -> Preset:
    """Read and check the preset in `folder`; days like "-120 d" are counted from `today`.

    Raises:
        Faulty: there are mistakes; all of them are named.
    """
    source = Folder(folder, today)
    if not folder.is_dir():
        raise Faulty([Fault(str(folder), 1, _("There is no such folder."))])
    heading = read_heading(source)
    themes = read_themes(source)
    paths = read_paths(source)
    preset = Preset(
        sha256=fingerprint(folder),
        heading=heading,
        themes=themes,
        paths=paths,
        stages=read_stages(source, heading),
        questionnaire=read_questionnaire(source, needed=any(path.has_application for path in paths)),
        criteria=read_criteria(source),
        letters=read_letters(source),
        report=read_report(source),
        plan=read_plan(source),
        fulfilment=read_fulfilment(source),
        agreement=read_agreement(source),
        labels=read_labels(source),
    )
    if heading.themes_at_most > len(themes) > 0:
        facts = {"limit": heading.themes_at_most, "number": len(themes)}
        table = source.table("programme.toml").inside("edition")
        table.fault(
            _("An application may name %(limit)s themes, but there are %(number)s.") % facts, "themes_at_most"
        )
    source.rest("README.md")
    if source.faults:
        raise Faulty(source.faults)
    return preset


def fingerprint(folder: Path) -> str:
    """SHA-256 over names and contents of the files of a preset, in the order of their names."""
    digest = sha256()
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        name = file.relative_to(folder).as_posix()
        if any(part.startswith((".", "_")) for part in Path(name).parts):
            continue
        content = file.read_bytes()
        digest.update(f"{name}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()


def read_heading(source: Folder) -> Heading:
    """Programme and edition, from programme.toml."""
    file = source.table("programme.toml")
    programme = file.inside("programme")
    edition = file.inside("edition")
    heading = Heading(
        programme_slug=programme.slug("slug"),
        programme={**programme.both("name", at_most=200), **programme.both("summary", required=False)},
        slug=edition.slug("slug"),
        edition=edition.both("name", at_most=200),
        note=edition.both("public_note", required=False),
        starts_on=edition.day("starts"),
        projects_end_on=edition.day("projects_end"),
        themes_at_most=edition.number("themes_at_most", default=3, least=1, most=100),
        minutes_in_unit=edition.number("minutes_in_unit", default=60, least=1, most=DAY_OF_MINUTES),
        number_prefix=edition.text("number_prefix"),
    )
    if heading.number_prefix and not PREFIX.fullmatch(heading.number_prefix):
        edition.fault(
            _("The prefix of numbers is a capital letter and up to 11 capitals, digits, hyphens."),
            "number_prefix",
        )
    if heading.projects_end_on < heading.starts_on:
        edition.fault(_("Projects cannot end before the edition starts."), "projects_end")
    for table in (programme, edition, file):
        table.done()
    return heading


def read_themes(source: Folder) -> tuple[ThemeRow, ...]:
    """The themes, from themes.toml."""
    file = source.table("themes.toml")
    themes: list[ThemeRow] = []
    for table in file.each("themes"):
        theme = ThemeRow(
            number=table.number("number", least=1, most=999),
            colour=table.text("colour"),
            **table.both("name", at_most=200),
            **table.both("summary", required=False),
        )
        table.once("number", theme.number, [other.number for other in themes])
        if theme.colour and not COLOUR.fullmatch(theme.colour):
            table.fault(_("A colour is written #rrggbb, as in #3f7e44."), "colour")
        themes.append(theme)
    file.done()
    return tuple(themes)


def read_paths(source: Folder) -> tuple[PathRow, ...]:
    """The ways of being qualified, from paths.toml."""
    file = source.table("paths.toml")
    paths: list[PathRow] = []
    for table in file.each("paths"):
        path = PathRow(
            key=table.slug("key"),
            has_application=table.flag("has_application"),
            **table.both("name", at_most=120),
            **table.both("summary", required=False),
        )
        table.once("key", path.key, [other.key for other in paths])
        paths.append(path)
    file.done()
    return tuple(paths)


def read_stages(source: Folder, heading: Heading) -> tuple[StageRow, ...]:
    """The stages of advice, from stages.toml; numbered 1, 2, 3 … in order of time."""
    file = source.table("stages.toml")
    stages: list[StageRow] = []
    for table in file.each("stages"):
        stage = StageRow(
            number=table.number("number", least=1, most=99),
            minutes=table.number("minutes", least=1),
            grain=table.number("grain", default=15, least=1, most=DAY_OF_MINUTES),
            starts_on=table.day("starts"),
            ends_on=table.day("ends"),
            **table.both("name", at_most=120),
            **table.both("purpose", required=False, at_most=300),
        )
        if stage.number and stage.number != len(stages) + 1:
            table.fault(_("Stages are numbered 1, 2, 3 … in their order."), "number")
        if stage.ends_on < stage.starts_on:
            table.fault(_("The stage ends before it starts."), "ends")
        if stage.starts_on < heading.starts_on:
            table.fault(_("The stage starts before the edition does."), "starts")
        if stages and stage.starts_on < stages[-1].starts_on:
            table.fault(_("A later stage cannot start earlier."), "starts")
        if stage.grain and stage.minutes % stage.grain:
            table.fault(_("The minutes of a stage are a multiple of its grain."), "minutes")
        stages.append(stage)
    file.done()
    return tuple(stages)
