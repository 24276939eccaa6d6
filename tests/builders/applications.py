"""Applications in every state, reached by the real deeds; the answers fit any questionnaire."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf
from django.core.files.base import ContentFile

from drogowskaz.applications import actions, queries
from drogowskaz.applications.answers import Answers, Asked
from drogowskaz.applications.models import Application
from drogowskaz.applications.sheet import Sheet
from drogowskaz.documents import actions as documents
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Call, Theme
from drogowskaz.programmes.parts import Kind, Question, Step
from drogowskaz.programmes.roles import Role
from drogowskaz.registers.models import City

from .people import a_person
from .programmes import NOW, a_call, a_member
from .registers import a_city


def a_draft(
    *, city: City | None = None, call: Call | None = None, by: User | None = None, at: datetime = NOW
) -> Application:
    """A draft with nothing in it yet, of a city with a coordinator."""
    city = city or a_city()
    return actions.start(call or a_call(at=at), city=city, by=by or _coordinator(city), at=at)


def a_complete_draft(
    *, themes: tuple[int, ...] = (11,), title: str = "A square to stay in", **facts: Any
) -> Application:
    """A draft in which every question has an answer; `themes` are the numbers of the goals, the leading one first."""
    draft = a_draft(**facts)
    by, at = draft.started_by, draft.started_at
    for step in queries.sheet_of(draft).questionnaire.steps:
        sheet = queries.sheet_of(draft)
        answers = answers_to(sheet, step, themes=themes, title=title)
        actions.save_step(draft, step.key, answers, version=sheet.versions.get(step.key, 0), by=by, at=at)
        for one in queries.sheet_of(draft).asked(step):
            if one.kind == Kind.FILE:
                actions.attach(draft, one.name, documents.receive(a_pdf(), by=by, at=at), by=by, at=at)
    return draft


def a_submitted(**facts: Any) -> Application:
    """An application handed in; its printed copy is not pressed, which the page does when asked for it."""
    draft = a_complete_draft(**facts)
    actions.submit(draft, by=draft.started_by, at=draft.started_at)
    return draft


def an_accepted(
    *, theme: Theme | None = None, reason: str = "It fits the goal.", **facts: Any
) -> Application:
    """An application accepted under its leading goal, or under `theme`."""
    if theme:
        facts.setdefault("themes", (theme.number,))
    submitted = a_submitted(**facts)
    office = a_member(submitted.call.edition.programme, Role.OFFICE)
    leading = theme or submitted.goals.get(leading=True).theme
    actions.accept(submitted, theme=leading, reason=reason, by=office, at=submitted.started_at)
    return submitted


def a_rejected(*, reason: str = "The project is not ready.", **facts: Any) -> Application:
    """An application turned down."""
    submitted = a_submitted(**facts)
    office = a_member(submitted.call.edition.programme, Role.OFFICE)
    actions.reject(submitted, reason=reason, by=office, at=submitted.started_at)
    return submitted


def _coordinator(city: City) -> User:
    acting = city.representations.acting().select_related("user").first()
    return acting.user if acting else a_person(acting_for=city)


def a_pdf(words: str = "") -> ContentFile:
    """A real one-page PDF; `words` only make it differ."""
    document = pikepdf.new()
    document.add_blank_page()
    document.docinfo["/Title"] = words or "Statement"
    content = BytesIO()
    document.save(content, deterministic_id=True)
    return ContentFile(content.getvalue(), name="statement.pdf")


def answers_to(
    sheet: Sheet, step: Step, *, themes: tuple[int, ...] = (11,), title: str = "A square"
) -> Answers:
    """An answer to every question of a step."""
    answers: Answers = {}
    for one in sheet.asked(step):
        if one.kind == Kind.THEMES:
            known = [theme.number for theme in sheet.themes]
            named = [number for number in themes if number in known] or known[:1]
            answers[one.name] = [str(number) for number in named]
            answers[f"{one.name}-leading"] = str(named[0])
        elif one.kind != Kind.FILE:
            answers[one.name] = title if one.question.role == "title" else _answer(one)
    return answers


def _answer(one: Asked) -> Any:
    question = one.question
    if one.kind == Kind.CHOICES:
        return [question.choices[0].value]
    if one.kind == Kind.ROWS:
        return [{column.key: _single(column) for column in question.columns}]
    return _single(question)


def _single(question: Question) -> str:
    answer = {
        Kind.NUMBER: "1 250,5",
        Kind.DATE: "2027-6-30",
        Kind.EMAIL: "office@example.org",
        Kind.URL: "https://example.org/",
        Kind.YES: "yes",
        Kind.TEXT: "People will have shade and a place to sit.",
    }.get(question.kind, "An answer")
    if question.kind == Kind.CHOICE:
        return question.choices[0].value
    return answer[: question.limit] if question.limit else answer
