"""A tool as editors write it: facts of a TOML file, and a text in small Markdown for each language."""

import tomllib
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from .models import Subject


class FaultyTool(Exception):
    """A tool cannot be read; the message says which file, and what is wrong with it."""


@dataclass(frozen=True)
class Sheet:
    """Everything a tool says, in both languages; the names are those of the table."""

    slug: str
    subject: str
    position: int
    name_pl: str
    name_en: str
    summary_pl: str
    summary_en: str
    body_pl: str
    body_en: str
    for_whom_pl: str = ""
    for_whom_en: str = ""
    time_needed_pl: str = ""
    time_needed_en: str = ""
    cost_pl: str = ""
    cost_en: str = ""
    duty_pl: str = ""
    duty_en: str = ""
    goals: list[int] = field(default_factory=list)
    legal_basis: str = ""
    checked_on: date | None = None


FACTS = {one.name for one in fields(Sheet)} - {"position", "body_pl", "body_en"}


def read(folder: Path) -> list[Sheet]:
    """The tools of a folder in the order of its `tools.toml`; texts lie beside it as `<slug>.pl.md` and `<slug>.en.md`.

    Raises:
        FaultyTool: a file is missing or says something that a tool has no place for.
    """
    listed = tomllib.loads((folder / "tools.toml").read_text())["tools"]
    return [_sheet(folder, place, _flat(facts)) for place, facts in enumerate(listed, start=1)]


def _flat(facts: dict[str, Any]) -> dict[str, Any]:
    """Wordings as the table has them: name.pl becomes name_pl."""
    flat: dict[str, Any] = {}
    for name, value in facts.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{language}": text for language, text in value.items()}
        else:
            flat[name] = value
    return flat


def _sheet(folder: Path, place: int, facts: dict[str, Any]) -> Sheet:
    slug = str(facts.get("slug", place))
    unknown = sorted(set(facts) - FACTS)
    if unknown:
        raise FaultyTool(f"tools.toml, {slug}: no place for {', '.join(unknown)}")
    if facts.get("subject") not in Subject.values:
        raise FaultyTool(f"tools.toml, {slug}: subject is one of {', '.join(Subject.values)}")
    bodies: dict[str, Any] = {}
    for language in ("pl", "en"):
        file = folder / f"{slug}.{language}.md"
        if not file.exists():
            raise FaultyTool(f"{file.name}: there is no such file")
        bodies[f"body_{language}"] = file.read_text().strip()
    basis = "\n".join(facts.pop("legal_basis", []))
    try:
        return Sheet(**facts, **bodies, position=place, legal_basis=basis)
    except TypeError as error:
        raise FaultyTool(f"tools.toml, {slug}: {error}") from error
