"""How far each invented city has come, and the deeds that led it there."""

from collections.abc import Callable

from drogowskaz.advisory import actions as advisory
from drogowskaz.projects import actions as projects
from drogowskaz.reports.models import Report

from .road import Roads, Traveller

MODRZEWIEC, BUKOWIEC = 0, 1  # the cities of the demo people
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
)  # 104 in all


def fates() -> list[str]:
    """The fate of each city by its place in the list; the first carries out, the second is certified."""
    dealt = [fate for fate, number in FATES for _ in range(number)]
    dealt.remove("carrying_out")
    return ["carrying_out", *dealt]


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
    for place in range(turn % 3 or 1):
        roads.meet(who, days=-70 + 12 * place, minutes=180)
    if turn == 0:
        roads.ask(who, days=-2, accepted=who.number % 16 == 0)
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


def _second_stage(roads: Roads, who: Traveller) -> Report:
    _first_stage(roads, who)
    roads.meet(who, days=-76, minutes=480)
    roads.meet(who, days=-66, minutes=480)
    report = roads.write(who, days=-62)
    roads.review(who, report, days=-55)
    roads.open_stage(who, 2, days=-40)
    return report


def _carrying_out(roads: Roads, who: Traveller) -> None:
    report = _second_stage(roads, who)
    project = roads.plan_project(who, days=-58)
    turn = who.number % 5
    if turn:
        roads.meet(who, days=-36, minutes=60 * (2 + turn))
    if turn in (2, 4):
        roads.meet(who, days=-20, minutes=240)
    roads.reach(who, project, days=-30, steps=1 + turn % 2)
    if turn == 3:
        roads.reach(who, project, days=-6, done=2, steps=3, accepted=False)
    if who.number == MODRZEWIEC:
        roads.meet(who, days=-34, minutes=240)
        roads.meet(who, days=-25, minutes=210)
        roads.meet(who, days=-7, minutes=150, confirmed=False)
        roads.meet(who, days=6, minutes=120, recorded=False)
        roads.reach(who, project, days=-4, done=1, steps=2, accepted=False)
        roads.ask(who, days=-2, accepted=False)
        roads.new_round(who, report, days=-6)
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


LEADS: dict[str, Callable[[Roads, Traveller], None]] = {
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
EARNED = frozenset(fate for fate, lead in LEADS.items() if lead is _completed)
