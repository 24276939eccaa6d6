"""The Plan by its consequences: exact versions, two persons, numbers, bytes; and a press that fails."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.documents import press as the_press
from drogowskaz.documents import store
from drogowskaz.documents.models import Issued
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import JournalEntry
from drogowskaz.plans import actions, finishing, queries, tasks
from drogowskaz.plans.lifecycle import State
from drogowskaz.plans.models import PlanEdition
from tests.builders.participation import coordinator_of, mayor_of
from tests.builders.plans import a_compiling_plan, a_frozen_plan, a_proof, two_of_the_office
from tests.builders.programmes import NOW, a_member, an_edition
from tests.builders.reports import a_published_report, an_approved_report
from tests.once import fresh, once

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


built = once(a_published_report)


@pytest.fixture
def report(built):
    """The only report of its edition, public."""
    return fresh(built)


@pytest.fixture
def edition(report):
    return report.participation.edition


def deeds():
    lines = JournalEntry.objects.filter(verb__startswith="plan.").order_by("pk")
    return [(line.verb, line.by) for line in lines]


def test_a_proof_is_ordered_from_the_exact_versions_that_are_public(report, edition):
    first, _ = two_of_the_office(edition)
    version = report.versions.get(published_at__isnull=False)

    plan = actions.compile(edition, language="pl", foreword="Wstęp.", by=first, at=NOW)

    assert (plan.state, plan.compiled_by, plan.foreword) == (State.COMPILING, first, "Wstęp.")
    assert plan.inputs == [
        {
            "participation": report.participation_id,
            "city": "Modrzewiec",
            "version": version.pk,
            "number": version.number,
            "sha256": version.sha256,
        }
    ]
    assert deeds() == [("plan.compile", first)]


def test_without_a_public_report_there_is_nothing_to_compile():
    edition = an_approved_report().participation.edition
    first, _ = two_of_the_office(edition)

    with pytest.raises(actions.NothingToCompile):
        actions.compile(edition, language="pl", foreword="", by=first, at=NOW)

    assert PlanEdition.objects.count() == 0


def test_the_worker_presses_the_proof(run_tasks, edition):
    plan = a_compiling_plan(edition)

    run_tasks()

    plan.refresh_from_db()
    assert (plan.state, plan.trouble) == (State.PROOF, "")
    assert store.fetch(plan.pdf_sha256)[:5] == b"%PDF-"
    assert deeds()[-1] == ("plan.finish", None)


def test_the_worker_presses_the_same_bytes_as_this_process(run_tasks, edition):
    here = a_proof(edition)
    PlanEdition.objects.filter(pk=here.pk).update(state=State.DISCARDED)
    plan = a_compiling_plan(here.edition)

    run_tasks()

    plan.refresh_from_db()
    assert plan.pdf_sha256 == here.pdf_sha256


def test_a_task_that_runs_twice_presses_once(edition):
    plan = a_proof(edition)

    tasks.press_plan.call(plan.pk)

    assert [verb for verb, _ in deeds()].count("plan.finish") == 1


def test_a_press_that_fails_leaves_a_sentence_and_makes_room(run_tasks, monkeypatch, edition):
    plan = a_compiling_plan(edition)
    monkeypatch.setattr(tasks, "press_apart", press_in_a_cupboard)

    run_tasks()

    plan.refresh_from_db()
    assert (plan.state, plan.snapshot, plan.pdf_sha256) == (State.FAILED, None, "")
    assert plan.trouble.startswith("Dokument jest za duży")
    assert deeds()[-1] == ("plan.fail", None)
    first, second = two_of_the_office(plan.edition)
    with pytest.raises(PermissionDenied):
        actions.freeze(plan, by=second, at=NOW)
    actions.discard(plan, by=first, at=NOW)
    assert plan.state == State.DISCARDED


def press_in_a_cupboard(template, snapshot, *, at):
    """The real press in a child process that may take one megabyte."""
    return the_press.press_apart(template, snapshot, at=at, memory=1024**2)


def test_another_person_freezes_the_proof_as_a_numbered_edition(edition):
    plan = a_proof(edition)
    proof = store.fetch(plan.pdf_sha256)
    _, second = two_of_the_office(plan.edition)

    actions.freeze(plan, by=second, at=NOW)

    stored = PlanEdition.objects.get()
    assert (stored.state, stored.number, stored.frozen_by, stored.frozen_at) == (State.FROZEN, 1, second, NOW)
    assert (stored.issued.kind, stored.issued.sequence) == ("plan", 1)
    assert store.fetch(stored.issued.sha256) == proof
    assert stored.issued.snapshot == stored.snapshot
    assert deeds()[-1] == ("plan.freeze", second)


def test_the_people_of_every_city_inside_get_the_letter(edition):
    plan = a_proof(edition)
    participation = plan.edition.participations.get()
    people = {coordinator_of(participation), mayor_of(participation)}
    outside = an_approved_report().participation
    coordinator_of(outside)
    _, second = two_of_the_office(plan.edition)

    actions.freeze(plan, by=second, at=NOW)

    letters = Letter.objects.filter(about="plan_frozen")
    assert {letter.user for letter in letters} == people
    assert [plan.issued.sha256 in letter.body for letter in letters] == [True] * len(people)


def test_the_compiler_cannot_freeze(edition):
    plan = a_proof(edition)

    with pytest.raises(PermissionDenied, match="inna osoba"):
        actions.freeze(plan, by=plan.compiled_by, at=NOW)

    assert Issued.objects.filter(kind="plan").count() == 0


def test_the_database_refuses_one_person_in_both_places(edition):
    plan = a_frozen_plan(edition)

    with pytest.raises(IntegrityError, match="planedition_frozen_by_another"), transaction.atomic():
        PlanEdition.objects.update(frozen_by=plan.compiled_by)


def test_a_proof_whose_number_has_been_taken_is_compiled_again(edition):
    plan = a_proof(edition)
    other = a_proof(plan.edition, foreword="Inny wstęp.")
    _, second = two_of_the_office(plan.edition)
    actions.freeze(other, by=second, at=NOW)

    with pytest.raises(actions.NumberTaken):
        actions.freeze(plan, by=second, at=NOW)

    assert (plan.state, Issued.objects.filter(kind="plan").count()) == (State.PROOF, 1)
    assert a_frozen_plan(plan.edition).number == 2


def test_of_two_people_who_freeze_at_once_one_wins(edition):
    plan = a_proof(edition)
    seen_in_other_tab = PlanEdition.objects.get()
    _, second = two_of_the_office(plan.edition)
    actions.freeze(plan, by=second, at=NOW)

    with pytest.raises((TooLate, actions.NumberTaken)):
        actions.freeze(seen_in_other_tab, by=a_member(plan.edition.programme), at=NOW)

    assert (PlanEdition.objects.get().frozen_by, Issued.objects.filter(kind="plan").count()) == (second, 1)


def test_of_a_freeze_and_a_discard_at_once_one_wins(edition):
    plan = a_proof(edition)
    seen_in_other_tab = PlanEdition.objects.get()
    first, second = two_of_the_office(plan.edition)
    actions.discard(plan, by=first, at=NOW)

    with pytest.raises(TooLate):
        actions.freeze(seen_in_other_tab, by=second, at=NOW)

    assert Issued.objects.filter(kind="plan").count() == 0


def test_numbers_run_for_each_language_by_themselves(edition):
    polish = a_frozen_plan(edition)
    english = a_frozen_plan(polish.edition, language="en")

    assert (polish.number, english.number) == (1, 1)
    assert queries.next_number(polish.edition, "pl") == 2


def test_a_frozen_plan_is_not_discarded(edition):
    plan = a_frozen_plan(edition)

    with pytest.raises(PermissionDenied):
        actions.discard(plan, by=plan.compiled_by, at=NOW)


def test_a_second_run_that_comes_too_late_changes_nothing(edition):
    plan = a_proof(edition)
    printed = the_press.Printed.from_json(store.fetch(plan.pdf_sha256), plan.snapshot)

    with pytest.raises(TooLate):
        finishing.finish(PlanEdition.objects.get(), printed=printed, at=NOW)


def test_a_proof_waits_for_the_second_person_only(edition):
    plan = a_proof(edition)
    first, second = two_of_the_office(plan.edition)

    assert [queries.waiting_for(person, NOW) for person in (first, a_member(an_edition().programme))] == [
        [],
        [],
    ]
    (waiting,) = queries.waiting_for(second, NOW)
    assert (waiting.decision, waiting.since) == (True, plan.compiled_at)
