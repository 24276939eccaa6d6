"""The judgement of fulfilment: every condition alone, and the whole checklist."""

from dataclasses import replace
from datetime import date

import pytest

from drogowskaz.certificates.fulfilment import CHECKS, Facts, Mark, StageFacts, judge
from drogowskaz.programmes.parts import Gate, RuleSet

GATES = tuple(Gate(f"G{number}", check, check) for number, check in enumerate(CHECKS, start=1))
RULES = RuleSet(
    "FR-1.0",
    "Certyfikat",
    "…",
    gates=tuple(replace(gate, threshold=80) if gate.check == "advice" else gate for gate in GATES),
)
DONE = Facts(
    on=date(2027, 3, 1),
    deadline=date(2027, 12, 31),
    agreement_number="P-1/2026",
    coordinator="Anna Leszczyna",
    stages=(StageFacts(1, 1200, 1200), StageFacts(2, 1800, 1440)),
    stages_of_the_edition=2,
    critical_milestones=2,
    critical_milestones_accepted=2,
    project_state="completed",
    project_accepted_on=date(2027, 2, 1),
    report_version=1,
    plan_number=1,
)


def test_a_city_that_did_everything_has_fulfilled_the_programme():
    checklist = judge(RULES, DONE)

    assert checklist.fulfilled
    assert (checklist.met, checklist.missing) == (7, ())


MISSING = {
    "agreement": {"agreement_number": ""},
    "coordinator": {"coordinator": ""},
    "advice": {"stages": (StageFacts(1, 1200, 1200), StageFacts(2, 1800, 1425))},
    "milestones": {"critical_milestones_accepted": 1},
    "project": {"project_state": "in_progress", "project_accepted_on": None},
    "report": {"report_version": None},
    "plan": {"plan_number": None},
}


def test_every_condition_has_a_case_here():
    assert set(MISSING) == set(CHECKS)


@pytest.mark.parametrize("check", MISSING)
def test_one_missing_condition_is_enough_to_withhold(check):
    checklist = judge(RULES, replace(DONE, **MISSING[check]))

    assert not checklist.fulfilled
    assert [finding.gate.check for finding in checklist.missing] == [check]


@pytest.mark.parametrize("check", MISSING)
def test_a_condition_that_is_not_judged_lets_it_pass(check):
    """The mutant of the guard: without the gate the same facts fulfil, so each gate is what withholds."""
    without = replace(RULES, gates=tuple(gate for gate in RULES.gates if gate.check != check))

    assert judge(without, replace(DONE, **MISSING[check])).fulfilled


def test_a_stage_that_was_never_opened_counts_as_no_advice():
    checklist = judge(RULES, replace(DONE, stages=(StageFacts(1, 1200, 1200),)))

    assert [finding.gate.check for finding in checklist.missing] == ["advice"]


def test_advice_is_counted_in_whole_per_cent_of_the_weakest_stage():
    (advice,) = (f for f in judge(RULES, DONE).findings if f.gate.check == "advice")

    assert (advice.outcome.have, advice.outcome.need) == ("80", "80")


def test_a_project_accepted_after_the_deadline_has_failed_for_good():
    late = replace(DONE, on=date(2028, 1, 2), project_accepted_on=date(2028, 1, 1))
    (project,) = (f for f in judge(RULES, late).findings if f.gate.check == "project")

    assert project.outcome.mark == Mark.FAILED


def test_a_project_without_critical_milestones_is_not_delivered():
    checklist = judge(RULES, replace(DONE, critical_milestones=0, critical_milestones_accepted=0))

    assert [finding.gate.check for finding in checklist.missing] == ["milestones"]


def test_the_same_rules_and_facts_give_the_same_checklist():
    assert judge(RULES, DONE) == judge(RULES, DONE)
    assert judge(RULES, DONE).as_json() == judge(RULES, DONE).as_json()
