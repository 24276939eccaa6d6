"""The open call of the demo: its dates, a deadline that was moved, drafts and applications of eight more cities."""

from itertools import cycle

from drogowskaz.applications import actions as applications
from drogowskaz.applications import queries as wizard
from drogowskaz.applications.models import Application
from drogowskaz.documents import actions as documents
from drogowskaz.people.models import Capacity
from drogowskaz.programmes import actions as programmes
from drogowskaz.programmes.models import Call
from drogowskaz.programmes.parts import Kind
from drogowskaz.registers.slugs import ascii_slug

from . import answers
from .cast import person as name_of
from .cities import APPLYING, InventedCity
from .projects import IDEAS, Idea
from .stage import NAMES, Stage, person, register, represent


def fill(
    application: Application,
    row: InventedCity,
    idea: Idea,
    themes: tuple[int, ...],
    mayor: str,
    *,
    steps: int,
) -> None:
    """Type the answers of an invented city into the first `steps` steps, as the person who began."""
    by, at = application.started_by, application.started_at
    facts = answers.known(row, idea, by.name, mayor)
    sheet = wizard.sheet_of(application)
    for step in sheet.questionnaire.steps[:steps]:
        asked = sheet.asked(step)
        typed = answers.to_step(sheet, step, facts, themes)
        applications.save_step(application, step.key, typed, version=0, by=by, at=at)
        for one in asked:
            if one.kind == Kind.FILE:
                upload = documents.receive(answers.statement(row), by=by, at=at)
                applications.attach(application, one.name, upload, by=by, at=at)
        if any(one.kind == Kind.THEMES for one in asked):
            sheet = wizard.sheet_of(application)  # what is asked for each goal follows from the goals chosen


def open_call(stage: Stage) -> None:
    """A call is open now: its deadline was moved once; drafts and applications of eight more cities."""
    clock = stage.clock
    call = programmes.announce_call(
        stage.calling,
        opens_at=clock.at(-14, 9),
        closes_at=clock.at(8, 0),
        results_on=clock.on(60),
        by=stage.office,
        at=clock.at(-15, 9),
    )
    ideas = cycle([11, 4, 13, 16, 3, 10, 7, 12])
    for place, (row, goal) in enumerate(zip(APPLYING, ideas, strict=False)):
        _apply(stage, call, place, row, goal)
    programmes.extend(
        call,
        to_at=clock.at(22, 0),
        reason="Wiele miast prosiło o czas na uzgodnienia z radą.",
        tell=wizard.people_with_drafts(call),
        by=stage.office,
        at=clock.at(-1, 12),
    )


def _apply(stage: Stage, call: Call, place: int, row: InventedCity, goal: int) -> None:
    city = register(row, stage.clock.on(-200), ascii_slug(row.name))
    email = "zgloszenie@demo.example" if place == 0 else f"zgloszenie{place}@demo.example"
    applicant = person(email, NAMES.get(email) or name_of(300 + place))
    represent(applicant, city, Capacity.LOCAL_COORDINATOR, by=stage.office, at=stage.clock.at(-13, 9))
    application = applications.start(call, city=city, by=applicant, at=stage.clock.at(-12 + place, 10))
    idea = IDEAS[goal][place % len(IDEAS[goal])]
    complete = place in (2, 4, 5, 7)
    fill(application, row, idea, (goal, 17 if goal != 17 else 16), "Jan Dereń", steps=99 if complete else 3)
    if complete:
        applications.submit(application, by=applicant, at=stage.clock.at(-2, 9 + place))
