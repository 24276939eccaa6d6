"""The deeds of the Office with editions, calls and roles: what they do, and what is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import JournalEntry
from drogowskaz.programmes import actions, policies, queries
from drogowskaz.programmes.lifecycle import MOVES, EditionState
from drogowskaz.programmes.models import Call, Edition, Extension, Membership, Programme
from drogowskaz.programmes.roles import Role
from tests.builders.people import a_person
from tests.builders.programmes import DAY, NOW, a_call, a_guardian, a_member, an_edition

pytestmark = pytest.mark.django_db

CLOSES = datetime(2027, 3, 21, 23, 0, tzinfo=UTC)  # midnight in Warsaw


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def verbs():
    return list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True))


POSSIBLE = {("prepared", "open"), ("prepared", "archive"), ("running", "archive")}


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.verb)
@pytest.mark.parametrize("state", EditionState.values)
def test_an_edition_moves_only_as_the_table_says(state, move):
    assert bool(move.possible(Edition(state=state))) == ((state, move.verb) in POSSIBLE)


def test_the_office_opens_an_edition():
    edition = an_edition(running=False)
    office = a_member(edition.programme)

    actions.open_edition(edition, by=office, at=NOW)

    edition.refresh_from_db()
    assert (edition.state, edition.opened_at, edition.opened_by) == (EditionState.RUNNING, NOW, office)
    assert verbs()[-1] == "programmes.open_edition"
    assert edition in Edition.objects.public()


def test_two_open_at_once_and_one_is_told():
    edition = an_edition(running=False)
    office = a_member(edition.programme)
    stale = Edition.objects.get(pk=edition.pk)
    actions.open_edition(edition, by=office, at=NOW)

    with pytest.raises(TooLate):
        actions.open_edition(stale, by=office, at=NOW)


def test_a_call_is_open_from_its_first_moment_to_just_before_its_last():
    call = a_call(closes_at=CLOSES)
    moment = timedelta(microseconds=1)

    assert list(queries.open_calls(NOW)) == [call]
    assert not call.is_open(call.opens_at - moment)
    assert call.is_open(call.opens_at)
    assert call.is_open(CLOSES - moment)
    assert not call.is_open(CLOSES)
    assert list(queries.open_calls(CLOSES)) == []


def test_a_call_of_an_archived_edition_is_closed():
    call = a_call()
    office = a_member(call.edition.programme)
    Edition.objects.filter(pk=call.edition_id).update(projects_end_on=NOW.date() - DAY)
    call.edition.refresh_from_db()

    actions.archive_edition(call.edition, by=office, at=NOW)

    assert not call.is_open(NOW)
    assert list(queries.open_calls(NOW)) == []


def test_a_call_is_announced_once():
    call = a_call()
    office = a_member(call.edition.programme)
    days = {"opens_at": NOW, "closes_at": NOW + DAY, "results_on": NOW.date() + 9 * DAY}

    with pytest.raises(PermissionDenied, match="announced already"):
        actions.announce_call(call.edition, **days, by=office, at=NOW)


@pytest.mark.parametrize("closes, results", [(0, 5), (-1, 5), (5, 4)])
def test_the_days_of_a_call_follow_one_another(closes, results):
    edition = an_edition()
    days = {"closes_at": NOW + closes * DAY, "results_on": NOW.date() + results * DAY}

    with pytest.raises(actions.WrongDates):
        actions.announce_call(edition, opens_at=NOW, **days, by=a_member(edition.programme), at=NOW)
    assert not Call.objects.exists()


def test_a_programme_without_applications_has_no_call():
    edition = an_edition()
    edition.paths.update(has_application=False)

    verdict = policies.can_announce_call(a_member(edition.programme), edition, at=NOW)

    assert str(verdict.reason) == "No path of this edition has an application, so there is no call."


def test_an_extension_keeps_both_deadlines_and_tells_those_with_drafts():
    call = a_call(closes_at=CLOSES)
    office = a_member(call.edition.programme)
    polish, english = a_person(), a_person(language="en")

    actions.extend(call, to_at=CLOSES + 5 * DAY, reason=" Zima. ", tell=[polish, english], by=office, at=NOW)

    extension = Extension.objects.get()
    assert (extension.from_at, extension.to_at, extension.reason) == (CLOSES, CLOSES + 5 * DAY, "Zima.")
    call.refresh_from_db()
    assert call.closes_at == CLOSES + 5 * DAY
    letters = {letter.user: letter for letter in Letter.objects.filter(about="call_extended")}
    assert set(letters) == {polish, english}
    assert "Poprzedni termin: 21 marca 2027, 23:59" in letters[polish].body
    assert "Nowy termin: 26 marca 2027, 23:59" in letters[polish].body
    assert "New deadline: 26 March 2027, 23:59" in letters[english].body
    assert "Zima." in letters[english].body
    assert verbs()[-1] == "programmes.extend"


def test_a_closed_call_can_be_opened_again():
    call = a_call(closes_at=CLOSES)
    later = CLOSES + 3 * DAY

    actions.extend(
        call, to_at=later + DAY, reason="x", tell=[], by=a_member(call.edition.programme), at=later
    )

    assert call.is_open(later)


@pytest.mark.parametrize("to_at", [CLOSES, CLOSES - DAY])
def test_a_deadline_moves_to_a_later_moment_only(to_at):
    call = a_call(closes_at=CLOSES)

    with pytest.raises(actions.NotLater):
        actions.extend(call, to_at=to_at, reason="x", tell=[], by=a_member(call.edition.programme), at=NOW)


def test_a_deadline_does_not_move_into_the_past():
    call = a_call(closes_at=CLOSES)
    office = a_member(call.edition.programme)

    with pytest.raises(actions.NotLater):
        actions.extend(call, to_at=CLOSES + DAY, reason="x", tell=[], by=office, at=CLOSES + 2 * DAY)


def test_an_extension_needs_a_reason():
    call = a_call()

    with pytest.raises(actions.ReasonNeeded):
        actions.extend(
            call, to_at=call.closes_at + DAY, reason=" ", tell=[], by=a_member(call.edition.programme), at=NOW
        )


def test_two_extend_at_once_and_one_is_told():
    call = a_call(closes_at=CLOSES)
    office = a_member(call.edition.programme)
    stale = Call.objects.get(pk=call.pk)
    actions.extend(call, to_at=CLOSES + DAY, reason="x", tell=[], by=office, at=NOW)

    with pytest.raises(TooLate):
        actions.extend(stale, to_at=CLOSES + 2 * DAY, reason="y", tell=[a_person()], by=office, at=NOW)
    assert Extension.objects.count() == 1
    assert not Letter.objects.exists()


def test_the_database_refuses_an_extension_to_an_earlier_moment():
    call = a_call()

    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(
            call=call, from_at=NOW, to_at=NOW, reason="x", extended_at=NOW, extended_by=a_person()
        )


def test_a_role_is_given_and_ended():
    programme = an_edition().programme
    office, person = a_member(programme), a_person()

    membership = actions.add_membership(
        programme, person, role=Role.ADVISER, starts_on=NOW.date(), by=office, at=NOW
    )
    assert queries.holds(person, Role.ADVISER, programme)

    actions.end_membership(membership, reason="Zmiana w biurze", by=office, at=NOW)
    assert not queries.holds(person, Role.ADVISER, programme)
    assert verbs()[-2:] == ["programmes.add_membership", "programmes.end_membership"]
    actions.add_membership(programme, person, role=Role.ADVISER, starts_on=NOW.date(), by=office, at=NOW)


def test_nobody_gives_a_role_or_a_theme_to_themselves():
    edition = an_edition()
    office = a_member(edition.programme)
    facts = {"starts_on": NOW.date(), "by": office, "at": NOW}

    with pytest.raises(actions.NotToOneself):
        actions.add_membership(edition.programme, office, role=Role.AUDITOR, **facts)
    with pytest.raises(actions.NotToOneself):
        actions.add_guardianship(edition.themes.first(), office, **facts)


def test_a_role_and_a_theme_are_given_once():
    edition = an_edition()
    office = a_member(edition.programme)
    adviser = a_member(edition.programme, Role.ADVISER)
    theme = edition.themes.first()
    guardian = a_guardian(theme)
    facts = {"starts_on": NOW.date(), "by": office, "at": NOW}

    with pytest.raises(actions.HasItAlready):
        actions.add_membership(edition.programme, adviser, role=Role.ADVISER, **facts)
    with pytest.raises(actions.HasItAlready):
        actions.add_guardianship(theme, guardian, **facts)


def test_the_last_person_of_the_office_cannot_go():
    edition = an_edition(running=False)
    office = a_member(edition.programme)
    membership = Membership.objects.get(user=office)

    with pytest.raises(PermissionDenied, match="last person"):
        actions.end_membership(membership, reason="Zmiana w biurze", by=office, at=NOW)

    other = a_member(edition.programme)
    actions.end_membership(membership, reason="Zmiana w biurze", by=other, at=NOW)
    assert not queries.is_office(office, edition)


def test_two_of_the_office_cannot_end_each_other():
    edition = an_edition(running=False)
    first, second = a_member(edition.programme), a_member(edition.programme)
    memberships = {one.user: one for one in Membership.objects.filter(programme=edition.programme)}
    actions.end_membership(memberships[first], reason="Zmiana w biurze", by=second, at=NOW)

    with pytest.raises(PermissionDenied):
        actions.end_membership(memberships[second], reason="Zmiana w biurze", by=first, at=NOW)
    assert Membership.objects.of(Role.OFFICE).filter(programme=edition.programme).count() == 1


def test_the_last_check_counts_what_another_has_left(monkeypatch):
    """The policy's answer may be old by the time the row is written; the deed counts again."""
    edition = an_edition(running=False)
    office = a_member(edition.programme)
    membership = Membership.objects.get(user=office)
    monkeypatch.setattr(policies, "can_end_membership", lambda *_args, **_facts: policies.YES)

    with pytest.raises(actions.LastOfTheOffice):
        actions.end_membership(membership, reason="Zmiana w biurze", by=office, at=NOW)
    assert Membership.objects.get(user=office).ends_on is None


def test_a_guardian_reaches_a_theme_until_the_end():
    edition = an_edition()
    office, person = a_member(edition.programme), a_person()
    theme = edition.themes.get(number=11)

    guardianship = actions.add_guardianship(theme, person, starts_on=NOW.date(), by=office, at=NOW)
    assert queries.guards(person, theme)
    assert not queries.guards(person, edition.themes.get(number=12))

    actions.end_guardianship(guardianship, reason="Zmiana w biurze", by=office, at=NOW)
    assert not queries.guards(person, theme)
    with pytest.raises(PermissionDenied):
        actions.end_guardianship(guardianship, reason="Zmiana w biurze", by=office, at=NOW)


OUTSIDERS = [Role.GUARDIAN, Role.ADVISER, Role.EVALUATOR, Role.AUDITOR, "office elsewhere", "nobody"]


@pytest.mark.parametrize("role", OUTSIDERS)
def test_only_the_office_of_the_programme_sets_anything_up(role):
    call = a_call()
    edition, programme = call.edition, call.edition.programme
    prepared = an_edition(running=False, programme_slug=programme.slug)
    if role == "office elsewhere":
        user = a_member(an_edition().programme)
    else:
        user = a_person() if role == "nobody" else a_member(programme, role)
    membership = Membership.objects.filter(programme=programme).first()
    a_guardian(edition.themes.first())
    guardianship = edition.themes.first().guardianships.first()

    for policy, thing in [
        (policies.can_open_edition, prepared),
        (policies.can_archive_edition, edition),
        (policies.can_announce_call, an_edition(programme_slug=programme.slug)),
        (policies.can_extend, call),
        (policies.can_see_people, programme),
        (policies.can_add_membership, programme),
        (policies.can_end_membership, membership),
        (policies.can_add_guardianship, edition),
        (policies.can_end_guardianship, guardianship),
    ]:
        assert str(policy(user, thing, at=NOW).reason) == "Only the programme office can do this."


def test_programmes_and_editions_are_seen_by_those_who_work_there():
    mine, theirs = an_edition(running=False), an_edition(running=False)
    office, auditor = a_member(mine.programme), a_member(mine.programme, Role.AUDITOR)
    adviser = a_member(mine.programme, Role.ADVISER)
    guardian = a_guardian(mine.themes.first())

    for user, editions, programmes in [
        (office, [mine], [mine.programme]),
        (auditor, [mine], []),
        (guardian, [mine], []),
        (adviser, [], []),
    ]:
        assert list(Edition.objects.visible_to(user)) == editions
        assert list(Programme.objects.visible_to(user)) == programmes
    assert theirs not in Edition.objects.visible_to(office)
