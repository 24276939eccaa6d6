"""Deeds with projects, told by their consequences."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.refusal import refusing
from drogowskaz.documents.guard import FileRefused
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import Capacity, JournalEntry
from drogowskaz.projects import actions
from drogowskaz.projects.cards import Card, first_card
from drogowskaz.projects.lifecycle import MilestoneState, State
from drogowskaz.projects.models import Evidence, Milestone, Project
from tests.builders.projects import (
    CARD,
    DAY,
    EVIDENCE,
    NOW,
    TODAY,
    a_completed_project,
    a_milestone,
    a_participation,
    a_project,
    a_project_with_milestones,
    a_reported_milestone,
    a_reported_project,
    cast_of,
    coordinator_of,
    guardian_of,
)

pytestmark = pytest.mark.django_db
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF"
)


def verbs():
    return list(
        JournalEntry.objects.filter(verb__startswith="project.").order_by("pk").values_list("verb", flat=True)
    )


def letters(key):
    return list(Letter.objects.filter(about=key).order_by("pk").values_list("user", flat=True))


def test_the_card_begins_with_what_the_admission_says():
    participation = a_participation()

    assert first_card(participation) == Card(
        title="Rynek, który oddycha", improves="Plan zieleni z 2025 roku."
    )


def test_planning_makes_the_project_of_the_city():
    participation = a_participation()

    project = actions.plan(participation, card=CARD, by=coordinator_of(participation), at=NOW)

    stored = Project.objects.get()
    assert (stored, stored.state, stored.title, stored.version) == (project, State.PLANNED, CARD.title, 1)
    assert verbs() == ["project.plan"]


def test_a_city_has_one_project():
    participation = a_participation()
    in_other_tab = type(participation).objects.get()
    coordinator = coordinator_of(participation)
    actions.plan(participation, card=CARD, by=coordinator, at=NOW)

    with pytest.raises(PermissionDenied, match="już swój projekt"):
        actions.plan(in_other_tab, card=CARD, by=coordinator, at=NOW)


def test_the_database_refuses_a_second_project_by_name():
    project = a_project()

    with pytest.raises(actions.AlreadyPlanned), refusing(actions.PLANNED_ONCE):
        Project.objects.create(
            participation=project.participation, title="x", planned_at=NOW, planned_by=project.planned_by
        )


def test_of_two_people_changing_the_card_the_second_is_told():
    project = a_project()
    in_other_tab = Project.objects.get()
    coordinator = coordinator_of(project.participation)
    actions.change(project, card=Card(title="Pierwszy"), version=1, by=coordinator, at=NOW)

    with pytest.raises(actions.Changed):
        actions.change(in_other_tab, card=Card(title="Drugi"), version=1, by=coordinator, at=NOW)

    assert (Project.objects.get().title, Project.objects.get().version) == ("Pierwszy", 2)


def test_the_first_day_of_a_milestone_stays_readable_once_the_project_has_started():
    project = a_project_with_milestones()
    milestone = project.milestones.get(critical=True)
    first = milestone.due_on

    actions.change_milestone(
        milestone,
        title=milestone.title,
        criterion="",
        due_on=date(2027, 9, 1),
        critical=True,
        version=1,
        by=coordinator_of(project.participation),
        at=NOW,
    )

    stored = Milestone.objects.get(critical=True)
    assert (stored.first_due_on, stored.due_on, stored.version) == (first, date(2027, 9, 1), 2)


def test_what_the_certificate_needs_is_settled_before_the_start():
    project = a_project_with_milestones()
    coordinator = coordinator_of(project.participation)

    with pytest.raises(actions.CriticalFixed):
        a_milestone(project, critical=True)
    with pytest.raises(PermissionDenied, match="zostają"):
        actions.remove_milestone(project.milestones.get(critical=True), by=coordinator, at=NOW)


def test_a_milestone_is_removed_only_before_it_is_reported():
    project = a_project_with_milestones()
    coordinator = coordinator_of(project.participation)
    milestone = project.milestones.get(critical=False)
    in_other_tab = Milestone.objects.get(pk=milestone.pk)
    actions.report_milestone(milestone, evidence=(EVIDENCE,), by=coordinator, at=NOW)

    with pytest.raises(PermissionDenied):
        actions.remove_milestone(milestone, by=coordinator, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.remove_milestone(in_other_tab, by=coordinator, at=NOW)

    assert project.milestones.count() == 2


def test_reporting_a_milestone_keeps_the_evidence_and_tells_the_guardian():
    participation = a_participation()
    cast = cast_of(participation)
    project = a_project_with_milestones(participation)
    milestone = project.milestones.get(critical=True)

    actions.report_milestone(milestone, evidence=(EVIDENCE,), by=cast.coordinator, at=NOW)

    stored = Milestone.objects.get(pk=milestone.pk)
    assert (stored.state, stored.reported_by) == (MilestoneState.REPORTED, cast.coordinator)
    assert list(Evidence.objects.values_list("shows", "url", "public")) == [
        (EVIDENCE.shows, EVIDENCE.url, False)
    ]
    assert letters("milestone_reported") == [cast.guardian.pk]


def test_without_a_guardian_the_office_is_told():
    participation = a_participation()
    project = a_project_with_milestones(participation)

    a_reported_milestone(project)

    office = participation.edition.programme.memberships.order_by("pk").values_list("user", flat=True)
    assert letters("milestone_reported") == list(office)


def test_a_milestone_is_not_reported_without_evidence():
    project = a_project_with_milestones()
    milestone = project.milestones.get(critical=True)

    with pytest.raises(actions.EvidenceMissing):
        actions.report_milestone(milestone, by=coordinator_of(project.participation), at=NOW)

    assert Milestone.objects.get(pk=milestone.pk).state == MilestoneState.PLANNED


def test_a_refused_file_reports_nothing():
    project = a_project_with_milestones()
    milestone = project.milestones.get(critical=True)
    given = actions.Given("zdjęcie", file=ContentFile(b"MZ", name="zdjecie.exe"))

    with pytest.raises(FileRefused):
        actions.report_milestone(
            milestone, evidence=(given,), by=coordinator_of(project.participation), at=NOW
        )

    assert Milestone.objects.get(pk=milestone.pk).state == MilestoneState.PLANNED
    assert Evidence.objects.count() == 0


def test_a_returned_milestone_goes_back_with_the_remark_and_keeps_its_evidence():
    milestone = a_reported_milestone()
    guardian = guardian_of(milestone.project.participation)

    actions.return_milestone(milestone, remark="Dołącz protokół.", by=guardian, at=NOW + DAY)

    stored = Milestone.objects.get(pk=milestone.pk)
    assert (stored.state, stored.remark, stored.returned_by) == (
        MilestoneState.PLANNED,
        "Dołącz protokół.",
        guardian,
    )
    assert (stored.reported_at, stored.reported_by) == (None, None)
    assert Evidence.objects.get().added_at == NOW


def test_a_return_without_words_is_refused():
    milestone = a_reported_milestone()

    with pytest.raises(actions.RemarkMissing):
        actions.return_milestone(
            milestone, remark="  ", by=guardian_of(milestone.project.participation), at=NOW
        )


def test_of_accepting_and_returning_at_once_one_wins():
    milestone = a_reported_milestone()
    in_other_tab = Milestone.objects.get(pk=milestone.pk)
    guardian = guardian_of(milestone.project.participation)
    actions.accept_milestone(milestone, by=guardian, at=NOW)

    with pytest.raises(TooLate):
        actions.return_milestone(in_other_tab, remark="Nie", by=guardian, at=NOW)

    assert Milestone.objects.get(pk=milestone.pk).state == MilestoneState.ACCEPTED


def test_the_database_refuses_the_reporter_as_accepter():
    milestone = a_reported_milestone()

    with pytest.raises(IntegrityError, match="milestone_accepted_by_another"), transaction.atomic():
        Milestone.objects.filter(pk=milestone.pk).update(
            state=MilestoneState.ACCEPTED, accepted_at=NOW, accepted_by=milestone.reported_by
        )
    project = a_reported_project()
    with pytest.raises(IntegrityError, match="project_accepted_by_another"), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(
            state=State.COMPLETED, accepted_at=NOW, accepted_by=project.reported_by
        )


def test_completion_is_accepted_by_somebody_else():
    project = a_completed_project()

    stored = Project.objects.get()
    assert (stored.state, stored.accepted_by) == (State.COMPLETED, guardian_of(project.participation))
    assert letters("project_accepted") == [coordinator_of(project.participation).pk]
    assert verbs() == [
        "project.plan",
        "project.add_milestone",
        "project.add_milestone",
        "project.start",
        "project.report_milestone",
        "project.accept_milestone",
        "project.report",
        "project.accept",
    ]


def test_a_returned_project_goes_on():
    project = a_reported_project()

    actions.return_completion(project, remark="Brakuje zdjęć.", by=guardian_of(project.participation), at=NOW)

    stored = Project.objects.get()
    assert (stored.state, stored.remark, stored.reported_by) == (State.IN_PROGRESS, "Brakuje zdjęć.", None)


def test_completion_is_not_reported_before_the_needed_milestones():
    project = a_project_with_milestones()

    with pytest.raises(PermissionDenied, match="Najpierw zgłoś"):
        actions.report_completion(project, text="Gotowe", by=coordinator_of(project.participation), at=NOW)


def test_a_project_stops_with_a_reason():
    project = a_project()
    coordinator = coordinator_of(project.participation)

    with pytest.raises(actions.ReasonMissing):
        actions.stop(project, reason="", by=coordinator, at=NOW)
    actions.stop(Project.objects.get(), reason="Zmieniono budżet.", by=coordinator, at=NOW)

    stored = Project.objects.get()
    assert (stored.state, stored.stopped_reason) == (State.STOPPED, "Zmieniono budżet.")


def test_everybody_concerned_but_the_person_who_stopped_it_reads_why():
    participation = a_participation()
    cast = cast_of(participation)

    actions.stop(a_project(participation), reason="Zmieniono budżet.", by=cast.office, at=NOW)

    told = Letter.objects.filter(about="project_stopped")
    others = participation.edition.programme.memberships.exclude(user=cast.office)
    assert {letter.user for letter in told} == {
        cast.coordinator,
        cast.mayor,
        cast.guardian,
        *(member.user for member in others),
    }
    assert all("Powód: Zmieniono budżet." in letter.body for letter in told)


def test_a_guardian_who_acts_for_the_city_is_not_asked_to_judge_it():
    participation = a_participation()
    office = cast_of(participation).office
    both = guardian_of(participation)
    both.representations.create(
        city=participation.city,
        capacity=Capacity.MAYOR,
        asked_at=NOW,
        asked_by=both,
        confirmed_at=NOW,
        confirmed_by=office,
    )

    a_reported_milestone(a_project_with_milestones(participation))

    told = letters("milestone_reported")
    assert (both.pk in told, office.pk in told) == (False, True)


def test_being_late_follows_from_the_date():
    milestone = Milestone(state=MilestoneState.PLANNED, due_on=TODAY)

    assert [milestone.is_late(TODAY), milestone.is_late(TODAY + DAY)] == [False, True]
    assert not Milestone(state=MilestoneState.REPORTED, due_on=TODAY).is_late(TODAY + DAY)
