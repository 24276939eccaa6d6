"""The whole tables of moves, both what is possible and what is not."""

import pytest

from drogowskaz.projects.lifecycle import MILESTONE_MOVES, PROJECT_MOVES, MilestoneState, State
from drogowskaz.projects.models import Milestone, Project

POSSIBLE = {
    (State.PLANNED, "start"),
    (State.PLANNED, "stop"),
    (State.IN_PROGRESS, "report"),
    (State.IN_PROGRESS, "stop"),
    (State.REPORTED, "accept"),
    (State.REPORTED, "return"),
}
POSSIBLE_FOR_MILESTONES = {
    (MilestoneState.PLANNED, "report"),
    (MilestoneState.REPORTED, "accept"),
    (MilestoneState.REPORTED, "return"),
}


@pytest.mark.parametrize("move", PROJECT_MOVES, ids=lambda move: move.verb)
@pytest.mark.parametrize("state", State)
def test_a_project_moves_exactly_from_its_sources(state, move):
    assert bool(move.possible(Project(state=state))) is ((state, move.verb) in POSSIBLE)


@pytest.mark.parametrize("move", MILESTONE_MOVES, ids=lambda move: move.verb)
@pytest.mark.parametrize("state", MilestoneState)
def test_a_milestone_moves_exactly_from_its_sources(state, move):
    assert bool(move.possible(Milestone(state=state))) is ((state, move.verb) in POSSIBLE_FOR_MILESTONES)
