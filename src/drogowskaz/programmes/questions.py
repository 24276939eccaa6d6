"""The questionnaire of a preset, read and checked: every question answerable, every limit said."""

import re
from typing import Any

from django.utils.translation import gettext as _

from .parts import CARD_ROLES, Choice, Kind, Question, Questionnaire, Step
from .reading import Folder, Table

PLAIN = (Kind.LINE, Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.EMAIL, Kind.URL, Kind.CHOICE)
CHOOSING = (Kind.CHOICE, Kind.CHOICES)
WITH_LIMIT = (Kind.LINE, Kind.TEXT)
MANY = (Kind.CHOICES, Kind.ROWS)
LINE_LIMIT, TEXT_LIMIT = 500, 20_000
TITLE_LIMIT = 250
KEY = re.compile(r"[a-z][a-z0-9_]*")
ROLES = CARD_ROLES


class _Reader:
    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.themes = 0
        self.titles = 0

    def step(self, table: Table) -> Step:
        key = table.slug("key")
        texts = {**table.both("title", at_most=120), **table.both("lead", required=False, at_most=2000)}
        asked: list[Question] = []
        for one in table.each("questions"):
            question = self.question(one)
            self.top(one, question, asked)
            asked.append(question)
        return Step(key=key, questions=tuple(asked), **texts)

    def question(self, table: Table, *, column: bool = False) -> Question:
        key = table.text("key", at_most=50)
        if key and not KEY.fullmatch(key):
            table.fault(_("A key begins with a letter and has small letters a–z, digits and _."), "key")
        kinds = [kind.value for kind in (PLAIN if column else Kind)]
        said = table.choice("kind", kinds)
        kind = Kind(said) if said in kinds else Kind.LINE
        facts: dict[str, Any] = {
            "key": key,
            "kind": kind,
            "required": table.flag("required", default=True),
            "limit": table.maybe_number("limit", least=1, most=TEXT_LIMIT),
            "choices": self.choices(table, kind),
            **table.both("label", at_most=300),
            **table.both("hint", required=False, at_most=1000),
        }
        if said in kinds:
            self.limit(table, kind, facts["limit"])
        if not column:
            facts |= {
                "columns": self.columns(table, kind),
                "at_most": table.maybe_number("at_most", least=1, most=50),
                "per_theme": table.flag("per_theme", default=False),
                "when": self.when(table),
                "role": table.choice("role", ROLES, default="") if table.has("role") else "",
            }
            if facts["at_most"] and kind not in MANY:
                table.fault(_("Only choices and rows have “at_most”."), "at_most")
        return Question(**facts)

    def limit(self, table: Table, kind: Kind, limit: int | None) -> None:
        if kind in WITH_LIMIT and limit is None:
            table.fault(_("A text needs a limit of characters: limit = 500."), "key")
        elif limit and kind not in WITH_LIMIT:
            table.fault(_("Only line and text have a limit of characters."), "limit")
        elif limit and kind == Kind.LINE and limit > LINE_LIMIT:
            table.fault(_('A line has at most 500 characters; for more use kind = "text".'), "limit")

    def choices(self, table: Table, kind: Kind) -> tuple[Choice, ...]:
        if kind not in CHOOSING:
            if table.has("choices"):
                table.known.add("choices")
                table.fault(_("Only kind “choice” and “choices” have choices."), "choices")
            return ()
        choices: list[Choice] = []
        for one in table.each("choices"):
            choice = Choice(value=one.slug("value"), **one.both("label", at_most=200))
            one.once("value", choice.value, [other.value for other in choices])
            choices.append(choice)
        if len(choices) == 1:
            table.fault(_("One choice is none. Give at least two."), "choices")
        return tuple(choices)

    def columns(self, table: Table, kind: Kind) -> tuple[Question, ...]:
        if kind != Kind.ROWS:
            if table.has("columns"):
                table.known.add("columns")
                table.fault(_("Only kind “rows” has columns."), "columns")
            return ()
        columns: list[Question] = []
        for one in table.each("columns"):
            column = self.question(one, column=True)
            one.once("key", column.key, [other.key for other in columns])
            columns.append(column)
        return tuple(columns)

    def when(self, table: Table) -> tuple[str, str] | None:
        pair = table.texts("when", required=False)
        if table.has("when") and len(pair) != 2:
            table.fault(_("“when” is a pair: the key of a question above, and its answer."), "when")
            return None
        return (pair[0], pair[1]) if pair else None

    def top(self, table: Table, question: Question, above: list[Question]) -> None:
        """The rules between the questions of a step and of the whole questionnaire."""
        table.once("key", question.key, self.keys)
        self.keys.add(question.key)
        if question.kind == Kind.THEMES:
            self.themes += 1
            if self.themes > 1:
                table.fault(_("The themes are asked for once in a questionnaire."), "kind")
        if question.per_theme and not self.themes:
            table.fault(_("The themes are asked for further down; this question needs them."), "per_theme")
        if question.role == "title":
            self.title(table, question)
        if question.when:
            self.condition(table, question.when, above)

    def title(self, table: Table, question: Question) -> None:
        self.titles += 1
        if self.titles > 1:
            table.fault(_("Another question is the title already."), "role")
        if question.kind != Kind.LINE or (question.limit or 0) > TITLE_LIMIT or question.per_theme:
            table.fault(_("The title is one line of at most 250 characters."), "role")

    def condition(self, table: Table, when: tuple[str, str], above: list[Question]) -> None:
        key, value = when
        asked = next((question for question in above if question.key == key), None)
        if asked is None:
            table.fault(_("No question “%(key)s” stands above in this step.") % {"key": key}, "when")
            return
        answers = ["yes"] if asked.kind == Kind.YES else [choice.value for choice in asked.choices]
        if value not in answers:
            facts = {"key": key, "value": value, "known": ", ".join(answers) or "–"}
            table.fault(
                _("“%(key)s” cannot be answered “%(value)s”. Its answers: %(known)s.") % facts, "when"
            )


def read_questionnaire(source: Folder, *, needed: bool) -> Questionnaire:
    """The steps of the application, from questionnaire.toml; a programme without applications needs none."""
    file = source.table("questionnaire.toml", required=needed)
    reader = _Reader()
    steps: list[Step] = []
    for table in file.each("steps", required=needed):
        step = reader.step(table)
        table.once("key", step.key, [other.key for other in steps])
        steps.append(step)
    if steps and not reader.themes:
        file.fault(_('No question asks for the themes: kind = "themes".'), "steps")
    if steps and not reader.titles:
        file.fault(_('No question is the title of the project: role = "title".'), "steps")
    file.done()
    return Questionnaire(tuple(steps))
