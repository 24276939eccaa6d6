"""The story of the demo: 104 invented cities in every state of life, an open call, a frozen Plan, certificates."""

from datetime import date, datetime
from itertools import cycle
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from drogowskaz.advisory import actions as advisory
from drogowskaz.applications import actions as applications
from drogowskaz.applications import queries as wizard
from drogowskaz.applications.models import Application
from drogowskaz.certificates import actions as certificates
from drogowskaz.documents import actions as documents
from drogowskaz.mail.lifecycle import State as LetterState
from drogowskaz.mail.models import Letter
from drogowskaz.participation import actions as participations
from drogowskaz.people.models import Capacity, User
from drogowskaz.plans import actions as plans
from drogowskaz.plans import tasks as plan_tasks
from drogowskaz.plans.models import PlanEdition
from drogowskaz.portal.models import NewsItem
from drogowskaz.programmes import actions as programmes
from drogowskaz.programmes.models import Call, Theme
from drogowskaz.programmes.parts import Kind
from drogowskaz.projects import actions as projects
from drogowskaz.registers.slugs import ascii_slug
from drogowskaz.toolbox import starter

from . import answers
from .cast import person as name_of
from .cities import APPLYING, TAKING_PART, InventedCity
from .projects import GOALS, IDEAS, Idea
from .road import Roads, Traveller
from .stage import NAMES, Stage, person, register, represent, set_up

PATHS = ("open-call",) * 35 + ("expert",) * 34 + ("invited",) * 35
# How far the cities are, in the order of the list; each number is a count of cities.
FATES = (
    ("certified", 14),
    ("proposed", 2),
    ("revoked", 1),
    ("completed", 3),
    ("carrying_out", 40),
    ("refining", 26),
    ("coordinated", 6),
    ("agreed", 4),
    ("qualified", 4),
    ("withdrawn", 2),
    ("stopped", 2),
)
MODRZEWIEC, BUKOWIEC = 0, 1  # the cities of the demo people


def fates() -> list[str]:
    """The fate of each city by its place in the list; the first carries out, the second is certified."""
    dealt = [fate for fate, number in FATES for _ in range(number)]
    dealt.remove("carrying_out")
    return ["carrying_out", *dealt]


@transaction.atomic
def tell(preset: Path, today: date, now: datetime) -> Stage:
    """Make the whole demo by the deeds of its people, or nothing of it; letters of the past count as sent."""
    with translation.override("pl"):
        stage = set_up(preset, today)
        roads = Roads(stage)
        travellers = [_admit(stage, number, row) for number, row in enumerate(TAKING_PART)]
        for who, fate in zip(travellers, fates(), strict=True):
            LEADS[fate](roads, who)
        _plan(stage)
        for who, fate in zip(travellers, fates(), strict=True):
            if LEADS[fate] is _completed:
                _certificate(stage, who, fate)
        _call(stage)
        starter.load(by=stage.office, at=stage.clock.at(-30))
        _news(stage)
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
    at = stage.clock.at(-110 - number % 20, 12)
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


def _fill(
    application: Application,
    row: InventedCity,
    idea: Idea,
    themes: tuple[int, ...],
    mayor: str,
    *,
    steps: int,
) -> None:
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


def _past_application(
    stage: Stage, row: InventedCity, idea: Idea, theme: Theme, coordinator: User, mayor: User
) -> Application:
    call = _call_of(stage)
    at = stage.clock.at(-140, 10)
    city = coordinator.representations.get().city
    application = applications.start(call, city=city, by=coordinator, at=at)
    _fill(application, row, idea, (theme.number,), mayor.name, steps=99)
    applications.submit(application, by=coordinator, at=stage.clock.at(-138, 14))
    applications.accept(
        application,
        theme=theme,
        reason="Miasto dobrze zna punkt wyjścia i wie, komu projekt pomoże.",
        by=stage.office,
        at=stage.clock.at(-132, 12),
    )
    return application


def _qualified(roads: Roads, who: Traveller) -> None:
    """Nothing more than being qualified."""


def _agreed(roads: Roads, who: Traveller) -> None:
    roads.agree(who, days=-20 - who.number % 10)
    if who.number % 2:
        roads.name_coordinator(who, days=-3, confirmed=False)


def _coordinated(roads: Roads, who: Traveller) -> None:
    roads.agree(who, days=-100 + who.number % 8)
    roads.name_coordinator(who, days=-90 + who.number % 5)


def _first_stage(roads: Roads, who: Traveller) -> None:
    _coordinated(roads, who)
    roads.open_stage(who, 1, days=-80)
    roads.ask(who, days=-79)


def _refining(roads: Roads, who: Traveller) -> None:
    _first_stage(roads, who)
    turn = who.number % 8
    for place in range(turn % 3):
        roads.meet(who, days=-70 + 12 * place, minutes=180)
    if turn == 0:
        roads.ask(who, days=-2, accepted=False)
    if turn == 1:
        roads.meet(who, days=-5, minutes=120, confirmed=False)
    if turn == 2:
        session = roads.meet(who, days=-9, minutes=150, confirmed=False)
        advisory.contest_session(
            session,
            reason="Spotkanie trwało półtorej godziny, nie dwie i pół.",
            by=who.coordinator,
            at=roads.clock.at(-3, 9),
        )
    if turn == 3:
        roads.meet(who, days=4, minutes=120, recorded=False)
    roads.plan_project(who, days=-60, started=False)
    report = roads.write(who, days=-50, share=0.4 if turn < 3 else 1.0)
    if turn == 3:
        roads.review(who, report, days=-9, until="guardian")
    elif turn == 4:
        roads.review(who, report, days=-9, until="mayor")
    elif turn == 5:
        roads.review(who, report, days=-12, until="language")
    elif turn == 6:
        roads.send_back(who, report, days=-8)
    elif turn == 7:
        roads.review(who, report, days=-14, until="ready")


def _second_stage(roads: Roads, who: Traveller) -> None:
    _first_stage(roads, who)
    roads.meet(who, days=-76, minutes=480)
    roads.meet(who, days=-66, minutes=480)
    report = roads.write(who, days=-62)
    roads.review(who, report, days=-55)
    roads.open_stage(who, 2, days=-40)


def _carrying_out(roads: Roads, who: Traveller) -> None:
    _second_stage(roads, who)
    project = roads.plan_project(who, days=-58)
    turn = who.number % 5
    if turn:
        roads.meet(who, days=-36, minutes=60 * (2 + turn))
    if turn in (2, 4):
        roads.meet(who, days=-20, minutes=240)
    roads.reach(who, project, days=-30, steps=1 + turn % 2)
    if turn == 3:
        roads.reach(who, project, days=-4, steps=0)
    if who.number == MODRZEWIEC:
        roads.meet(who, days=-7, minutes=150, confirmed=False)
        roads.meet(who, days=6, minutes=120, recorded=False)
    elif turn == 1:
        roads.meet(who, days=8, minutes=180, recorded=False)


def _completed(roads: Roads, who: Traveller) -> None:
    _second_stage(roads, who)
    project = roads.plan_project(who, days=-58)
    for place in range(3):
        roads.meet(who, days=-38 + 9 * place, minutes=480)
    roads.reach(who, project, days=-20, steps=4)
    roads.complete_project(who, project, days=-9)


def _stopped(roads: Roads, who: Traveller) -> None:
    _second_stage(roads, who)
    project = roads.plan_project(who, days=-58)
    projects.stop(
        project,
        reason="Miasto nie znalazło pieniędzy na projekt i zakończyło prace.",
        by=who.coordinator,
        at=roads.clock.at(-5, 10),
    )


def _withdrawn(roads: Roads, who: Traveller) -> None:
    _first_stage(roads, who)
    advisory.withdraw(
        who.participation,
        reason="Miasto zrezygnowało z udziału po zmianie planu inwestycji.",
        by=roads.stage.office,
        at=roads.clock.at(-25, 10),
    )


LEADS = {
    "certified": _completed,
    "proposed": _completed,
    "revoked": _completed,
    "completed": _completed,
    "carrying_out": _carrying_out,
    "refining": _refining,
    "coordinated": _coordinated,
    "agreed": _agreed,
    "qualified": _qualified,
    "withdrawn": _withdrawn,
    "stopped": _stopped,
}


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
    participations.complete(who.participation, by=stage.office, at=stage.clock.at(-5, 9))
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


def _call(stage: Stage) -> None:
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
    _fill(application, row, idea, (goal, 17 if goal != 17 else 16), "Jan Dereń", steps=99 if complete else 3)
    if complete:
        applications.submit(application, by=applicant, at=stage.clock.at(-2, 9 + place))


def _news(stage: Stage) -> None:
    """Three pieces of news of the demo."""
    for days, slug, title_pl, title_en, lead_pl, lead_en, body_pl in NEWS:
        NewsItem.objects.create(
            slug=slug,
            title_pl=title_pl,
            title_en=title_en,
            lead_pl=lead_pl,
            lead_en=lead_en,
            body_pl=body_pl,
            publish_at=stage.clock.at(days, 9),
            written_at=stage.clock.at(days, 8),
            written_by=stage.office,
        )


NEWS = (
    (
        -14,
        "nabor-otwarty",
        "Nabór do następnej edycji jest otwarty",
        "The call for the next edition is open",
        "Miasta mogą zgłaszać projekty. Wszystkie pytania można przeczytać wcześniej.",
        "Cities can apply. All questions can be read beforehand.",
        "Zgłoszenie zapisuje się samo. Możesz je wypełniać w dowolnej kolejności i wrócić do niego później.\n\n"
        "To edycja pokazowa: miasta i osoby są zmyślone.",
    ),
    (
        -6,
        "plan-wydanie-1",
        "Plan: pierwsze wydanie",
        "The Plan: first edition",
        "Raporty miast są w jednym dokumencie, ułożone według celów.",
        "The reports of the cities stand in one document, by goals.",
        "Każdy raport wszedł do Planu dokładnie w tej wersji, którą zatwierdził burmistrz. Cel bez miasta mówi o tym wprost.",
    ),
    (
        -4,
        "pierwsze-certyfikaty",
        "Pierwsze certyfikaty",
        "The first certificates",
        "Certyfikat dostaje każde miasto, które spełni wszystkie warunki. Nie ma punktów ani miejsc.",
        "Every city that meets all conditions gets a certificate. There are no points and no places.",
        "Ważność certyfikatu sprawdzisz po kodzie z dokumentu. Unieważnienie widać od razu, razem z powodem.",
    ),
)
