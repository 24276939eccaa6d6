"""What becomes of an application that was sent: withdrawn, accepted, rejected, printed; each refusal."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from drogowskaz.applications import actions, printing, queries
from drogowskaz.applications.lifecycle import State
from drogowskaz.applications.models import Application
from drogowskaz.common.lifecycle import TooLate
from drogowskaz.mail.models import Letter
from drogowskaz.programmes.roles import Role
from tests.applications.questionnaire import a_rich_call
from tests.builders.applications import a_draft, a_submitted, an_accepted
from tests.builders.people import a_person
from tests.builders.programmes import NOW, a_call, a_member

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def call():
    return a_rich_call()


def test_withdrawing_what_was_sent_tells_everybody_of_the_city(call):
    submitted = a_submitted(call=call)
    colleague = a_person(acting_for=submitted.city)

    actions.withdraw(submitted, by=colleague, at=LATER)

    assert (submitted.state, submitted.withdrawn_at, submitted.withdrawn_by) == (
        State.WITHDRAWN,
        LATER,
        colleague,
    )
    told = Letter.objects.filter(about="application_withdrawn").values_list("user", flat=True)
    assert sorted(told) == sorted([submitted.started_by.pk, colleague.pk])


def test_withdrawing_a_draft_writes_to_nobody(call):
    draft = a_draft(call=call)

    actions.withdraw(draft, by=draft.started_by, at=LATER)

    assert not Letter.objects.exists()


def test_accepting_stamps_the_theme_and_holds_the_letters(call):
    submitted = a_submitted(call=call, themes=(11, 3))
    office = a_member(call.edition.programme, Role.OFFICE)
    theme = call.edition.themes.get(number=3)

    actions.accept(submitted, theme=theme, reason=" Pasuje do celu. ", by=office, at=LATER)

    stored = Application.objects.get(pk=submitted.pk)
    assert (stored.state, stored.qualified_theme, stored.decision_reason) == (
        State.ACCEPTED,
        theme,
        "Pasuje do celu.",
    )
    assert (stored.decided_at, stored.decided_by) == (LATER, office)
    letter = Letter.objects.get(about="application_accepted")
    assert (letter.state, letter.user) == ("held", submitted.started_by)
    assert "Pasuje do celu." in letter.body


def test_a_city_is_qualified_only_under_a_theme_it_named(call):
    submitted = a_submitted(call=call, themes=(11,))
    office = a_member(call.edition.programme, Role.OFFICE)

    with pytest.raises(actions.NotChosen):
        actions.accept(submitted, theme=call.edition.themes.get(number=4), reason="Tak", by=office, at=LATER)
    foreign = a_call().edition.themes.get(number=11)
    with pytest.raises(actions.NotChosen):
        actions.accept(submitted, theme=foreign, reason="Tak", by=office, at=LATER)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_decision_has_a_reason(call, reason):
    submitted = a_submitted(call=call)
    office = a_member(call.edition.programme, Role.OFFICE)

    with pytest.raises(actions.ReasonMissing):
        actions.reject(submitted, reason=reason, by=office, at=LATER)
    with pytest.raises(actions.ReasonMissing):
        actions.accept(submitted, theme=submitted.goals.get().theme, reason=reason, by=office, at=LATER)


def test_rejecting_holds_the_letters(call):
    submitted = a_submitted(call=call)
    office = a_member(call.edition.programme, Role.OFFICE)

    actions.reject(submitted, reason="Za wcześnie.", by=office, at=LATER)

    assert (submitted.state, submitted.decision_reason) == (State.REJECTED, "Za wcześnie.")
    assert Letter.objects.get(about="application_rejected").state == "held"


def test_of_two_decisions_one_wins(call):
    submitted = a_submitted(call=call)
    office = a_member(call.edition.programme, Role.OFFICE)
    seen_by_colleague = queries.visible(office).get(pk=submitted.pk)
    actions.reject(submitted, reason="Za wcześnie.", by=office, at=LATER)

    with pytest.raises(TooLate):
        actions.accept(
            seen_by_colleague, theme=submitted.goals.get().theme, reason="Tak", by=office, at=LATER
        )


def test_others_decide_nothing(call):
    submitted = a_submitted(call=call)

    for person in (submitted.started_by, a_person(), a_member(a_call().edition.programme, Role.OFFICE)):
        with pytest.raises(PermissionDenied):
            actions.reject(submitted, reason="Nie", by=person, at=LATER)


def test_the_city_learns_the_decision_when_its_letters_are_released(call):
    accepted = an_accepted(call=call)
    other = an_accepted(call=call, at=NOW + timedelta(minutes=1))
    assert queries.is_embargoed(accepted)

    Letter.objects.filter(about="application_accepted", user=accepted.started_by).update(
        state="sent", sent_at=LATER
    )

    assert not queries.is_embargoed(accepted)
    assert queries.is_embargoed(other)


def test_the_printed_copy_is_pressed_once_under_the_number_of_the_application():
    submitted = a_submitted(call=a_rich_call())

    issued = printing.copy_of(submitted, at=LATER)

    again = printing.copy_of(Application.objects.get(pk=submitted.pk), at=LATER + timedelta(days=1))
    assert again == issued
    assert (issued.number, issued.kind, issued.issued_by) == (
        submitted.number,
        "application",
        submitted.started_by,
    )
    assert issued.snapshot["checksum"] == submitted.frozen_sha256


def test_a_second_copy_pressed_at_the_same_moment_is_dropped():
    submitted = a_submitted(call=a_rich_call())
    at_the_same_moment = Application.objects.get(pk=submitted.pk)
    issued = printing.copy_of(submitted, at=LATER)

    assert printing.copy_of(at_the_same_moment, at=LATER) == issued
