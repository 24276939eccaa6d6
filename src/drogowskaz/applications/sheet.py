"""An application's questions and answers in one value, from the tables or from the frozen copy."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from drogowskaz.common.languages import Wording
from drogowskaz.programmes.parts import Kind, Question, Questionnaire, Step
from drogowskaz.programmes.stored import revive

from . import answers as reading
from .answers import Answers, Asked, ThemeRef
from .judging import Fault, day, faults

FORMAT = 1


class Standing(StrEnum):
    """How far a step is."""

    TO_DO = "to_do"
    UNDER_WAY = "under_way"
    DONE = "done"


@dataclass(frozen=True)
class File:
    """A file given as an answer; `attachment` is its row."""

    name: str
    size: int  # bytes
    sha256: str
    media_type: str
    attachment: int | None = None


@dataclass(frozen=True)
class Line:
    """A question with its answer as people read it."""

    name: str
    label: Wording
    theme: ThemeRef | None = None
    text: str = ""
    parts: list[str] = field(default_factory=list)
    heads: list[Wording] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    file: File | None = None


@dataclass(frozen=True)
class StepStanding:
    """A step on the list of steps."""

    place: int
    step: Step
    standing: Standing
    faults: list[Fault]
    saved_at: datetime | None


@dataclass(frozen=True)
class Sheet:
    """Everything asked and answered; `answers` by step, `files` by name of the question."""

    questionnaire: Questionnaire
    themes: list[ThemeRef]
    themes_at_most: int
    answers: Mapping[str, Answers]
    files: Mapping[str, File] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    saved_at: Mapping[str, datetime] = field(default_factory=dict)

    @cached_property
    def chosen(self) -> list[ThemeRef]:
        """The themes the application names, the leading one first."""
        return reading.chosen(self.themes, self.answers, self.questionnaire)

    def step(self, key: str) -> Step | None:
        """The step called `key`, if there is one."""
        return next((step for step in self.questionnaire.steps if step.key == key), None)

    def after(self, step: Step) -> Step | None:
        """The step that follows, if any."""
        steps = self.questionnaire.steps
        place = steps.index(step) + 1
        return steps[place] if place < len(steps) else None

    def asked(self, step: Step) -> list[Asked]:
        """The questions of a step as this application is asked them."""
        return reading.asked(step, self.chosen)

    def needs_themes(self, step: Step) -> bool:
        """Say whether the step asks about each theme and none has been chosen yet."""
        return not self.chosen and any(question.per_theme for question in step.questions)

    def faults(self, step: Step) -> list[Fault]:
        """What is missing or wrong in a step."""
        return faults(
            self.asked(step),
            self.answers.get(step.key, {}),
            attached=self.files,
            themes_at_most=self.themes_at_most,
        )

    def standing(self) -> list[StepStanding]:
        """How far each step is, in order."""
        return [self._standing(place, step) for place, step in enumerate(self.questionnaire.steps, 1)]

    def _standing(self, place: int, step: Step) -> StepStanding:
        found = self.faults(step)
        begun = step.key in self.versions or any(one.name in self.files for one in self.asked(step))
        if not begun:
            standing = Standing.TO_DO
        elif found or self.needs_themes(step):
            standing = Standing.UNDER_WAY
        else:
            standing = Standing.DONE
        return StepStanding(place, step, standing, found, self.saved_at.get(step.key))

    def is_complete(self) -> bool:
        """Say whether the application can be handed in as it stands."""
        return not any(self.faults(step) or self.needs_themes(step) for step in self.questionnaire.steps)

    def lines(self, step: Step) -> list[Line]:
        """A step's questions with their answers as people read them, without those that do not apply."""
        answers = self.answers.get(step.key, {})
        return [
            line(one, answers.get(one.name), self._theme_lines(one, answers), self.files.get(one.name))
            for one in self.asked(step)
            if reading.applies(one, answers)
        ]

    def _theme_lines(self, one: Asked, answers: Answers) -> list[str]:
        if one.kind != Kind.THEMES:
            return []
        return [
            _("%(number)s. %(name)s (leading)") % {"number": theme.number, "name": theme.name}
            if theme.leading
            else f"{theme.number}. {theme.name}"
            for theme in self.chosen
        ]

    def title(self) -> str:
        """The answer to the question that names the project."""
        for step in self.questionnaire.steps:
            for question in step.questions:
                if question.role == "title" and (text := self.answers.get(step.key, {}).get(question.key)):
                    return " ".join(str(text).split())[:250]
        return ""

    def fingerprint(self) -> str:
        """Changes whenever an answer or a file does; a page shown and the deed that follows are compared by it."""
        return digest({"answers": self._asked_answers(), "files": self._hashes()})

    def frozen(self, **facts: Any) -> dict[str, Any]:
        """Plain values from which `thawed` makes the same sheet again; only what was really asked."""
        plain = {
            "format": FORMAT,
            **facts,
            "questionnaire": asdict(self.questionnaire),
            "themes": [asdict(theme) for theme in self.chosen],
            "themes_at_most": self.themes_at_most,
            "answers": self._asked_answers(),
            "files": {
                name: {
                    "name": file.name,
                    "size": file.size,
                    "sha256": file.sha256,
                    "media_type": file.media_type,
                }
                for name, file in self._asked_files().items()
            },
        }
        frozen: dict[str, Any] = json.loads(canonical(plain))
        return frozen

    def _asked_answers(self) -> dict[str, Answers]:
        kept: dict[str, Answers] = {}
        for step in self.questionnaire.steps:
            answers = self.answers.get(step.key, {})
            names = [one.name for one in self.asked(step) if reading.applies(one, answers)]
            kept[step.key] = {
                name: answers[name]
                for name in (*names, *(f"{name}-leading" for name in names))
                if name in answers
            }
        return kept

    def _asked_files(self) -> dict[str, File]:
        names = {
            one.name
            for step in self.questionnaire.steps
            for one in self.asked(step)
            if reading.applies(one, self.answers.get(step.key, {}))
        }
        return {name: file for name, file in self.files.items() if name in names}

    def _hashes(self) -> dict[str, str]:
        return {name: file.sha256 for name, file in self._asked_files().items()}


def thawed(frozen: Mapping[str, Any], attachments: Mapping[str, int]) -> Sheet:
    """The sheet as it was handed in; `attachments` are the rows of its files by name of the question."""
    return Sheet(
        questionnaire=revive(Questionnaire, frozen["questionnaire"]),
        themes=[ThemeRef(**theme) for theme in frozen["themes"]],
        themes_at_most=frozen["themes_at_most"],
        answers=frozen["answers"],
        files={
            name: File(**file, attachment=attachments.get(name)) for name, file in frozen["files"].items()
        },
        versions=dict.fromkeys(frozen["answers"], 1),
    )


def canonical(plain: Any) -> str:
    """JSON in the one form that is hashed: keys in order, no spaces, letters as they are."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(plain: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal digits."""
    return sha256(canonical(plain).encode()).hexdigest()


def line(one: Asked, answer: Any, themes: list[str], file: File | None) -> Line:
    """One question with its answer as people read it."""
    facts: dict[str, Any] = {"name": one.name, "label": one.question.label, "theme": one.theme}
    if one.kind == Kind.FILE:
        return Line(**facts, file=file)
    if one.kind == Kind.THEMES:
        return Line(**facts, parts=themes)
    if one.kind == Kind.CHOICES:
        return Line(**facts, parts=[_label(one.question, value) for value in answer or []])
    if one.kind == Kind.ROWS:
        columns = one.question.columns
        return Line(
            **facts,
            heads=[column.label for column in columns],
            rows=[[said(column, row.get(column.key, "")) for column in columns] for row in answer or []],
        )
    return Line(**facts, text=said(one.question, answer or ""))


def _label(question: Question, value: str) -> str:
    return next((str(choice.label) for choice in question.choices if choice.value == value), value)


def said(question: Question, answer: str) -> str:
    """A single answer as people read it."""
    if not answer:
        return ""
    if question.kind == Kind.CHOICE:
        return _label(question, answer)
    if question.kind == Kind.YES:
        return _("Yes")
    if question.kind == Kind.DATE:
        value = day(answer)
        return (
            date_format(value, "j E Y")
            if value
            else " ".join(part for part in reversed(answer.split("-")) if part)
        )
    return answer
