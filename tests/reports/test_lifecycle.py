"""The moves of a report: the table for the usual order, and the way through any other order."""

from itertools import permutations

import pytest

from drogowskaz.reports import lifecycle
from drogowskaz.reports.lifecycle import PUBLISH, REVISE, STEPS, State
from drogowskaz.reports.models import Report

ORDERS = [order for number in range(4) for order in permutations(STEPS, number)]
POSSIBLE = {
    "send": {State.DRAFT, State.RETURNED},
    "pass_on from guardian": {State.GUARDIAN},
    "pass_on from mayor": {State.MAYOR},
    "pass_on from language": {State.LANGUAGE},
    "send_back from guardian": {State.GUARDIAN},
    "send_back from mayor": {State.MAYOR},
    "send_back from language": {State.LANGUAGE},
    "send_back from ready": {State.READY},
    "publish": {State.READY},
    "revise": {State.PUBLISHED},
}
MOVES = {
    "send": lifecycle.send(STEPS),
    **{f"pass_on from {step}": lifecycle.pass_on(STEPS, step) for step in STEPS},
    **{f"send_back from {step}": lifecycle.send_back(step) for step in lifecycle.READ_AT},
    "publish": PUBLISH,
    "revise": REVISE,
}


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("state", State)
def test_a_report_moves_exactly_from_its_sources(state, name):
    assert bool(MOVES[name].possible(Report(state=state))) is (state in POSSIBLE[name])


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "-".join(order) or "none")
def test_every_order_leads_through_each_of_its_steps_once_and_then_to_publication(order):
    state, seen = lifecycle.send(order).target, []
    while state != State.READY:
        seen.append(state)
        state = lifecycle.pass_on(order, state).target

    assert seen == list(order)


@pytest.mark.parametrize("step", lifecycle.READ_AT)
def test_every_return_leads_to_the_city(step):
    assert lifecycle.send_back(step).target == State.RETURNED
