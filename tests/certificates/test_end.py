"""The end of a city's road: completed on conditions, not completed with a reason, both taken back, all told."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from drogowskaz.certificates import actions, policies
from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.verdict import YES
from drogowskaz.mail.models import Letter
from drogowskaz.participation.lifecycle import State
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import Capacity, JournalEntry
from tests.builders.advisory import an_advised
from tests.builders.certificates import (
    a_fulfilled,
    a_nearly_fulfilled,
    a_proposed_certificate,
    a_revoked_certificate,
    an_issued_certificate,
)
from tests.builders.participation import coordinator_of, guardian_of, mayor_of, office_of
from tests.builders.people import a_person
from tests.builders.programmes import NOW, a_member

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def after_the_deadline(participation):
    return datetime.combine(
        participation.edition.projects_end_on + DAY, time(0, 30), ZoneInfo("Europe/Warsaw")
    )


def letters(key):
    return set(Letter.objects.filter(about=key).values_list("address", flat=True))


def journal(verb):
    return list(JournalEntry.objects.filter(verb=verb).values_list("by", "city"))


def test_a_city_that_meets_every_condition_has_completed_the_programme(participation):
    office, city = office_of(participation), participation.city

    actions.complete(participation, remark=" Piękny rynek. ", by=office, at=NOW)

    stored = Participation.objects.get()
    assert (stored.state, stored.completed_at, stored.completed_by, stored.completed_remark) == (
        State.COMPLETED, NOW, office, "Piękny rynek.",
    )  # fmt: skip
    assert journal("participation.complete") == [(office.pk, city.pk)]
    assert {coordinator_of(stored).email, guardian_of(stored).email} <= letters("participation_completed")
    assert "Uwagi: Piękny rynek." in Letter.objects.filter(about="participation_completed").first().body


def test_one_missing_condition_is_enough_not_to_have_completed_it():
    participation = a_nearly_fulfilled()

    with pytest.raises(actions.ConditionsMissing):
        actions.complete(participation, by=office_of(participation), at=NOW)

    assert Participation.objects.get(pk=participation.pk).state == State.ADVISED
    assert not letters("participation_completed")


def test_without_the_judgement_the_programme_would_be_completed_all_the_same(monkeypatch):
    participation = a_nearly_fulfilled()
    checklist = actions.queries.checklist(
        actions.queries.with_road(Participation.objects.all()).get(pk=participation.pk),
        on=timezone.localdate(NOW),
    )
    monkeypatch.setattr(actions, "_fulfilled", lambda participation, at: checklist)

    actions.complete(participation, by=office_of(participation), at=NOW)

    assert Participation.objects.get(pk=participation.pk).state == State.COMPLETED


def test_the_programme_is_completed_in_the_last_stage_only():
    participation = an_advised()

    with pytest.raises(PermissionDenied, match="wszystkich etapów"):
        actions.complete(participation, by=office_of(participation), at=NOW)


def test_that_it_was_not_completed_is_said_after_the_deadline_with_a_reason_the_city_reads():
    participation = an_advised(stage=2)
    office, city, after = office_of(participation), participation.city, after_the_deadline(participation)
    mayor = mayor_of(participation)
    for early in (NOW, after - timedelta(hours=1)):
        with pytest.raises(PermissionDenied, match="po dniu"):
            actions.give_up(participation, reason="Brak projektu.", by=office, at=early)
    with pytest.raises(actions.ReasonNeeded):
        actions.give_up(participation, reason=" \n", by=office, at=after)

    actions.give_up(participation, reason="Brak projektu.", by=office, at=after)

    stored = Participation.objects.get(pk=participation.pk)
    assert (stored.state, stored.not_completed_by, stored.not_completed_reason) == (
        State.NOT_COMPLETED, office, "Brak projektu.",
    )  # fmt: skip
    assert journal("participation.give_up") == [(office.pk, city.pk)]
    assert mayor.email in letters("participation_not_completed")
    assert "Powód: Brak projektu." in Letter.objects.filter(about="participation_not_completed").first().body


def test_both_are_taken_back_with_a_reason(participation):
    completed = participation
    office = office_of(completed)
    actions.complete(completed, by=office, at=NOW)
    with pytest.raises(actions.ReasonNeeded):
        actions.reopen(completed, reason=" ", by=office, at=NOW)

    actions.reopen(completed, reason="Pomylone miasta.", by=office, at=NOW)

    stored = Participation.objects.get()
    assert (stored.state, stored.completed_at, stored.completed_by) == (State.ADVISED, None, None)
    assert journal("participation.reopen") == [(office.pk, completed.city_id)]
    assert coordinator_of(stored).email in letters("participation_reopened")

    after = after_the_deadline(stored)
    actions.give_up(stored, reason="Brak projektu.", by=office, at=after)
    actions.reopen(stored, reason="Projekt jest.", by=office, at=after)

    stored = Participation.objects.get()
    assert (stored.state, stored.not_completed_at, stored.not_completed_reason) == (State.ADVISED, None, "")


def test_of_two_people_who_take_it_back_at_once_one_wins(participation):
    office = office_of(participation)
    actions.complete(participation, by=office, at=NOW)
    other_tab = Participation.objects.get()
    actions.reopen(participation, reason="Pomyłka.", by=office, at=NOW)

    with pytest.raises(TooLate):
        actions.reopen(other_tab, reason="Pomyłka.", by=office, at=NOW)


def test_what_a_certificate_rests_on_is_not_taken_back_until_it_is_revoked(participation):
    certificate = a_proposed_certificate(participation)
    participation = certificate.participation
    office, after = office_of(participation), after_the_deadline(participation)
    with pytest.raises(PermissionDenied, match="certyfikat"):
        actions.give_up(participation, reason="Pomyłka.", by=office, at=after)
    actions.complete(participation, by=office, at=NOW)

    with pytest.raises(PermissionDenied, match="certyfikat"):
        actions.reopen(participation, reason="Pomyłka.", by=office, at=NOW)


def test_an_issued_certificate_says_that_the_programme_is_completed(participation):
    certificate = an_issued_certificate(participation)

    stored = Participation.objects.get()
    assert (stored.state, stored.completed_by) == (State.COMPLETED, certificate.issued_by)
    assert journal("participation.complete") == [(certificate.issued_by.pk, stored.city.pk)]
    assert not policies.can_reopen(certificate.proposed_by, stored, at=NOW)
    assert not letters("participation_completed")


def test_after_a_revocation_the_end_can_be_taken_back(participation):
    participation = a_revoked_certificate(participation).participation

    actions.reopen(participation, reason="Dane były błędne.", by=office_of(participation), at=NOW + 2 * DAY)

    assert Participation.objects.get().state == State.ADVISED


def test_a_city_reopened_under_the_hand_gets_no_certificate(participation):
    certificate = a_proposed_certificate(participation)
    first, second = certificate.proposed_by, a_member(certificate.participation.edition.programme)
    actions.complete(certificate.participation, by=first, at=NOW)
    Participation.objects.update(state=State.ADVISED)

    with pytest.raises(TooLate):
        actions.issue(certificate, by=second, at=NOW)


def test_nobody_with_a_tie_to_the_city_says_how_it_ended(monkeypatch):
    participation = an_advised(stage=2)
    after, programme = after_the_deadline(participation), participation.edition.programme
    free = a_member(programme)
    ties = {
        "mayor": a_person(acting_for=participation.city, capacity=Capacity.MAYOR),
        "coordinator": coordinator_of(participation),
        "guardian": guardian_of(participation),
        "adviser": participation.assignments.get().adviser,
    }
    for person in ties.values():
        a_member(programme, "office", user=person)

    def allowed():
        people = ties | {"free": free}
        return {who for who, one in people.items() if policies.can_give_up(one, participation, at=after)}

    guarded = allowed()
    monkeypatch.setattr(policies, "_decides", lambda user, participation: YES)

    assert (guarded, allowed()) == ({"free"}, {*ties, "free"})


def test_the_office_sees_what_is_missing_and_where_and_is_asked_before_the_end(client):
    participation = a_nearly_fulfilled(at=timezone.now())
    client.force_login(office_of(participation))
    page = reverse("certificates:complete", args=[participation.pk])

    shown, sent = client.get(page), client.post(page, {"remark": ""})

    assert "Czego brakuje" in shown.content.decode() or "Brakuje" in shown.content.decode()
    assert f'href="{reverse("plans:list")}"' in shown.content.decode()
    assert "<textarea" not in shown.content.decode()
    assert (sent.status_code, Participation.objects.get(pk=participation.pk).state) == (409, State.ADVISED)


def test_the_pages_lead_to_the_end_and_back(client):
    participation = a_fulfilled(at=timezone.now())
    client.force_login(office_of(participation))
    checklist = reverse("certificates:checklist", args=[participation.pk])
    complete, reopen = (
        reverse(f"certificates:{name}", args=[participation.pk]) for name in ("complete", "reopen")
    )

    assert f'href="{complete}"' in client.get(checklist).content.decode()
    assert client.post(complete, {"remark": "Gratulacje"}).url == checklist
    assert "Gratulacje" in client.get(checklist).content.decode()
    assert client.post(reopen, {"reason": ""}).status_code == 422
    assert client.post(reopen, {"reason": "Pomyłka"}).url == checklist
    assert Participation.objects.get(pk=participation.pk).state == State.ADVISED
