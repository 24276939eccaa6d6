"""What a questionnaire asks of one application, and how answers are read, judged and kept.

Nothing here knows the database or the web: a posted form is any mapping of names to lists of texts. Answers are kept
as they were typed, also wrong and over-long ones; `faults` says what is the matter with them.

How an answer is kept, by kind: line, text, number, email, url, choice – a text; yes – "yes" or ""; date –
"year-month-day" as typed; choices – a list of values; themes – a list of theme numbers as text, with the leading one
under "<key>-leading"; rows – a list of mappings, column → text. Files are attachments, not answers.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from drogowskaz.common.languages import Wording, wording
from drogowskaz.programmes.parts import Kind, Question, Questionnaire, Step

Answers = dict[str, Any]
ROWS_AT_MOST = 50  # where the preset sets no limit of its own
PARTS_OF_DATE = ("y", "m", "d")


@dataclass(frozen=True)
class ThemeRef:
    """A theme as an application needs to know it, from the tables or from a frozen copy."""

    number: int
    name_pl: str
    name_en: str = ""
    colour: str = ""
    leading: bool = False

    @property
    def name(self) -> Wording:
        return wording(self, "name")


@dataclass(frozen=True)
class Asked:
    """A question as one application is asked it: `name` is its field and the key of its answer."""

    name: str
    question: Question
    theme: ThemeRef | None = None

    @property
    def kind(self) -> Kind:
        return self.question.kind


def chosen(
    themes: Iterable[ThemeRef], answers: Mapping[str, Answers], questionnaire: Questionnaire
) -> list[ThemeRef]:
    """The themes named in `answers` (by step), the leading one first and marked, the others by number."""
    for step in questionnaire.steps:
        for question in step.questions:
            if question.kind == Kind.THEMES:
                given = answers.get(step.key, {})
                leading = given.get(f"{question.key}-leading", "")
                named = [theme for theme in themes if str(theme.number) in given.get(question.key, [])]
                marked = [
                    ThemeRef(
                        theme.number, theme.name_pl, theme.name_en, theme.colour, str(theme.number) == leading
                    )
                    for theme in named
                ]
                return sorted(marked, key=lambda theme: (not theme.leading, theme.number))
    return []


def asked(step: Step, themes: Collection[ThemeRef]) -> list[Asked]:
    """The questions of `step` in order; those asked per theme are repeated for each of `themes`, theme by theme."""
    questions: list[Asked] = []
    per_theme: list[Question] = []
    for question in (*step.questions, None):
        if question is not None and question.per_theme:
            per_theme.append(question)
            continue
        for theme in themes if per_theme else ():
            questions += [Asked(f"{one.key}-{theme.number}", one, theme) for one in per_theme]
        per_theme = []
        if question is not None:
            questions.append(Asked(question.key, question))
    return questions


def applies(one: Asked, answers: Answers) -> bool:
    """Say whether the question is asked, given the other answers of its step."""
    if one.question.when is None:
        return True
    key, value = one.question.when
    given = answers.get(f"{key}-{one.theme.number}") if one.theme else None
    if given is None:
        given = answers.get(key, "")
    return value in given if isinstance(given, list) else given == value


def clean(text: str) -> str:
    """A typed text without characters that no database keeps; line ends as one character, as people count them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return "".join(sign for sign in plain if not "\ud800" <= sign <= "\udfff").strip()


def read(
    questions: Iterable[Asked], posted: Callable[[str], list[str]], themes: Iterable[ThemeRef]
) -> Answers:
    """Take the answers to `questions` out of a posted form; `posted(name)` gives every value under a name.

    Choices and themes that do not exist are left out; everything else is kept as typed.
    """
    answers: Answers = {}
    for one in questions:
        if one.kind == Kind.FILE:
            continue
        if one.kind == Kind.ROWS:
            answers[one.name] = _rows(one, posted)
        elif one.kind == Kind.CHOICES:
            known = {choice.value for choice in one.question.choices}
            answers[one.name] = [value for value in dict.fromkeys(posted(one.name)) if value in known]
        elif one.kind == Kind.THEMES:
            numbers = {str(theme.number) for theme in themes}
            named = [value for value in dict.fromkeys(posted(one.name)) if value in numbers]
            leading = _first(posted(f"{one.name}-leading"))
            answers[one.name] = named
            answers[f"{one.name}-leading"] = (
                named[0] if len(named) == 1 else leading if leading in named else ""
            )
        else:
            answers[one.name] = _single(one.question, one.name, posted)
    return answers


def _first(values: list[str]) -> str:
    return clean(values[0]) if values else ""


def _single(question: Question, name: str, posted: Callable[[str], list[str]]) -> str:
    if question.kind == Kind.DATE:
        parts = [_first(posted(f"{name}-{part}")).replace("-", "") for part in PARTS_OF_DATE]
        return "-".join(parts) if any(parts) else ""
    text = _first(posted(name))
    if question.kind == Kind.YES:
        return "yes" if text else ""
    if question.kind == Kind.CHOICE and text not in {choice.value for choice in question.choices}:
        return ""
    return text


def _rows(one: Asked, posted: Callable[[str], list[str]]) -> list[dict[str, str]]:
    rows = []
    for place in range(ROWS_AT_MOST):
        row = {
            column.key: _single(column, f"{one.name}-{place}-{column.key}", posted)
            for column in one.question.columns
        }
        if any(row.values()):
            rows.append(row)
    return rows


def posting(questions: Iterable[Asked], answers: Answers) -> list[tuple[str, str]]:
    """The opposite of `read`: names and values of a form that holds `answers`."""
    pairs: list[tuple[str, str]] = []
    for one in questions:
        answer = answers.get(one.name, "")
        if one.kind == Kind.ROWS:
            for place, row in enumerate(answer or []):
                for column in one.question.columns:
                    pairs += _pairs(column, f"{one.name}-{place}-{column.key}", row.get(column.key, ""))
        elif one.kind in (Kind.CHOICES, Kind.THEMES):
            pairs += [(one.name, value) for value in answer or []]
            if one.kind == Kind.THEMES and answers.get(f"{one.name}-leading"):
                pairs.append((f"{one.name}-leading", answers[f"{one.name}-leading"]))
        elif one.kind != Kind.FILE:
            pairs += _pairs(one.question, one.name, answer)
    return pairs


def _pairs(question: Question, name: str, answer: str) -> list[tuple[str, str]]:
    if question.kind == Kind.DATE:
        return [(f"{name}-{part}", value) for part, value in date_parts(answer).items()]
    return [(name, answer)] if answer else []


def date_parts(answer: str) -> dict[str, str]:
    """A kept date as its three fields: year, month, day, as typed."""
    return dict(zip(PARTS_OF_DATE, [*answer.split("-"), "", "", ""], strict=False))


def same(one: Asked, left: Answers, right: Answers) -> bool:
    """Say whether two people gave the same answer to a question."""
    names = (one.name, f"{one.name}-leading")
    return all((left.get(name) or "") == (right.get(name) or "") for name in names)
