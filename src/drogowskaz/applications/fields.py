"""A step's questions as the page draws them: fields with their values, options, rows and what is wrong with them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from drogowskaz.common.languages import Wording
from drogowskaz.documents import guard
from drogowskaz.programmes.parts import Kind, Question, Step

from .answers import ROWS_AT_MOST, Answers, Asked, ThemeRef, date_parts
from .judging import Fault
from .sheet import File, Sheet

LONG = 120  # characters from which a line gets a wide field


@dataclass(frozen=True)
class Option:
    """One box or button to choose."""

    id: str
    value: str
    label: Wording | str
    checked: bool
    theme: ThemeRef | None = None


@dataclass(frozen=True)
class Field:
    """One question on the page."""

    name: str
    kind: str
    label: Wording
    hint: Wording
    optional: bool
    limit: int | None
    theme: ThemeRef | None = None
    value: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    options: list[Option] = field(default_factory=list)
    leading: list[Option] = field(default_factory=list)
    rows: list["Row"] = field(default_factory=list)
    file: File | None = None
    note: str = ""
    errors: list[str] = field(default_factory=list)
    when: tuple[str, str] | None = None  # name and value of the field it hangs on
    full: bool = False  # no more rows
    place: int = 0

    @property
    def described_by(self) -> str:
        """The ids of everything that explains the field."""
        ids = [f"{self.name}-hint"] if str(self.hint) else []
        ids += [f"{self.name}-note"] if self.note else []
        ids += [f"{self.name}-error"] if self.errors else []
        ids += [f"{self.name}-count"] if self.limit and self.kind in (Kind.LINE, Kind.TEXT) else []
        return " ".join(ids)

    @property
    def type(self) -> str:
        """The type of a plain input."""
        return {"email": "email", "url": "url"}.get(self.kind, "text")

    @property
    def mode(self) -> str:
        """Which keyboard a phone shows."""
        return "decimal" if self.kind == Kind.NUMBER else ""

    @property
    def lines(self) -> int:
        """How high a text is drawn."""
        return 4 if (self.limit or 0) <= 1000 and self.limit else 8


@dataclass(frozen=True)
class Row:
    """One row of a repeating group."""

    place: int
    cells: list[Field]
    filled: bool

    @property
    def number(self) -> int:
        return self.place + 1


def fields(sheet: Sheet, step: Step, shown: Iterable[Fault], *, more: str = "") -> list[Field]:
    """The fields of a step. `shown` are the faults to be said; `more` names the group that gets one more row."""
    answers = sheet.answers.get(step.key, {})
    wrong = list(shown)
    names = {one.question.key: str(one.question.label) for one in sheet.asked(step)}
    return [
        _field(sheet, one, answers, [fault for fault in wrong if fault.name == one.name], names, more)
        for one in sheet.asked(step)
    ]


def _field(
    sheet: Sheet, one: Asked, answers: Answers, wrong: list[Fault], names: dict[str, str], more: str
) -> Field:
    answer: Any = answers.get(one.name) or ""
    when = one.question.when
    facts = _facts(
        one.question,
        one.name,
        theme=one.theme,
        errors=[fault.message for fault in wrong if fault.place is None],
    )
    if when:
        facts |= {"when": when, "note": _when(sheet, one, names)}
    if one.kind == Kind.FILE:
        return Field(
            **facts
            | {"file": sheet.files.get(one.name), "note": str(guard.what_may_come(guard.KINDS, guard.LIMIT))}
        )
    if one.kind == Kind.THEMES:
        return Field(**facts, **_themes(sheet, one, answers))
    if one.kind == Kind.ROWS:
        rows = _rows(one, answer or [], wrong, blank=more == one.name or not answer)
        return Field(**facts, rows=rows, full=len(answer) >= (one.question.at_most or ROWS_AT_MOST))
    return Field(**facts, **_value(one.question, one.name, answer))


def _facts(question: Question, name: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "kind": str(question.kind),
        "label": question.label,
        "hint": question.hint,
        "optional": not question.required,
        "limit": question.limit,
    } | more


def _when(sheet: Sheet, one: Asked, names: dict[str, str]) -> str:
    key, value = one.question.when or ("", "")
    for step in sheet.questionnaire.steps:
        for question in step.questions:
            if question.key == key:
                said = next(
                    (str(choice.label) for choice in question.choices if choice.value == value), _("Yes")
                )
                return _("Answer this only if you have chosen “%(answer)s” in: %(question)s") % {
                    "answer": said,
                    "question": names.get(key, str(question.label)),
                }
    return ""


def _value(question: Question, name: str, answer: str | list[str]) -> dict[str, Any]:
    if question.kind == Kind.DATE:
        return {"parts": date_parts(str(answer))}
    if question.kind in (Kind.CHOICE, Kind.CHOICES):
        chosen = answer if isinstance(answer, list) else [answer]
        return {
            "options": [
                Option(f"{name}-{place}", choice.value, choice.label, choice.value in chosen)
                for place, choice in enumerate(question.choices)
            ]
        }
    return {"value": answer}


def _themes(sheet: Sheet, one: Asked, answers: Answers) -> dict[str, Any]:
    named = answers.get(one.name) or []
    leading = answers.get(f"{one.name}-leading", "")
    options = [
        Option(f"{one.name}-{place}", str(theme.number), theme.name, str(theme.number) in named, theme)
        for place, theme in enumerate(sheet.themes)
    ]
    chosen = [option for option in options if option.checked]
    return {
        "options": options,
        "leading": [
            Option(
                f"{one.name}-leading-{place}",
                option.value,
                option.label,
                option.value == leading,
                option.theme,
            )
            for place, option in enumerate(chosen)
        ],
        "note": _("Choose at most %(number)s.") % {"number": sheet.themes_at_most},
    }


def _rows(one: Asked, rows: list[dict[str, str]], wrong: list[Fault], *, blank: bool) -> list[Row]:
    limit = one.question.at_most or ROWS_AT_MOST
    shown = [*rows, {}] if blank and len(rows) < limit else rows
    return [
        Row(
            place,
            [
                Field(
                    **_facts(
                        column,
                        f"{one.name}-{place}-{column.key}",
                        place=place,
                        errors=[
                            fault.message
                            for fault in wrong
                            if fault.place == place and fault.column == column.key
                        ],
                    ),
                    **_value(column, f"{one.name}-{place}-{column.key}", row.get(column.key, "")),
                )
                for column in one.question.columns
            ],
            filled=bool(row),
        )
        for place, row in enumerate(shown)
    ]
