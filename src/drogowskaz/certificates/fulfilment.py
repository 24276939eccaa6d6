"""The conditions of the certificate as a pure judgement: a version of the rules and frozen facts give a checklist.

No points and no ranking: every condition is met, not yet met, or failed for good. The same rules and facts give the
same checklist; new rules never change an old decision. Source: programme rules, rule set FR-1.0.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from drogowskaz.programmes.parts import Gate, RuleSet

PER_CENT = 100


class Mark(StrEnum):
    """How one condition stands."""

    MET = "met"
    NOT_YET = "not_yet"
    FAILED = "failed"  # can no longer be met: the programme's deadline has passed


@dataclass(frozen=True)
class StageFacts:
    """Advice in one stage: whole minutes granted to the city and confirmed by it."""

    number: int
    granted: int
    used: int


@dataclass(frozen=True)
class Facts:
    """What is known of one participation on the day `on`; plain values, frozen with the certificate."""

    on: date
    deadline: date
    agreement_number: str
    coordinator: str
    stages: tuple[StageFacts, ...]
    stages_of_the_edition: int
    critical_milestones: int
    critical_milestones_accepted: int
    project_state: str
    project_accepted_on: date | None
    report_version: int | None
    plan_number: int | None

    def as_json(self) -> dict[str, Any]:
        """The facts as they are stored with a certificate; days as text."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
        }


@dataclass(frozen=True)
class Outcome:
    """A mark and the figures that decided it, `have` of `need` (in the unit of the condition)."""

    mark: Mark
    have: str = ""
    need: str = ""

    @property
    def had_on(self) -> date | None:
        """`have` as a day, where the condition is about days."""
        return date.fromisoformat(self.have) if self.have else None

    @property
    def needed_by(self) -> date | None:
        """`need` as a day, where the condition is about days."""
        return date.fromisoformat(self.need) if self.need else None


@dataclass(frozen=True)
class Finding:
    """One condition of the rule set with its outcome."""

    gate: Gate
    outcome: Outcome

    @property
    def met(self) -> bool:
        return self.outcome.mark == Mark.MET


@dataclass(frozen=True)
class Checklist:
    """All conditions in the order of the rule set, under its version."""

    version: str
    findings: tuple[Finding, ...]

    @property
    def fulfilled(self) -> bool:
        """Say whether every condition is met."""
        return all(finding.met for finding in self.findings)

    @property
    def met(self) -> int:
        """How many conditions are met."""
        return sum(finding.met for finding in self.findings)

    @property
    def missing(self) -> tuple[Finding, ...]:
        """The conditions that are not met, in order."""
        return tuple(finding for finding in self.findings if not finding.met)

    def as_json(self) -> list[dict[str, str]]:
        """The checklist as it is stored with a certificate."""
        return [
            {
                "key": finding.gate.key,
                "check": finding.gate.check,
                "mark": finding.outcome.mark,
                "have": finding.outcome.have,
                "need": finding.outcome.need,
            }
            for finding in self.findings
        ]


def _when(met: bool, have: object = "", need: object = "") -> Outcome:
    return Outcome(Mark.MET if met else Mark.NOT_YET, str(have), str(need))


def agreement(facts: Facts, gate: Gate) -> Outcome:
    """The agreement is in force."""
    return _when(bool(facts.agreement_number), facts.agreement_number)


def coordinator(facts: Facts, gate: Gate) -> Outcome:
    """A Local Coordinator has been named by the city and confirmed by the Office."""
    return _when(bool(facts.coordinator), facts.coordinator)


def advice(facts: Facts, gate: Gate) -> Outcome:
    """Every stage has been opened, and in each at least `threshold` per cent of its minutes are confirmed."""
    need = gate.threshold or 0
    shares = [PER_CENT * stage.used // stage.granted if stage.granted else 0 for stage in facts.stages]
    lowest = min(shares, default=0) if len(shares) == facts.stages_of_the_edition else 0
    return _when(bool(shares) and lowest >= need, lowest, need)


def milestones(facts: Facts, gate: Gate) -> Outcome:
    """There is a critical milestone, and all of them have been accepted."""
    have, need = facts.critical_milestones_accepted, facts.critical_milestones
    return _when(need > 0 and have == need, have, max(need, 1))


def project(facts: Facts, gate: Gate) -> Outcome:
    """The project has been accepted as completed by the deadline of the edition."""
    done = facts.project_accepted_on
    if facts.project_state == "completed" and done and done <= facts.deadline:
        return Outcome(Mark.MET, done.isoformat(), facts.deadline.isoformat())
    late = facts.on > facts.deadline
    return Outcome(
        Mark.FAILED if late else Mark.NOT_YET, done.isoformat() if done else "", facts.deadline.isoformat()
    )


def report(facts: Facts, gate: Gate) -> Outcome:
    """The city report has been approved by the Mayor and published."""
    return _when(facts.report_version is not None, facts.report_version or "")


def plan(facts: Facts, gate: Gate) -> Outcome:
    """The city's card stands in a frozen edition of the Plan."""
    return _when(facts.plan_number is not None, facts.plan_number or "")


CHECKS: dict[str, Callable[[Facts, Gate], Outcome]] = {
    check.__name__: check for check in (agreement, coordinator, advice, milestones, project, report, plan)
}


def judge(rules: RuleSet, facts: Facts) -> Checklist:
    """Judge `facts` by `rules`: one finding for each condition, in the order of the rule set."""
    return Checklist(
        rules.version, tuple(Finding(gate, CHECKS[gate.check](facts, gate)) for gate in rules.gates)
    )
