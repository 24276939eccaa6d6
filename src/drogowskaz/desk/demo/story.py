"""The story of the demo: 104 invented cities in every state of life, an open call, a frozen Plan, certificates."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from drogowskaz.applications import actions as applications
from drogowskaz.applications.models import Application
from drogowskaz.certificates import actions as certificates
from drogowskaz.desk import actions as letters
from drogowskaz.mail.lifecycle import State as LetterState
from drogowskaz.mail.models import Letter
from drogowskaz.participation import actions as participations
from drogowskaz.people.models import Capacity, User
from drogowskaz.plans import actions as plans
from drogowskaz.plans import tasks as plan_tasks
from drogowskaz.plans.models import PlanEdition
from drogowskaz.programmes import actions as programmes
from drogowskaz.programmes.models import Call, Theme
from drogowskaz.registers.slugs import ascii_slug
from drogowskaz.toolbox import starter

from . import calling, news
from .cast import person as name_of
from .cities import TAKING_PART, InventedCity
from .fates import BUKOWIEC, EARNED, LEADS, MODRZEWIEC, fates
from .projects import GOALS, IDEAS, Idea
from .road import Roads, Traveller
from .stage import NAMES, Stage, person, register, represent, set_up

ADMITTED = {"qualified": -6, "agreed": -45}  # days from today; the others long ago
PATHS = ("open-call",) * 35 + ("expert",) * 34 + ("invited",) * 35


@transaction.atomic
def tell(preset: Path, today: date, *, cities: Collection[int] | None = None) -> Stage:
    """Make the whole demo by the deeds of its people, or nothing of it; letters of the past count as sent.

    `cities` are the places of those that take part in the list; all of them unless said otherwise.
    """
    with translation.override("pl"):
        stage = set_up(preset, today)
        roads = Roads(stage)
        travellers = [
            _admit(stage, number, row)
            for number, row in enumerate(TAKING_PART)
            if cities is None or number in cities
        ]
        letters.release(Letter.objects.held(), by=stage.office, at=stage.clock.at(-130))
        dealt = fates()
        for who in travellers:
            LEADS[dealt[who.number]](roads, who)
        _plan(stage)
        for who in travellers:
            if dealt[who.number] in EARNED:
                _certificate(stage, who, dealt[who.number])
        calling.open_call(stage)
        starter.load(by=stage.office, at=stage.clock.at(-30))
        news.write(stage)
        Letter.objects.filter(state=LetterState.WAITING).update(
            state=LetterState.SENT, sent_at=F("stored_at")
        )
        DBTaskResult.objects.all().delete()
    return stage


def _people_of(stage: Stage, number: int, row: InventedCity) -> tuple[User, User]:
    """The coordinator and the mayor of a city; the demo people for the two cities one can enter."""
    known = {
        MODRZEWIEC: ("koordynatorka@demo.example", "burmistrz@demo.example"),
        BUKOWIEC: ("certyfikat@demo.example", ""),
    }.get(number, ("", ""))
    first = known[0] or f"koordynator{number}@demo.example"
    second = known[1] or f"burmistrz{number}@demo.example"
    return (
        person(first, NAMES.get(first) or name_of(2 * number)),
        person(second, NAMES.get(second) or name_of(2 * number + 1)),
    )


def _idea(number: int, row: InventedCity) -> tuple[int, Idea]:
    goal = 11 if number in (MODRZEWIEC, BUKOWIEC) else GOALS[number % len(GOALS)]
    ideas = IDEAS[goal]
    place = 0 if number == MODRZEWIEC else 1 if number == BUKOWIEC else number // len(GOALS)
    return goal, ideas[place % len(ideas)]


def _admit(stage: Stage, number: int, row: InventedCity) -> Traveller:
    city = register(row, stage.clock.on(-200), ascii_slug(row.name))
    coordinator, mayor = _people_of(stage, number, row)
    goal, idea = _idea(number, row)
    at = stage.clock.at(ADMITTED.get(fates()[number], -110) - number % 9, 12)
    represent(mayor, city, Capacity.MAYOR, by=stage.office, at=at)
    represent(coordinator, city, Capacity.LOCAL_COORDINATOR, by=stage.office, at=at)
    theme = Theme.objects.get(edition=stage.edition, number=goal)
    path = stage.edition.paths.get(key=PATHS[number])
    application = None
    if path.has_application:
        application = _past_application(stage, row, idea, theme, coordinator, mayor)
    participation = participations.admit(
        stage.edition,
        city,
        path=path,
        theme=theme,
        project_title=idea.title,
        evidence="" if application else f"Miasto udokumentowało: {idea.improves.lower()}.",
        application=application,
        by=stage.office,
        at=at,
    )
    return Traveller(
        row=row,
        idea=idea,
        participation=participation,
        coordinator=coordinator,
        mayor=mayor,
        guardian=stage.guardians[goal],
        adviser=stage.advisers[0] if number == MODRZEWIEC else stage.advisers[number % len(stage.advisers)],
        number=number,
    )


def _call_of(stage: Stage) -> Call:
    call = Call.objects.filter(edition=stage.edition).first()
    return call or programmes.announce_call(
        stage.edition,
        opens_at=stage.clock.at(-149, 9),
        closes_at=stage.clock.at(-135, 0),
        results_on=stage.clock.on(-110),
        by=stage.office,
        at=stage.clock.at(-149, 8),
    )


def _past_application(
    stage: Stage, row: InventedCity, idea: Idea, theme: Theme, coordinator: User, mayor: User
) -> Application:
    call = _call_of(stage)
    at = stage.clock.at(-140, 10)
    city = coordinator.representations.get().city
    application = applications.start(call, city=city, by=coordinator, at=at)
    calling.fill(application, row, idea, (theme.number,), mayor.name, steps=99)
    applications.submit(application, by=coordinator, at=stage.clock.at(-138, 14))
    applications.accept(
        application,
        theme=theme,
        reason="Miasto dobrze zna punkt wyjścia i wie, komu projekt pomoże.",
        by=stage.office,
        at=stage.clock.at(-132, 12),
    )
    return application


def _plan(stage: Stage) -> PlanEdition:
    """The Plan is compiled by one person of the Office and frozen by the other."""
    ordered = plans.compile(
        stage.edition, language="pl", foreword="", by=stage.office, at=stage.clock.at(-7, 10)
    )
    plan_tasks.press_plan.call(ordered.pk)
    proof = PlanEdition.objects.get(pk=ordered.pk)
    plans.freeze(proof, by=stage.second, at=stage.clock.at(-6, 12))
    return proof


def _certificate(stage: Stage, who: Traveller, fate: str) -> None:
    certificates.complete(who.participation, by=stage.office, at=stage.clock.at(-5, 9))
    if fate == "completed":
        return
    given = certificates.propose(who.participation, by=stage.office, at=stage.clock.at(-5, 10))
    if fate == "proposed":
        return
    certificates.issue(given, by=stage.second, at=stage.clock.at(-4, 10))
    if fate == "revoked":
        certificates.revoke(
            given,
            reason="Jeden z kamieni milowych uznano na podstawie zdjęć z innego miejsca. Miasto poprawia dowody.",
            by=stage.office,
            at=stage.clock.at(-2, 10),
        )
