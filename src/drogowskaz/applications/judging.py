"""What is the matter with an answer: missing, or not what the question asks for; in sentences that say what to do."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drogowskaz.programmes.parts import Kind, Question

from .answers import ROWS_AT_MOST, Answers, Asked, applies, date_parts

NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,10})?")
YEARS = range(1900, 2201)
is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Fault:
    """Something to be put right: in which answer, at which field of the page, in words."""

    name: str  # of the answer
    anchor: str  # id of the field
    message: str
    missing: bool = False  # a gap is no mistake until the application is handed in
    place: int | None = None  # the row, where there are rows
    column: str = ""


def faults(
    questions: Iterable[Asked], answers: Answers, *, attached: Collection[str], themes_at_most: int
) -> list[Fault]:
    """Everything that stands between these answers and a complete step, in the order of the page.

    `attached` are the names of questions that have a file.
    """
    found: list[Fault] = []
    for one in questions:
        if not applies(one, answers):
            continue
        if one.kind == Kind.FILE:
            if one.question.required and one.name not in attached:
                found.append(Fault(one.name, one.name, _gap(one.question), missing=True))
        elif one.kind == Kind.THEMES:
            found += _themes(one, answers, themes_at_most)
        elif one.kind == Kind.ROWS:
            found += _rows(one, answers.get(one.name) or [])
        else:
            found += _single(one.question, one.name, answers.get(one.name) or "", one.name)
    return found


def _gap(question: Question) -> str:
    label = {"label": str(question.label)}
    if question.kind == Kind.FILE:
        return _("Attach a file: %(label)s") % label
    if question.kind in (Kind.CHOICE, Kind.CHOICES, Kind.THEMES):
        return _("Choose an answer: %(label)s") % label
    if question.kind == Kind.YES:
        return _("Tick: %(label)s") % label
    if question.kind == Kind.DATE:
        return _("Give the date: %(label)s") % label
    return _("Fill in: %(label)s") % label


def _anchor(question: Question, field: str) -> str:
    if question.kind == Kind.DATE:
        return f"{field}-d"
    if question.kind in (Kind.CHOICE, Kind.CHOICES, Kind.THEMES, Kind.YES):
        return f"{field}-0"
    return field


def _single(question: Question, field: str, answer: str | list[str], name: str) -> list[Fault]:
    anchor = _anchor(question, field)
    if not answer:
        return [Fault(name, anchor, _gap(question), missing=True)] if question.required else []
    wrong = _too_many(question, answer) if isinstance(answer, list) else _wrong(question, answer)
    return [Fault(name, anchor, wrong)] if wrong else []


def _too_many(question: Question, answer: list[str]) -> str:
    if question.at_most and len(answer) > question.at_most:
        return ngettext(
            "Choose at most %(number)s answer.", "Choose at most %(number)s answers.", question.at_most
        ) % {"number": question.at_most}
    return ""


def _wrong(question: Question, answer: str) -> str:
    if question.limit and len(answer) > question.limit:
        over = len(answer) - question.limit
        return ngettext(
            "Shorten the text by %(over)s character. All of it has been kept.",
            "Shorten the text by %(over)s characters. All of it has been kept.",
            over,
        ) % {"over": over}
    if question.kind == Kind.NUMBER and number(answer) is None:
        return _("Write a number in digits, as in 1250 or 12.5.")
    if question.kind == Kind.DATE and day(answer) is None:
        return _("Give a date that exists: day, month and year, as in 30 6 2027.")
    if question.kind == Kind.EMAIL and not _passes(validate_email, answer):
        return _("Write an e-mail address, as in office@example.org.")
    if question.kind == Kind.URL and not _passes(is_address, answer):
        return _("Write a web address that begins with https://")
    return ""


def _passes(check: Callable[[str], object], answer: str) -> bool:
    try:
        check(answer)
    except ValidationError:
        return False
    return True


def number(answer: str) -> Decimal | None:
    """Read a number as people write it, with spaces and a comma; nothing where it is none."""
    plain = "".join(answer.split()).replace(",", ".").replace("−", "-")
    return Decimal(plain) if NUMBER.fullmatch(plain) else None


def day(answer: str) -> date | None:
    """Read a kept date; nothing where there is no such day."""
    parts = date_parts(answer)
    try:
        value = date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None
    return value if value.year in YEARS else None


def _themes(one: Asked, answers: Answers, at_most: int) -> list[Fault]:
    named = answers.get(one.name) or []
    if not named:
        return (
            [Fault(one.name, f"{one.name}-0", _gap(one.question), missing=True)]
            if one.question.required
            else []
        )
    if len(named) > at_most:
        message = ngettext(
            "Choose at most %(number)s. Untick the others.",
            "Choose at most %(number)s. Untick the others.",
            at_most,
        )
        return [Fault(one.name, f"{one.name}-0", message % {"number": at_most})]
    if not answers.get(f"{one.name}-leading"):
        return [
            Fault(one.name, f"{one.name}-leading-0", _("Say which of the chosen ones leads."), missing=True)
        ]
    return []


def _rows(one: Asked, rows: list[dict[str, str]]) -> list[Fault]:
    first = one.question.columns[0] if one.question.columns else one.question
    anchor = _anchor(first, f"{one.name}-0-{first.key}")
    if not rows:
        return [Fault(one.name, anchor, _gap(one.question), missing=True)] if one.question.required else []
    found: list[Fault] = []
    at_most = one.question.at_most or ROWS_AT_MOST
    if len(rows) > at_most:
        message = ngettext(
            "Leave at most %(number)s row. All of them have been kept.",
            "Leave at most %(number)s rows. All of them have been kept.",
            at_most,
        )
        found.append(Fault(one.name, anchor, message % {"number": at_most}))
    for place, row in enumerate(rows):
        for column in one.question.columns:
            field = f"{one.name}-{place}-{column.key}"
            found += [
                Fault(
                    one.name,
                    fault.anchor,
                    _("Row %(row)s: %(message)s") % {"row": place + 1, "message": fault.message},
                    fault.missing,
                    place,
                    column.key,
                )
                for fault in _single(column, field, row.get(column.key, ""), one.name)
            ]
    return found
