"""Every deed by its consequences, and every refusal."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from drogowskaz.applications import actions, queries
from drogowskaz.applications.lifecycle import State
from drogowskaz.applications.models import Application, Attachment
from drogowskaz.applications.sheet import digest
from drogowskaz.common.lifecycle import TooLate
from drogowskaz.documents import actions as documents
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import JournalEntry
from tests.applications.questionnaire import a_rich_call
from tests.builders.applications import a_complete_draft, a_draft, a_pdf, a_submitted
from tests.builders.people import a_person
from tests.builders.programmes import NOW
from tests.builders.registers import a_city

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


THEMES = {"themes": ["11"], "themes-leading": "11"}


@pytest.fixture
def call():
    return a_rich_call()


def verbs(thing):
    """What was done with an application, files left out."""
    return list(
        JournalEntry.objects.filter(thing="applications.application", thing_id=thing.pk)
        .exclude(verb="application.attach")
        .order_by("pk")
        .values_list("verb", flat=True)
    )


def save(application, step, version=0, by=None, at=LATER, **answers):
    return actions.save_step(
        application, step, answers, version=version, by=by or application.started_by, at=at
    )


def test_starting_makes_a_draft(call):
    city = a_city()
    coordinator = a_person(acting_for=city)

    draft = actions.start(call, city=city, by=coordinator, at=NOW)

    assert (draft.state, draft.started_at, draft.started_by) == (State.DRAFT, NOW, coordinator)
    assert verbs(draft) == ["application.start"]


def test_a_city_starts_once_in_a_call(call):
    draft = a_draft(call=call)

    with pytest.raises(actions.AlreadyStarted):
        actions.start(call, city=draft.city, by=draft.started_by, at=LATER)


def test_a_city_that_withdrew_starts_again(call):
    draft = a_draft(call=call)
    actions.withdraw(draft, by=draft.started_by, at=LATER)

    assert actions.start(call, city=draft.city, by=draft.started_by, at=LATER).pk != draft.pk


def test_nobody_starts_for_another_city_or_outside_the_call(call):
    city = a_city()
    with pytest.raises(PermissionDenied):
        actions.start(call, city=city, by=a_person(acting_for=a_city()), at=NOW)
    with pytest.raises(PermissionDenied, match="skończył"):
        actions.start(call, city=city, by=a_person(acting_for=city), at=call.closes_at)


def test_saving_keeps_half_wrong_and_over_long_answers(call):
    draft = a_draft(call=call)

    saved = save(draft, "concept", title="x" * 400, unknown="kept")

    assert (saved.answers, saved.version) == ({"title": "x" * 400, "unknown": "kept"}, 1)
    assert (saved.saved_by, saved.saved_at) == (draft.started_by, LATER)
    assert Application.objects.get(pk=draft.pk).title == "x" * 250


def test_saving_the_same_again_changes_nothing(call):
    draft = a_draft(call=call)
    save(draft, "concept", title="Rynek")

    saved = save(draft, "concept", version=0, at=LATER + timedelta(minutes=5), title="Rynek")

    assert (saved.version, saved.saved_at) == (1, LATER)


def test_of_two_people_saving_the_same_step_the_second_is_told(call):
    draft = a_draft(call=call)
    save(draft, "concept", title="Rynek")
    colleague = a_person(acting_for=draft.city)
    save(draft, "concept", version=1, title="Rynek i park")

    with pytest.raises(actions.Conflict):
        save(draft, "concept", version=1, by=colleague, title="Park")
    with pytest.raises(actions.Conflict):
        save(draft, "concept", version=0, by=colleague, title="Park")

    assert draft.steps.get().answers == {"title": "Rynek i park"}


def test_a_draft_is_saved_after_the_deadline(call):
    draft = a_draft(call=call)

    assert save(draft, "concept", at=call.closes_at + timedelta(days=30), title="Rynek").version == 1


def test_nobody_else_saves_and_nobody_after_the_hand_in(call):
    submitted = a_submitted(call=call)
    with pytest.raises(PermissionDenied):
        save(a_draft(call=call), "concept", by=a_person(), title="Rynek")
    with pytest.raises(PermissionDenied):
        save(submitted, "concept", version=1, title="Rynek")


def test_a_save_that_comes_just_after_the_hand_in_loses(call):
    draft = a_complete_draft(call=call)
    open_in_another_tab = queries.visible(draft.started_by).get(pk=draft.pk)
    actions.submit(draft, by=draft.started_by, at=LATER)

    with pytest.raises(TooLate):
        save(open_in_another_tab, "concept", version=1, title="Zamiana")

    assert draft.steps.get(step="concept").answers == {**THEMES, "title": "A square to stay in"}


def test_themes_become_rows_with_the_leading_one(call):
    draft = a_draft(call=call)
    save(draft, "concept", themes=["3", "11"], **{"themes-leading": "11"})
    save(draft, "concept", version=1, themes=["3", "1"], **{"themes-leading": "1"})

    goals = draft.goals.order_by("theme__number").values_list("theme__number", "leading")
    assert list(goals) == [(1, True), (3, False)]


def test_a_new_file_takes_the_place_of_the_old_one():
    draft = a_draft(call=a_rich_call())
    by = draft.started_by
    for words in ("first", "second"):
        upload = documents.receive(a_pdf(words), by=by, at=LATER)
        actions.attach(draft, "signed", upload, by=by, at=LATER)

    assert [one.upload for one in draft.attachments.select_related("upload")] == [upload]
    attached = JournalEntry.objects.filter(verb="application.attach", thing_id=draft.pk)
    assert [entry.facts["sha256"] for entry in attached.order_by("pk")][-1] == upload.sha256


def test_a_file_is_taken_out_of_a_draft_only():
    call = a_rich_call()
    submitted = a_submitted(call=call)
    draft = a_complete_draft(call=call)

    actions.detach(draft.attachments.get(), by=draft.started_by, at=LATER)
    with pytest.raises(PermissionDenied):
        actions.detach(submitted.attachments.get(), by=submitted.started_by, at=LATER)
    with pytest.raises(PermissionDenied):
        actions.attach(
            submitted, "signed", submitted.attachments.get().upload, by=submitted.started_by, at=LATER
        )

    assert list(Attachment.objects.values_list("application", flat=True)) == [submitted.pk]


def test_submitting_gives_number_frozen_copy_and_letter(call):
    draft = a_complete_draft(call=call, themes=(11, 3), title="Rynek")

    actions.submit(draft, by=draft.started_by, at=LATER)

    stored = Application.objects.get(pk=draft.pk)
    assert (stored.state, stored.submitted_at, stored.submitted_by) == (
        State.SUBMITTED,
        LATER,
        draft.started_by,
    )
    assert (stored.number, stored.title) == ("PDM-2027-0001", "Rynek")
    assert stored.frozen["answers"]["concept"] == {
        "themes": ["11", "3"],
        "themes-leading": "11",
        "title": "Rynek",
    }
    assert stored.frozen["city"]["teryt"] == draft.city.teryt
    assert stored.frozen_sha256 == digest(stored.frozen)
    assert list(Letter.objects.values_list("about", "user", "state")) == [
        ("application_submitted", draft.started_by.pk, "waiting")
    ]
    assert stored.frozen_sha256 in Letter.objects.get().body
    assert verbs(draft) == ["application.start", "application.submit"]


def test_the_frozen_copy_holds_the_hashes_of_files_and_reads_the_same():
    draft = a_complete_draft(call=a_rich_call())
    before = queries.sheet_of(draft)
    actions.submit(draft, by=draft.started_by, at=LATER)

    after = queries.sheet_of(Application.objects.get(pk=draft.pk))
    assert after.frozen(edition="x") == before.frozen(edition="x")
    upload = draft.attachments.get().upload
    assert draft.frozen["files"]["signed"]["sha256"] == upload.sha256
    assert [after.lines(step) for step in after.questionnaire.steps] == [
        before.lines(step) for step in before.questionnaire.steps
    ]


def test_a_change_of_one_letter_changes_the_hash(call):
    one, other = (a_submitted(call=call, title=title) for title in ("Rynek", "Rynki"))

    assert one.frozen_sha256 != other.frozen_sha256


def test_numbers_have_no_gaps_also_after_a_withdrawal(call):
    first = a_submitted(call=call)
    actions.withdraw(first, by=first.started_by, at=LATER)
    second, third = a_submitted(call=call), a_submitted(call=call)

    assert [one.number for one in (first, second, third)] == [
        "PDM-2027-0001",
        "PDM-2027-0002",
        "PDM-2027-0003",
    ]


def test_two_editions_with_the_same_prefix_share_one_row_of_numbers(call):
    assert [a_submitted(call=one).number for one in (call, a_rich_call())] == [
        "PDM-2027-0001",
        "PDM-2027-0002",
    ]


@pytest.mark.parametrize("past", [timedelta(0), timedelta(microseconds=1), timedelta(days=1)])
def test_a_submission_that_comes_too_late_is_refused_and_the_draft_stays(call, past):
    draft = a_complete_draft(call=call)

    with pytest.raises(PermissionDenied, match=r"Nabór skończył się 21 marca 2027 o 10:59\. Szkic zostaje\."):
        actions.submit(draft, by=draft.started_by, at=call.closes_at + past)

    assert Application.objects.get(pk=draft.pk).state == State.DRAFT


def test_the_last_moment_is_in_time(call):
    draft = a_complete_draft(call=call)

    actions.submit(draft, by=draft.started_by, at=call.closes_at - timedelta(microseconds=1))

    assert draft.state == State.SUBMITTED


def test_an_incomplete_draft_is_not_submitted(call):
    draft = a_draft(call=call)
    with pytest.raises(actions.Incomplete):
        actions.submit(draft, by=draft.started_by, at=LATER)

    over_long = a_complete_draft(call=call, title="x" * 151)
    with pytest.raises(actions.Incomplete):
        actions.submit(over_long, by=over_long.started_by, at=LATER)
    assert not Application.objects.filter(state=State.SUBMITTED)


def test_what_was_not_checked_is_not_submitted(call):
    draft = a_complete_draft(call=call)
    seen = queries.sheet_of(draft).fingerprint()
    save(draft, "concept", version=1, title="Zmieniony tytuł", **THEMES)

    with pytest.raises(actions.Changed):
        actions.submit(draft, by=draft.started_by, at=LATER, seen=seen)
    actions.submit(draft, by=draft.started_by, at=LATER, seen=queries.sheet_of(draft).fingerprint())

    assert Application.objects.get(pk=draft.pk).title == "Zmieniony tytuł"


def test_of_two_simultaneous_submissions_one_wins(call):
    draft = a_complete_draft(call=call)
    seen_in_other_tab = queries.visible(draft.started_by).get(pk=draft.pk)
    actions.submit(draft, by=draft.started_by, at=LATER)

    with pytest.raises(TooLate):
        actions.submit(seen_in_other_tab, by=draft.started_by, at=LATER)

    assert Letter.objects.count() == 1


def test_nobody_else_submits(call):
    with pytest.raises(PermissionDenied):
        actions.submit(a_complete_draft(call=call), by=a_person(), at=LATER)
