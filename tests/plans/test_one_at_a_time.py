"""One proof of an edition is compiled at a time; one whose worker died does not stand in the way for ever."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.documents.press import press
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import JournalEntry
from drogowskaz.plans import actions, compiling, finishing, queries, tasks
from drogowskaz.plans.documents import TEMPLATE
from drogowskaz.plans.lifecycle import State
from drogowskaz.plans.models import PlanEdition
from tests.builders.plans import a_compiling_plan, a_proof, two_of_the_office
from tests.builders.programmes import NOW
from tests.builders.reports import a_published_report
from tests.races import without

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LATER = NOW + queries.PATIENCE


def states():
    return list(PlanEdition.objects.order_by("pk").values_list("state", flat=True))


def test_a_second_order_is_answered_with_the_one_that_runs():
    plan = a_compiling_plan()

    with pytest.raises(actions.AlreadyCompiling) as refused:
        a_compiling_plan(plan.edition, language="en")

    assert (refused.value.plan, states()) == (plan, [State.COMPILING])
    assert JournalEntry.objects.filter(verb="plan.compile").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_both_would_run():
    edition = a_published_report().participation.edition

    with without(PlanEdition, "plan_compiled_one_at_a_time"):
        for _ in range(2):
            a_compiling_plan(edition)

        assert states() == [State.COMPILING] * 2


def test_a_double_click_leads_to_the_running_proof_and_says_so(client):
    edition = a_published_report().participation.edition
    client.force_login(two_of_the_office(edition)[0])
    page = reverse("plans:compile", args=[edition.pk])
    first = client.post(page, {"language": "pl", "foreword": ""})

    again = client.post(page, {"language": "pl", "foreword": ""}, follow=True)

    assert again.redirect_chain == [(first["Location"], 302)]
    assert "Próbny wydruk Planu już powstaje" in again.content.decode()


def test_another_edition_is_compiled_meanwhile():
    a_compiling_plan()
    a_compiling_plan(a_published_report().participation.edition)

    assert states() == [State.COMPILING] * 2


def test_when_the_worker_is_gone_somebody_stops_waiting_and_compiles_anew():
    plan = a_compiling_plan()
    _, second = two_of_the_office(plan.edition)

    with pytest.raises(PermissionDenied, match="dziesięć minut"):
        actions.give_up(plan, by=second, at=LATER - timedelta(seconds=1))
    actions.give_up(plan, by=second, at=LATER)
    a_compiling_plan(plan.edition, at=LATER)

    assert states() == [State.FAILED, State.COMPILING]
    assert JournalEntry.objects.get(verb="plan.give_up").by == second


def test_a_worker_that_comes_back_after_all_changes_nothing():
    plan = a_compiling_plan()
    in_the_worker = PlanEdition.objects.get()
    printed = press(TEMPLATE, compiling.plan(plan, at=NOW), at=NOW)
    actions.give_up(plan, by=plan.compiled_by, at=LATER)

    with pytest.raises(TooLate):
        finishing.finish(in_the_worker, printed=printed, at=LATER)
    tasks.press_plan.call(plan.pk)

    assert states() == [State.FAILED]


def test_a_proof_that_is_done_is_not_given_up():
    plan = a_proof()

    with pytest.raises(PermissionDenied):
        actions.give_up(plan, by=plan.compiled_by, at=LATER)


def test_an_unexpected_fault_leaves_a_sentence_and_the_trace(run_tasks, monkeypatch):
    a_compiling_plan()
    monkeypatch.setattr(compiling, "plan", stumble)

    (failed,) = (task for task in run_tasks(failing=True) if task.traceback)

    assert "stumbled" in failed.traceback
    assert (states(), PlanEdition.objects.get().trouble.partition(".")[0]) == (
        [State.FAILED],
        "Nie udało się przygotować dokumentu",
    )


def stumble(plan, *, at):
    raise RuntimeError("stumbled")


def test_the_page_says_what_to_do_when_it_takes_too_long(client):
    plan = a_compiling_plan()
    PlanEdition.objects.update(compiled_at=NOW - timedelta(days=400))
    client.force_login(plan.compiled_by)
    page = reverse("plans:detail", args=[plan.pk])

    shown = client.get(page).content.decode()
    answer = client.post(reverse("plans:give_up", args=[plan.pk]), follow=True)

    assert ("uruchom go" in shown, "Nie czekaj na niego" in shown) == (True, True)
    assert ("Możesz złożyć nowy" in answer.content.decode(), states()) == (True, [State.FAILED])


def test_a_stuck_proof_waits_for_the_office_from_the_moment_it_is_stuck():
    plan = a_compiling_plan()
    _, second = two_of_the_office(plan.edition)

    waiting = [len(queries.waiting_for(second, at)) for at in (LATER - timedelta(seconds=1), LATER)]

    assert waiting == [0, 1]


def test_the_office_is_told_of_a_proof_and_who_ordered_it_of_a_failure():
    plan = a_proof()
    first, second = two_of_the_office(plan.edition)
    failed = a_compiling_plan(plan.edition, at=LATER)
    finishing.fail(failed, trouble="Dokument jest za duży.", at=LATER)

    told = Letter.objects.filter(about="plan_proof")
    (letter,) = Letter.objects.filter(about="plan_failed")
    assert {first, second} <= {one.user for one in told}
    assert (letter.user, "Dokument jest za duży." in letter.body) == (first, True)
