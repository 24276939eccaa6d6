"""The whole transition table, both what is possible and what is not."""

import pytest

from drogowskaz.applications.lifecycle import MOVES, State
from drogowskaz.applications.models import Application

POSSIBLE = {
    (State.DRAFT, "submit"),
    (State.DRAFT, "withdraw"),
    (State.SUBMITTED, "withdraw"),
    (State.SUBMITTED, "accept"),
    (State.SUBMITTED, "reject"),
}


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.verb)
@pytest.mark.parametrize("state", State)
def test_a_move_is_possible_exactly_from_its_sources(state, move):
    assert bool(move.possible(Application(state=state))) is ((state, move.verb) in POSSIBLE)
